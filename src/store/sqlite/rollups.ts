import type { Connection } from './connection.ts';

/** The dimensions that the roll-ups keep, as columns of both `rollup` and `item`. */
export const ROLLED = [
  'brand',
  'day',
  'scraper',
  'channel',
  'effective_language',
  'effective_sentiment',
  'star_group',
] as const;

interface DirtyDay {
  readonly brand: string;
  readonly day: string;
}

/** A day's figures are always computed anew from its items: an increment repeated after a crash would count twice. */
function recompute(connection: Connection, { brand, day }: DirtyDay): void {
  connection.run('DELETE FROM rollup WHERE brand = ? AND day = ?', brand, day);
  connection.run(
    `INSERT INTO rollup (${ROLLED.join(', ')}, n, stars_sum, stars_n)
     SELECT ${ROLLED.join(', ')}, count(*), total(stars), count(stars) FROM item INDEXED BY item_day
     WHERE brand = ? AND day = ? AND shown = 1 GROUP BY ${ROLLED.join(', ')}`,
    brand,
    day,
  );
  connection.run('DELETE FROM dirty_day WHERE brand = ? AND day = ?', brand, day);
}

/** Returns how many dirty days are left. */
export function refreshRollups(connection: Connection, limit: number): number {
  const days = connection.all<DirtyDay>(
    'SELECT brand, day FROM dirty_day ORDER BY day DESC, brand LIMIT ?',
    Math.max(0, limit),
  );
  for (const day of days) recompute(connection, day);
  return connection.get<{ n: number }>('SELECT count(*) AS n FROM dirty_day')?.n ?? 0;
}
