import type { DecisionChange } from '../domain/decision.ts';
import type { ItemFilter } from '../domain/filter.ts';
import type { Item, SentimentLabel } from '../domain/item.ts';
import { BadInput, NotFound } from '../errors.ts';
import type { LoopStore } from '../store/loop-store.ts';
import type { ItemStore } from '../store/store.ts';

/** More matches than this are a mistake more often than a wish; the sentence says how to go on. */
const MAX_BULK = 10_000;
/** Keys changed in one step of the store. */
const STEP = 500;

export interface BulkChange extends DecisionChange {
  readonly sentiment?: SentimentLabel | null;
  readonly tags?: { readonly add: readonly string[]; readonly remove: readonly string[] };
}

export interface BulkResult {
  readonly matched: number;
  /** Items that stood otherwise before. */
  readonly changed: number;
  /** For `undo`; null for a dry run and where no decision was part of the change. */
  readonly batch: string | null;
}

export interface Decisions {
  /** One item. Throws `NotFound`, `Conflict` (somebody else decided since `ifVersion`), `BadInput`. */
  decide(options: {
    key: string;
    change: DecisionChange;
    by: string;
    ifVersion?: number;
  }): Promise<{ item: Item; batch: string }>;
  /** Many items, by keys or by filter. A dry run counts and touches nothing. Throws `BadInput`. */
  bulk(options: {
    keys?: readonly string[];
    filter?: ItemFilter;
    change: BulkChange;
    by: string;
    dryRun: boolean;
  }): Promise<BulkResult>;
  undo(options: { batch: string; by: string }): Promise<{ undone: number; left: number }>;
}

/** What people do with decisions, for the API and the page alike. `newBatch` makes ids that nobody can guess. */
export function createDecisions(deps: {
  readonly store: LoopStore & Pick<ItemStore, 'item' | 'correct' | 'setTags'>;
  readonly now: () => string;
  readonly newBatch: () => string;
}): Decisions {
  const { store, now } = deps;

  return {
    async decide({ key, change, by, ifVersion }) {
      const decision = decisionOf(change);
      if (decision === null) throw new BadInput('body', 'Give at least one of answer, work, done.');
      const before = await store.item(key);
      if (before === null) throw new NotFound('There is no such item.');
      const batch = deps.newBatch();
      await store.decide({ keys: [before.key], change: decision, by, now: now(), batch, ifVersion });
      return { item: (await store.item(before.key)) ?? before, batch };
    },

    async bulk({ keys, filter, change, by, dryRun }) {
      const decision = decisionOf(change);
      const { sentiment, tags } = change;
      if (decision === null && sentiment === undefined && tags === undefined) {
        throw new BadInput('change', 'Give at least one of answer, work, done, sentiment, tags.');
      }
      const wanted = keys ?? (await store.keys(filter ?? {}, MAX_BULK + 1));
      if (wanted.length > MAX_BULK)
        throw new BadInput('filter', `This matches more than ${MAX_BULK} items; narrow it, a period for example.`);
      if (dryRun) return { matched: wanted.length, changed: 0, batch: null };
      const batch = deps.newBatch();
      const touched = new Set<string>();
      for (let from = 0; from < wanted.length; from += STEP) {
        const step = wanted.slice(from, from + STEP);
        if (decision !== null) {
          const { changed } = await store.decide({ keys: step, change: decision, by, now: now(), batch });
          for (const key of changed) touched.add(key);
        }
        for (const { key } of sentiment === undefined && tags === undefined ? [] : await store.itemsByKey(step)) {
          if (sentiment !== undefined) await store.correct({ key, sentiment, by, now: now() });
          if (tags !== undefined) await store.setTags({ key, add: tags.add, remove: tags.remove, by, now: now() });
          touched.add(key);
        }
      }
      return { matched: wanted.length, changed: touched.size, batch: decision === null ? null : batch };
    },

    async undo({ batch, by }) {
      const { undone, left } = await store.undoDecisions({ batch, by, now: now() });
      if (undone.length + left.length === 0) throw new NotFound('There is nothing to take back under this name.');
      return { undone: undone.length, left: left.length };
    },
  };
}

/** The decisions in a change; null when it has none. */
function decisionOf({ answer, work, done }: DecisionChange): DecisionChange | null {
  if (answer === undefined && work === undefined && done === undefined) return null;
  for (const [field, decision] of Object.entries({ answer, work })) {
    if (decision?.choice === 'no' && decision.reason === undefined)
      throw new BadInput(`${field}.reason`, 'Say why not: a "no" needs a reason.');
  }
  return { answer, work, done };
}
