import type { ItemRow } from '../rows/item-row.ts';
import { namesOf, signOf } from '../rows/theme-columns.ts';
import type { Connection } from './connection.ts';
import { SIGNS } from './theme-sql.ts';

/** Themes with the sum of their signs, as `item_theme` has them. */
function sumsOf(signs: string | null): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const name of namesOf(signs)) {
    const { theme, sentiment } = signOf(name);
    sums.set(theme, (sums.get(theme) ?? 0) + SIGNS[sentiment]);
  }
  return sums;
}

/** Brings `item_theme` in step with an item's list of themes, row by row: a trigger that takes the list apart costs five times as much. */
export function writeThemes(
  connection: Connection,
  { id, brand }: Pick<ItemRow, 'id' | 'brand'>,
  before: string | null,
  after: string | null,
): void {
  if (before === after) return;
  const [old, next] = [sumsOf(before), sumsOf(after)];
  for (const theme of old.keys())
    if (!next.has(theme))
      connection.run('DELETE FROM item_theme WHERE brand = ? AND theme = ? AND item_id = ?', brand, theme, id);
  for (const [theme, sum] of next)
    if (old.get(theme) !== sum)
      connection.run(
        'INSERT OR REPLACE INTO item_theme (brand, theme, item_id, signs) VALUES (?, ?, ?, ?)',
        brand,
        theme,
        id,
        sum,
      );
}
