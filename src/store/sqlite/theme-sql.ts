import type { ItemFilter, StatsBy } from '../../domain/filter.ts';
import type { Condition } from './filter-sql.ts';

/** As `item_theme.signs` adds them up. */
export const SIGNS = { negative: 1, neutral: 2, positive: 4 } as const;

/** A text has the order of ids in `item_theme` when the filter names its themes. */
export function isByTheme({ theme }: ItemFilter): boolean {
  return theme !== undefined && theme.length > 0;
}

/** What is asked of a row of `item_theme t` beside its brand and theme. */
export function signsAsked({ theme_sentiment: signs }: ItemFilter): readonly Condition[] {
  if (signs === undefined || signs.length === 0) return [];
  return [{ sql: `t.signs & ${new Set(signs).values().reduce((sum, sign) => sum + SIGNS[sign], 0)} <> 0`, values: [] }];
}

/** One condition on `item i`: a quote opens and closes each name in the list, so no name is found inside another. */
export function themeAsked({ theme = [], theme_sentiment: signs = [] }: ItemFilter): readonly Condition[] {
  const parts = isByTheme({ theme })
    ? theme.flatMap((one) => (signs.length === 0 ? [`"${one}:`] : signs.map((sign) => `"${one}:${sign}"`)))
    : signs.map((sign) => `:${sign}"`);
  if (parts.length === 0) return [];
  return [{ sql: `(${parts.map(() => 'instr(i.theme_signs, ?) > 0').join(' OR ')})`, values: parts }];
}

/** The texts of the themes of a brand as a relation `t`, each once: for counts, which need no order. */
export function themedItems(brand: string, filter: ItemFilter): Condition {
  const themes = filter.theme ?? [];
  const signs = signsAsked(filter).map(({ sql }) => ` AND ${sql}`);
  return {
    sql: `(SELECT DISTINCT t.item_id FROM item_theme t WHERE t.brand = ? AND t.theme IN (${themes.map(() => '?').join(', ')})${signs.join('')}) t`,
    values: [brand, ...themes],
  };
}

/** The part of a name in the list that stands for the theme, and that for the sign. */
export const NAME_PARTS = {
  theme: "substr(j.value, 1, instr(j.value, ':') - 1)",
  theme_sentiment: "substr(j.value, instr(j.value, ':') + 1)",
} as const;

/** Whether figures are asked for by parts of the names. */
export function isOfThemes(by: readonly StatsBy[]): boolean {
  return by.includes('theme') || by.includes('theme_sentiment');
}

const PLACE = `instr(i.theme_signs, '"' || j.value || '"')`;

/**
 * The names of each item as a relation `j` beside `i`; where only one part of the names is asked for, each value of it once: the
 * first name that has it stands for all.
 */
export function unfolded(by: readonly StatsBy[]): { readonly from: string; readonly where: string } | null {
  if (!isOfThemes(by)) return null;
  const byTheme = by.includes('theme');
  const bySign = by.includes('theme_sentiment');
  const from = 'CROSS JOIN json_each(i.theme_signs) j';
  if (byTheme && bySign) return { from, where: '1' };
  const first = byTheme
    ? `instr(i.theme_signs, '"' || ${NAME_PARTS.theme} || ':') = ${PLACE}`
    : `instr(i.theme_signs, ':' || ${NAME_PARTS.theme_sentiment} || '"') = ${PLACE} + instr(j.value, ':')`;
  return { from, where: first };
}
