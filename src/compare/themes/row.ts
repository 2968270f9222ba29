import type { ItemFilter } from '../../domain/filter.ts';
import type { ShareFigure } from '../../domain/share-figure.ts';
import type { Difference, ThemeRow } from '../../domain/theme-figures.ts';
import { LENGTHS } from '../lengths.ts';
import { scoreInterval, scoreP } from '../score-test.ts';
import { shareFigure } from '../shares.ts';
import { JUDGED, textsOf } from '../texts.ts';
import type { Compared } from './corrected.ts';
import { type Counted, sampleOf } from './counted.ts';
import { type Pair, verdictOf } from './verdicts.ts';

interface Options {
  /** Level of the table. */
  readonly z: number;
  /** Whether the theme was tested, and if its difference was selected; null where it was not, with the verdict that says why. */
  readonly tested: { readonly selected: boolean } | null;
  readonly untested: 'too-few' | 'not-comparable';
  readonly minDifference: number;
  readonly mentioned: { readonly public: number; readonly direct: number };
  readonly corrected: ThemeRow['corrected'];
  readonly withoutUnusual: ThemeRow['withoutUnusual'];
  readonly filters: { readonly public: ItemFilter; readonly direct: ItemFilter };
}

/** What is told about one theme. */
export function themeRow(one: Compared, options: Options): ThemeRow {
  const { z, tested, minDifference, mentioned, filters } = options;
  const { theme, byLength } = one;
  const difference = differenceOf(one, z);
  const { value, low, high } = difference;
  return {
    theme,
    public: { ...figureOf(one.public), mentioned: mentioned.public },
    direct: { ...figureOf(one.direct), mentioned: mentioned.direct },
    difference,
    p: tested === null ? null : scoreP(sampleOf(one.public), sampleOf(one.direct)),
    verdict:
      tested === null || value === null || low === null || high === null
        ? options.untested
        : verdictOf({ value, low, high, selected: tested.selected, byLength }, minDifference),
    byLength: byLength.map((pair, length) => ({
      least: length === 0 ? 1 : LENGTHS[length - 1]! + 1,
      most: Number.isFinite(LENGTHS[length]) ? LENGTHS[length]! : null,
      public: figureOf(pair.public),
      direct: figureOf(pair.direct),
      difference: differenceOf(pair, z),
    })),
    corrected: options.corrected,
    withoutUnusual: options.withoutUnusual,
    texts: { public: blaming(filters.public, theme), direct: blaming(filters.direct, theme) },
  };
}

function figureOf({ k, n, nEff }: Counted): ShareFigure {
  return shareFigure(k, n, nEff);
}

function differenceOf({ public: open, direct }: Pair, z: number): Difference {
  if (open.n === 0 || direct.n === 0) return { value: null, low: null, high: null };
  return scoreInterval(sampleOf(open), sampleOf(direct), z);
}

/** The texts of a side that blame a theme. */
function blaming(filter: ItemFilter, theme: string): ThemeRow['texts']['public'] {
  return { ...textsOf({ ...filter, ...JUDGED }), theme: [theme], theme_sentiment: ['negative'] };
}
