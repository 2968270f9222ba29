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

export function verdictOf(row: Pick<UnusualColumns, 'verdict' | 'verdict_by' | 'verdict_at'>): UnusualVerdict | null {
  if (row.verdict === null) return null;
  const verdict = row.verdict as UnusualVerdict['verdict'];
  return { verdict, by: row.verdict_by ?? '', at: row.verdict_at ?? '' };
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

/** The columns of an item with a person's word on it; null takes it back. Null where it stands so already. */
export function withVerdict(
  row: UnusualColumns,
  {
    verdict,
    by,
    now,
  }: { readonly verdict: UnusualVerdict['verdict'] | null; readonly by: string; readonly now: string },
): UnusualColumns | null {
  if (row.verdict === verdict) return null;
  const said = verdict !== null;
  return settled(row, { ...row, verdict, verdict_by: said ? by : null, verdict_at: said ? now : null }, now);
}
