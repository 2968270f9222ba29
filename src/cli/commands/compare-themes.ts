import type { ShareFigure } from '../../domain/share-figure.ts';
import type { ThemeRow, ThemeTable, ThemeVerdict } from '../../domain/theme-figures.ts';
import type { CliContext } from '../context.ts';
import { plain, print, table } from '../output.ts';

const VERDICTS: Readonly<Record<ThemeVerdict, string>> = {
  'more-in-public': 'more in public',
  'more-in-surveys': 'more in surveys',
  'about-the-same': 'about the same',
  'no-clear-difference': 'no clear difference',
  'too-few': 'too few',
  'not-comparable': 'not comparable',
  'depends-on-length': 'depends on length',
};

/** Share of texts that blame each theme, public against direct; themes that nobody blames are left out. */
export function printThemes({ rows, level, luck, differ }: ThemeTable, context: CliContext): void {
  const blamed = rows.filter((row) => row.public.k + row.direct.k > 0);
  if (blamed.length === 0) return;
  print(context, '');
  table(
    context,
    ['blamed', 'public', 'direct', 'points', 'verdict'],
    blamed.map((row) => [plain(row.theme), share(row.public), share(row.direct), points(row), verdict(row)]),
  );
  if (luck === null) return;
  print(context, `By luck ${luck.expected.toFixed(1)} themes differ; here ${differ}.`);
  print(context, `Intervals of differences: ${(100 * level).toFixed(1)} %, as many themes are looked at at once.`);
}

function share({ k, n, value, display }: ShareFigure): string {
  return value === null || display === 'hide' ? `${k} of ${n}` : `${(100 * value).toFixed(1)} % of ${n}`;
}

function points({ difference: { value, low, high } }: ThemeRow): string {
  if (value === null || low === null || high === null) return '-';
  const [middle, from, to] = [value, low, high].map((one) => (100 * one).toFixed(1));
  return `${middle} (${from} to ${to})`;
}

/** After model error where that is known. */
function verdict({ verdict: shown, corrected }: ThemeRow): string {
  if (corrected !== null) return VERDICTS[corrected.verdict];
  const told = shown !== 'too-few' && shown !== 'not-comparable';
  return told ? `${VERDICTS[shown]}, before model error` : VERDICTS[shown];
}
