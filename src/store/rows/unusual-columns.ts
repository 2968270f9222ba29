import type {
  ItemUnusual,
  Unusual,
  UnusualChange,
  UnusualLevel,
  UnusualReason,
  UnusualVerdict,
} from '../../domain/unusual.ts';

/** What the detector and people say of an item. All null while neither has said anything. */
export interface UnusualColumns {
  unusual_score: number | null;
  /** Level of the detector, null for `none`. */
  unusual_found: string | null;
  /** Level that is shown and filtered by, null for `none`: a person's verdict wins. */
  unusual_level: string | null;
  /** JSON: a list of `UnusualReason`, null for none. */
  unusual_reasons: string | null;
  unusual_version: string | null;
  /** JSON: the last changes of the level, oldest first; null for none. */
  unusual_log: string | null;
  /** Instant of the last of them. */
  unusual_at: string | null;
  verdict: string | null;
  verdict_by: string | null;
  verdict_at: string | null;
  /** Key of the copy of which it was said, null where it was said of the item itself. */
  verdict_of: string | null;
}

export const NOT_WEIGHED: UnusualColumns = {
  unusual_score: null,
  unusual_found: null,
  unusual_level: null,
  unusual_reasons: null,
  unusual_version: null,
  unusual_log: null,
  unusual_at: null,
  verdict: null,
  verdict_by: null,
  verdict_at: null,
  verdict_of: null,
};

export const UNUSUAL_COLUMNS = Object.keys(NOT_WEIGHED) as readonly (keyof UnusualColumns)[];

/** A result with the version of the detector that it is of. */
export type Weighed = Unusual & { readonly version: string };

type Change = Omit<UnusualChange, 'item'>;

/** Changes that are kept of an item: more of them nobody reads. */
const CHANGES_KEPT = 20;

function levelOf(column: string | null): UnusualLevel {
  return (column ?? 'none') as UnusualLevel;
}

function columnOf(level: UnusualLevel): string | null {
  return level === 'none' ? null : level;
}

function reasonsOf(column: string | null): UnusualReason[] {
  return column === null ? [] : (JSON.parse(column) as UnusualReason[]);
}

/** The level that is shown. What the author says himself stays what it is where a person agrees. */
function shown(found: UnusualLevel, verdict: string | null): UnusualLevel {
  if (verdict === 'genuine') return 'none';
  if (verdict === 'unusual') return found === 'rewarded' ? 'rewarded' : 'likely-paid';
  return found;
}

type VerdictColumns = Pick<UnusualColumns, 'verdict' | 'verdict_by' | 'verdict_at' | 'verdict_of'>;

export function verdictOf(row: VerdictColumns): UnusualVerdict | null {
  if (row.verdict === null) return null;
  const verdict = row.verdict as UnusualVerdict['verdict'];
  return { verdict, by: row.verdict_by ?? '', at: row.verdict_at ?? '', of: row.verdict_of };
}

export function weighedOf(row: UnusualColumns): Weighed | null {
  if (row.unusual_version === null) return null;
  return {
    score: row.unusual_score ?? 0,
    level: levelOf(row.unusual_found),
    reasons: reasonsOf(row.unusual_reasons),
    version: row.unusual_version,
  };
}

export function toUnusual(row: UnusualColumns): ItemUnusual | null {
  const verdict = verdictOf(row);
  if (row.unusual_version === null && verdict === null) return null;
  return {
    score: row.unusual_version === null ? null : (row.unusual_score ?? 0),
    level: levelOf(row.unusual_level),
    found: levelOf(row.unusual_found),
    reasons: reasonsOf(row.unusual_reasons),
    version: row.unusual_version,
    verdict,
  };
}

export function changesOf(log: string | null): readonly Change[] {
  return log === null ? [] : (JSON.parse(log) as Change[]);
}

/** The columns with the level that follows from them, and a line of the log where it is another one than before. */
function settled(before: UnusualColumns, after: UnusualColumns, now: string): UnusualColumns {
  const level = shown(levelOf(after.unusual_found), after.verdict);
  const next = { ...after, unusual_level: columnOf(level) };
  if (next.unusual_level === before.unusual_level) return next;
  const had = codesOf(before);
  const has = codesOf(after);
  const change: Change = {
    at: now,
    from: levelOf(before.unusual_level),
    to: level,
    came: has.filter((code) => !had.includes(code)),
    went: had.filter((code) => !has.includes(code)),
  };
  const log = [...changesOf(before.unusual_log), change].slice(-CHANGES_KEPT);
  return { ...next, unusual_log: JSON.stringify(log), unusual_at: now };
}

/** Codes of the reasons; a person's word is one, too. */
function codesOf(row: UnusualColumns): readonly string[] {
  const codes = new Set(reasonsOf(row.unusual_reasons).map(({ code }) => code));
  return [...codes, ...(row.verdict === null ? [] : [`verdict-${row.verdict}`])].sort();
}

/** The columns of an item with another result. The same result changes nothing. */
export function withResult(row: UnusualColumns, result: Weighed, now: string): UnusualColumns {
  const after: UnusualColumns = {
    ...row,
    unusual_score: result.score,
    unusual_found: columnOf(result.level),
    unusual_reasons: result.reasons.length === 0 ? null : JSON.stringify(result.reasons),
    unusual_version: result.version,
  };
  return settled(row, after, now);
}

/** The columns of an item with a person's word on it; null takes it back. Null where it stands so already. What was said of a copy is not taken back here. */
export function withVerdict(
  row: UnusualColumns,
  {
    verdict,
    by,
    now,
  }: { readonly verdict: UnusualVerdict['verdict'] | null; readonly by: string; readonly now: string },
): UnusualColumns | null {
  if (row.verdict_of === null ? row.verdict === verdict : verdict === null) return null;
  const said = verdict !== null;
  const word = { verdict, verdict_by: said ? by : null, verdict_at: said ? now : null, verdict_of: null };
  return settled(row, { ...row, ...word }, now);
}

/**
 * The columns of an item with what was said of a copy of it; null: nothing is, or not any more. Null where it stands so already, and
 * where a person has spoken of the item itself. `now` null: when that was is told as well as the item knows.
 */
export function withCopied(
  row: UnusualColumns & { readonly last_seen_at: string },
  said: (VerdictColumns & { readonly key: string }) | null,
  now: string | null,
): UnusualColumns | null {
  if (row.verdict !== null && row.verdict_of === null) return null;
  const word =
    said === null
      ? { verdict: null, verdict_by: null, verdict_at: null, verdict_of: null }
      : { verdict: said.verdict, verdict_by: said.verdict_by, verdict_at: said.verdict_at, verdict_of: said.key };
  if (VERDICT.every((name) => row[name] === word[name])) return null;
  const known = [row.last_seen_at, row.unusual_at ?? '', word.verdict_at ?? ''].reduce((a, b) => (a > b ? a : b));
  return settled(row, { ...row, ...word }, now ?? known);
}

const VERDICT = [
  'verdict',
  'verdict_by',
  'verdict_at',
  'verdict_of',
] as const satisfies readonly (keyof VerdictColumns)[];
