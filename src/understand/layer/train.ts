import type { BeforeAfter, Changed, HeldBack, Outcome } from '../../domain/layer.ts';
import type { HeadName, Layer } from './layer.ts';
import { FOLDS, foldOf, isHeldBack, type Lesson } from './lessons.ts';
import { changedOf, measure, type Pair, pairsOf } from './measure.ts';
import { keepHeads, teach } from './teach.ts';

export interface Trained {
  /** `better` is to be kept. */
  readonly outcome: Outcome;
  /** What was learned; null where nobody said anything. For `nothing-learned` all of it, so that it can be looked at. */
  readonly layer: Layer | null;
  /** On the texts that were held back, against what is in use. */
  readonly heldBack: HeldBack;
  /** Over all texts, against what is in use. */
  readonly changed: Changed;
}

/** So many standard errors above chance: one training of noise in forty passes. */
const BEYOND_CHANCE = 2;

/**
 * Learns a layer and says whether it is to be kept. Two questions decide. Was anything learned at all: texts that were left out in
 * turn (four folds of those that are not held back) are read more rightly than by the shipped models, beyond chance. And is it not
 * worse than `current` on the texts that are never learned from.
 */
export function train(lessons: readonly Lesson[], models: string, current: Layer | null): Trained {
  const held = lessons.filter(({ group }) => isHeldBack(group));
  const learned = lessons.filter(({ group }) => !isHeldBack(group));
  const all = teach(learned, models);
  const heads = all === null ? [] : headsThatLearned(crossed(learned, models));
  const layer = all === null || heads.length === 0 ? all : keepHeads(all, heads);
  const heldBack = measure(pairsOf(held, current, layer));
  const changed = changedOf(pairsOf(lessons, current, layer));
  return { outcome: outcomeOf(layer, heads, current, heldBack), layer, heldBack, changed };
}

function outcomeOf(
  layer: Layer | null,
  heads: readonly HeadName[],
  current: Layer | null,
  heldBack: HeldBack,
): Outcome {
  if (layer === null) return 'nothing-said';
  if (layer.id === current?.id) return 'same';
  if (heads.length === 0) return 'nothing-learned';
  return isWorse(heldBack) ? 'worse' : 'better';
}

/** Each text that may be learned from, read by a layer that was learned without its fold. */
function crossed(learned: readonly Lesson[], models: string): readonly Pair[] {
  const folds = Map.groupBy(learned, ({ group }) => foldOf(group));
  return Array.from({ length: FOLDS }, (_, fold) => {
    const rest = learned.filter(({ group }) => foldOf(group) !== fold);
    return pairsOf(folds.get(fold) ?? [], null, teach(rest, models));
  }).flat();
}

function isBeyondChance(gained: number, lost: number): boolean {
  return gained - lost >= BEYOND_CHANCE * Math.sqrt(gained + lost + 1);
}

/** The confidence of a kind is not calibrated, so how many are wrong is not known: of these people correct every second at most. */
const MOST_KINDS_CORRECTED = 0.5;

/**
 * Corrected texts that were lost for those that became right. People correct what is wrong, so a change of a corrected text is mostly
 * a gain, and one of a text that nobody corrected a gain or a loss. With the share c of all wrong texts that people met and corrected,
 * `fixed` of these stand for fixed / c, of which (1 - c) / c are among the others; what changes there beyond that is lost. All counted
 * in corrected texts, that is times c.
 */
function lostFor({ n, fixed, broken }: BeforeAfter, changed: number, expectedWrong: number, most = 1): number {
  const c = Math.min(most, n / Math.max(1, expectedWrong));
  return broken + Math.max(0, c * changed - (1 - c) * fixed);
}

/** Heads whose answers became better. */
function headsThatLearned(pairs: readonly Pair[]): readonly HeadName[] {
  const { corrected, starred, kinds, others } = measure(pairs);
  const isMood =
    isBeyondChance(corrected.fixed, lostFor(corrected, others.changed, others.expectedWrong)) ||
    isBeyondChance(starred.fixed, starred.broken);
  const isSort = isBeyondChance(
    kinds.fixed,
    lostFor(kinds, others.sorts, others.expectedWrongSorts, MOST_KINDS_CORRECTED),
  );
  return [...(isMood ? (['mood', 'mixed'] as const) : []), ...(isSort ? (['sort'] as const) : [])];
}

/**
 * Corrections and kinds must not be met less often, nor more be lost among the others than became right. Of stars, which are weak
 * signs, a loss within chance is no loss.
 */
function isWorse({ corrected, starred, kinds, others }: HeldBack): boolean {
  const isLess = (after: number | null, before: number | null): boolean => (after ?? 0) < (before ?? 0);
  return (
    isLess(corrected.after.accuracy, corrected.before.accuracy) ||
    isLess(corrected.after.macroF1, corrected.before.macroF1) ||
    isLess(kinds.after.accuracy, kinds.before.accuracy) ||
    corrected.fixed < Math.floor(lostFor(corrected, others.changed, others.expectedWrong)) ||
    kinds.fixed < Math.floor(lostFor(kinds, others.sorts, others.expectedWrongSorts, MOST_KINDS_CORRECTED)) ||
    starred.broken - starred.fixed > Math.sqrt(starred.broken + starred.fixed)
  );
}
