import type { ItemFilter } from '../../domain/filter.ts';
import type { ThemeRow, ThemeTable } from '../../domain/theme-figures.ts';
import { type AuditedSides, NO_AUDIT } from '../audit/audited.ts';
import { Selector } from '../false-discovery.ts';
import { MIN_DIFFERENCE } from '../gap.ts';
import { LENGTHS } from '../lengths.ts';
import { seededRandom } from '../random.ts';
import { rankAgreement } from '../rank-agreement.ts';
import { scoreZ } from '../score-test.ts';
import { type Clustered, clusteredBy } from './clustered.ts';
import { type Compared, correctedThemes } from './corrected.ts';
import { type CountedSet, isEnough, SetCounter, sampleOf } from './counted.ts';
import { luckOf } from './luck.ts';
import { themeRow } from './row.ts';
import { type ThemedText, ThemedTexts } from './texts.ts';
import { orderOf, type Pair } from './verdicts.ts';
import { ThemesWithout } from './without.ts';

export interface ThemeFrame {
  /** What finds the texts of a side. */
  readonly filters: { readonly public: ItemFilter; readonly direct: ItemFilter };
  /** False where the direct texts answer a question that asks for faults or praise: no theme gets a verdict. */
  readonly comparable: boolean;
  readonly audited?: AuditedSides | undefined;
  /** Smallest difference (0..1) that is told; default 3 points. */
  readonly minDifference?: number | undefined;
  /** Of the shuffles: the same seed gives the same figures. */
  readonly seed?: number;
  /** Awaited between figures, so that the thread is not held. */
  readonly pause?: () => Promise<void>;
}

/** Public against direct, theme by theme: `add` all judged texts in any order and any slices, then ask for the `result`. */
export class ThemeTally {
  readonly #texts = new ThemedTexts();
  readonly #without = new ThemesWithout();

  add(text: ThemedText): void {
    this.#texts.add(text, text.channel === 'public' ? 0 : 1);
    if (text.channel === 'public') this.#without.add(text);
  }

  async result(frame: ThemeFrame): Promise<ThemeTable> {
    const { minDifference = MIN_DIFFERENCE, pause = async () => undefined } = frame;
    const groupings: Clustered[] = [];
    for (const grouping of this.#texts.groupings()) {
      groupings.push(clusteredBy(this.#texts, grouping));
      await pause();
    }
    const { themes, fewClusters } = await this.#compared(groupings, pause);
    const tested = themes.filter((one) => frame.comparable && !fewClusters && isEnough(one.public, one.direct));
    const zs = tested.map((one) => Math.abs(scoreZ(sampleOf(one.public), sampleOf(one.direct))));
    const { z, alpha } = new Selector().select(zs);
    const selected = new Map(tested.map((one, at) => [one, zs[at]! >= z]));
    const corrected = correctedThemes(tested, frame.audited ?? NO_AUDIT, minDifference);
    const rows = themes.map((one, number) =>
      themeRow(one, {
        z,
        tested: selected.has(one) ? { selected: selected.get(one)! } : null,
        untested: frame.comparable ? 'too-few' : 'not-comparable',
        minDifference,
        mentioned: {
          public: this.#texts.mentioned[0][number] ?? 0,
          direct: this.#texts.mentioned[1][number] ?? 0,
        },
        corrected: corrected.get(one.theme) ?? null,
        withoutUnusual: this.#without.figure(one.theme),
        filters: frame.filters,
      }),
    );
    await pause();
    const differ = rows.filter((row) => orderOf(row.verdict) <= 1).length;
    const random = seededRandom(frame.seed ?? 1);
    return {
      rows: rows.sort(byOrder),
      tested: tested.length,
      level: 1 - alpha,
      differ,
      luck: tested.length === 0 ? null : await luckOf(this.#texts, { groupings, random, minDifference, differ, pause }),
      agreement: rankAgreement(tested.map((one) => [sampleOf(one.public).share, sampleOf(one.direct).share])),
    };
  }

  /** All themes in all texts and in those of each length. */
  async #compared(
    groupings: readonly Clustered[],
    pause: () => Promise<void>,
  ): Promise<{ themes: Compared[]; fewClusters: boolean }> {
    const texts = this.#texts;
    const counter = new SetCounter(texts, groupings);
    const sides = async (length?: number): Promise<readonly [CountedSet, CountedSet]> => {
      const has = (side: number) => (text: number) =>
        texts.side[text] === side && (length === undefined || texts.length[text] === length);
      const open = counter.count(has(0));
      await pause();
      const direct = counter.count(has(1));
      await pause();
      return [open, direct];
    };
    const whole = await sides();
    const lengths: (readonly [CountedSet, CountedSet])[] = [];
    for (const length of LENGTHS.keys()) lengths.push(await sides(length));
    const themes = texts.themes().map((theme, number): Compared => {
      const pairOf = ([open, direct]: readonly [CountedSet, CountedSet]): Pair => ({
        public: open.themes[number]!,
        direct: direct.themes[number]!,
      });
      return { theme, ...pairOf(whole), byLength: lengths.map(pairOf) };
    });
    return { themes, fewClusters: whole.some((one) => one.fewClusters) };
  }
}

/** Clear differences first, the largest at the top; then by how often the theme is blamed. */
function byOrder(a: ThemeRow, b: ThemeRow): number {
  const order = orderOf(a.verdict) - orderOf(b.verdict);
  if (order !== 0) return order;
  const size = Math.abs(b.difference.value ?? 0) - Math.abs(a.difference.value ?? 0);
  const named = b.public.k + b.direct.k - a.public.k - a.direct.k;
  return (orderOf(a.verdict) <= 1 ? size || named : named || size) || (a.theme < b.theme ? -1 : 1);
}
