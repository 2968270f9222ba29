/** Delimiters that tools and offices write. */
const DELIMITERS = [';', ',', '\t', '|'] as const;
const LINES = 40;
/** Below this share of lines it is a sign within texts, not between cells. */
const MOSTLY = 0.4;

export interface Delimited {
  readonly delimiter: string;
  /** Excel's `sep=;` line stands before the table and is no row of it. */
  readonly hasSeparatorLine: boolean;
}

/**
 * The delimiter of a table, from its beginning: the one that splits the most lines into the same number of cells.
 * Titles of questions hold commas, so the first line alone would mislead. Without any it is a table of one column: `,`.
 */
export function findDelimiter(sample: string): Delimited {
  const told = /^sep=([;,\t|])\r?\n/i.exec(sample);
  if (told !== null) return { delimiter: told[1]!, hasSeparatorLine: true };
  const scored = DELIMITERS.map((delimiter) => ({ delimiter, score: agreement(countsPerLine(sample, delimiter)) }));
  const best = scored.reduce((a, b) => (b.score > a.score ? b : a));
  return { delimiter: best.score >= MOSTLY ? best.delimiter : ',', hasSeparatorLine: false };
}

/** How many of each line's cells end at `delimiter`, outside quotes. */
function countsPerLine(sample: string, delimiter: string): number[] {
  const counts: number[] = [];
  let quoted = false;
  let count = 0;
  let filled = false;
  for (let at = 0; at < sample.length && counts.length < LINES; at++) {
    const sign = sample[at]!;
    if (sign === '"') quoted = !quoted;
    else if (sign === '\n' && !quoted) {
      if (filled) counts.push(count);
      count = 0;
      filled = false;
      continue;
    } else if (sign === delimiter && !quoted) count += 1;
    if (sign !== '\r') filled = true;
  }
  if (filled && counts.length === 0) counts.push(count);
  return counts;
}

/** Share of lines with the usual count (above none), then more columns before fewer. */
function agreement(counts: readonly number[]): number {
  const times = new Map<number, number>();
  for (const count of counts) if (count > 0) times.set(count, (times.get(count) ?? 0) + 1);
  let best = 0;
  for (const [count, lines] of times) best = Math.max(best, lines / counts.length + Math.min(count, 50) / 1000);
  return best;
}
