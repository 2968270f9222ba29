import { THEMES } from '../src/domain/theme.ts';
import { type Found, findThemes } from '../src/understand/themes/find.ts';
import { type ReadText, readText } from '../src/understand/themes/hits.ts';
import { scan } from '../src/understand/themes/scan.ts';
import { SIGN_SIGNS, SIGNS, signProbabilities } from '../src/understand/themes/sign.ts';
import type { ThemeModel } from '../src/understand/themes/words.ts';
import type { ThemeText } from './themes-data.ts';
import { sentenceLogits, type ThemeLearned } from './themes-learn.ts';
import type { Prepared } from './themes-prepare.ts';

/** Thresholds tried. */
const GRID = [0.05, 0.07, 0.1, ...Array.from({ length: 14 }, (_, i) => 0.15 + i * 0.05)];
/** So many right and wrong answers at the common threshold are added to each theme's own, so that rare themes stay near it. */
const PRIOR = 30;

/** F1 of one theme at each threshold of the grid, as counts. */
function countsOf(
  learned: ThemeLearned,
  texts: readonly Prepared[],
  theme: number,
): { right: number; named: number; there: number }[] {
  const counts = GRID.map(() => ({ right: 0, named: 0, there: 0 }));
  for (const text of texts) {
    const isThere = text.present.some((themes) => themes.includes(theme));
    if (!isThere && !text.absent.includes(theme)) continue;
    const z = text.sentences.map(
      ({ buckets, counts: hits }) => sentenceLogits(learned, text.language, buckets, hits)[theme]!,
    );
    const p = 1 / (1 + Math.exp(-Math.max(-20, ...z)));
    // A label that may mean another theme as well counts only where this one is named.
    const isSure = text.present.some((themes) => themes.length === 1 && themes[0] === theme);
    for (const [i, threshold] of GRID.entries()) {
      const isNamed = p >= threshold;
      if (isNamed) counts[i]!.named += 1;
      if (isNamed && isThere) counts[i]!.right += 1;
      if (isSure || (isThere && isNamed)) counts[i]!.there += 1;
    }
  }
  return counts;
}

/** For each theme the threshold with the highest F1 on held-out texts, drawn towards the one best for all. */
export function fitThresholds(learned: ThemeLearned, texts: readonly Prepared[]): number[] {
  const all = THEMES.map((_, theme) => countsOf(learned, texts, theme));
  const f1 = (right: number, named: number, there: number): number => (2 * right) / (named + there || 1);
  const common = GRID.map((_, i) => {
    const sum = (key: 'right' | 'named' | 'there'): number => all.reduce((total, one) => total + one[i]![key], 0);
    return f1(sum('right'), sum('named'), sum('there'));
  });
  const best = common.indexOf(Math.max(...common));
  process.stdout.write(`common threshold ${GRID[best]!.toFixed(2)}, F1 ${common[best]!.toFixed(3)}\n`);
  return all.map((counts) => {
    const own = counts.map(
      ({ right, named, there }, i) =>
        f1(right, named, there) - Math.abs(i - best) * (0.15 / Math.max(PRIOR, there)) * 3,
    );
    return GRID[own.indexOf(Math.max(...own))]!;
  });
}

const STEPS = 300;
const RATE = 1;
const L2 = 1e-3;

/** A theme that was found where its label has one sign, the index `y`. */
interface Case {
  readonly text: ReadText;
  readonly found: Found;
  readonly y: number;
}

export function casesOf(model: ThemeModel, source: ThemeText): Case[] {
  const text = readText(model, scan(source.text));
  return findThemes(model, text, []).flatMap((found) => {
    const labels = source.labels.filter(({ themes }) => themes.includes(THEMES[found.theme]!));
    const said = new Set(labels.map(({ sign }) => sign));
    const y = said.size === 1 ? (SIGNS as readonly string[]).indexOf([...said][0]!) : -1;
    return y === -1 ? [] : [{ text, found, y }];
  });
}

/** Rows of weights of `signSigns` from held-out texts: their themes and signs were not learned from, and neither was their mood. */
export function fitSigns(texts: readonly ThemeText[], models: ReadonlyMap<string, ThemeModel>): number[][] {
  const cases = texts.flatMap((text) => casesOf(models.get(text.language)!, text));
  const weights = SIGNS.map(() => new Array<number>(SIGN_SIGNS).fill(0));
  for (let step = 0; step < STEPS; step++) {
    const gradient = weights.map((row) => row.map((w) => L2 * w));
    for (const { found, y } of cases) {
      const x = found.signs;
      const p = signProbabilities(weights, x);
      for (let k = 0; k < SIGNS.length; k++) {
        const error = (p[k]! - (k === y ? 1 : 0)) / cases.length;
        for (let i = 0; i < x.length; i++) if (x[i] !== 0) gradient[k]![i]! += error * x[i]!;
      }
    }
    for (const [k, row] of weights.entries())
      for (let i = 0; i < row.length; i++) row[i]! -= RATE * 0.5 * gradient[k]![i]!;
  }
  return weights;
}

/** Weights before anything is fitted: praise over blame of the clause decides. */
export function plainSigns(): number[][] {
  const row = (own: readonly number[]): number[] => [...own, ...new Array<number>(SIGN_SIGNS - own.length).fill(0)];
  return [row([0, -0.5, 0]), row([0, 0, -0.5]), row([0, 0.5, 0])];
}
