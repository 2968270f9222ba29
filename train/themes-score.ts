import { THEMES, type Theme, type ThemeMention } from '../src/domain/theme.ts';
import { COARSE } from '../src/understand/themes/coarse.ts';
import type { ThemeText } from './themes-data.ts';

/** Counts that precision, recall and the share of right signs are made from. */
export interface Score {
  texts: number;
  /** Labels that are there, and those that were found. */
  labels: number;
  found: number;
  /** Themes that were named, and those that are there. */
  named: number;
  right: number;
  /** Signs of right themes, and right ones among them. */
  signs: number;
  rightSigns: number;
}

export function emptyScore(): Score {
  return { texts: 0, labels: 0, found: 0, named: 0, right: 0, signs: 0, rightSigns: 0 };
}

/** Micro-F1 and its parts, and the share of right signs; NaN where nothing was counted. */
export function figures(score: Score): { precision: number; recall: number; f1: number; sign: number } {
  const precision = score.right / score.named;
  const recall = score.found / score.labels;
  return {
    precision,
    recall,
    f1: (2 * precision * recall) / (precision + recall),
    sign: score.rightSigns / score.signs,
  };
}

interface Label {
  readonly sign: string;
  fits(theme: Theme): boolean;
  readonly key: string;
}

function add(
  score: Score,
  labels: readonly Label[],
  mentions: readonly ThemeMention[],
  isCounted: (theme: Theme) => boolean,
): void {
  score.texts += 1;
  const themes = [...new Set(mentions.map(({ theme }) => theme as Theme))].filter(
    (theme) => isCounted(theme) || labels.some((label) => label.fits(theme)),
  );
  const keys = new Map(labels.map((label) => [label.key, label]));
  score.labels += keys.size;
  for (const label of keys.values()) if (themes.some((theme) => label.fits(theme))) score.found += 1;
  for (const theme of themes) {
    score.named += 1;
    const fitting = labels.filter((label) => label.fits(theme));
    if (fitting.length === 0) continue;
    score.right += 1;
    for (const { sentiment } of mentions.filter((one) => one.theme === theme)) {
      score.signs += 1;
      if (fitting.some(({ sign }) => sign === sentiment || sign === 'conflict')) score.rightSigns += 1;
    }
  }
}

/** Against our own themes, with what the set leaves open not counted. */
export function addOwn(score: Score, { labels, open }: ThemeText, mentions: readonly ThemeMention[]): void {
  add(
    score,
    labels.map(({ themes, sign }) => ({ sign, key: themes.join(' '), fits: (theme) => themes.includes(theme) })),
    mentions,
    (theme) => !open.has(theme),
  );
}

/** Against coarse labels, every named theme that has one counted; `isStrict`: only the usual name of a theme agrees. */
export function addCoarse(
  score: Score,
  aspects: readonly { readonly aspect?: string | null; readonly polarity: string }[],
  mentions: readonly ThemeMention[],
  isStrict: boolean,
): void {
  const known = new Set<string>(THEMES.flatMap((theme) => COARSE[theme]));
  const labels = aspects.flatMap(({ aspect, polarity }): Label[] => {
    if (aspect === null || aspect === undefined || !known.has(aspect)) return [];
    const fits = (theme: Theme): boolean => {
      const names: readonly string[] = isStrict ? COARSE[theme].slice(0, 1) : COARSE[theme];
      return names.includes(aspect);
    };
    return [{ sign: polarity, key: aspect, fits }];
  });
  add(score, labels, mentions, (theme) => COARSE[theme].length > 0);
}
