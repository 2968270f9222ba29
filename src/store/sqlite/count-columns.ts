import type { Channel, SentimentLabel } from '../../domain/item.ts';
import type { Metric } from '../../domain/metric.ts';
import type { TextKind, ThemeSign } from '../../domain/theme.ts';
import type { UnusualLevel } from '../../domain/unusual.ts';
import type { CountRow } from '../loop-store.ts';

/** Texts of one column, one behind the other: a hundred thousand short strings cross the threads as one long one. */
export interface TextColumn {
  readonly text: string;
  /** Where each ends; the same place as the one before = empty, which stands for none. */
  readonly ends: Uint32Array;
}

/** What many rows have in common, said once. */
export interface CountGroup {
  readonly channel: Channel;
  readonly source: string;
  readonly touchpoint: string | null;
  readonly sentiment: SentimentLabel | null;
  readonly unsure: boolean;
  readonly pending: boolean;
  readonly corrected: boolean;
  readonly hasText: boolean;
  readonly stars: number | null;
  readonly metric: Metric | null;
  readonly targetId: string | null;
  readonly kind: TextKind | null;
  readonly opinion: boolean;
  readonly unusual: UnusualLevel;
  readonly verdict: CountRow['verdict'];
}

/** Rows as columns. */
export interface CountColumns {
  readonly groups: readonly CountGroup[];
  readonly group: Uint32Array;
  readonly days: readonly string[];
  readonly day: Uint32Array;
  readonly words: Uint32Array;
  /** Lists of themes, each once. */
  readonly themes: readonly (readonly ThemeSign[])[];
  readonly theme: Uint32Array;
  readonly backfill: Uint8Array;
  /** NaN where there is none. */
  readonly unusualScore: Float64Array;
  readonly key: TextColumn;
  readonly cluster: TextColumn;
  readonly authorHash: TextColumn;
  readonly threadId: TextColumn;
  readonly collectedAt: TextColumn;
  readonly publishedAt: TextColumn;
}

export function textColumn(values: readonly (string | null)[]): TextColumn {
  const ends = new Uint32Array(values.length);
  let end = 0;
  for (let at = 0; at < values.length; at += 1) {
    end += values[at]?.length ?? 0;
    ends[at] = end;
  }
  return { text: values.join(''), ends };
}

function textAt({ text, ends }: TextColumn, at: number): string {
  return text.slice(at === 0 ? 0 : ends[at - 1], ends[at]);
}

function scoreAt(scores: Float64Array, at: number): number | null {
  const score = scores[at] ?? Number.NaN;
  return Number.isNaN(score) ? null : score;
}

export function countRowsOf(columns: CountColumns): readonly CountRow[] {
  const rows: CountRow[] = [];
  for (let at = 0; at < columns.group.length; at += 1) {
    const group = columns.groups[columns.group[at] ?? 0];
    if (group === undefined) continue;
    rows.push({
      key: textAt(columns.key, at),
      channel: group.channel,
      source: group.source,
      touchpoint: group.touchpoint,
      cluster: textAt(columns.cluster, at) || null,
      day: columns.days[columns.day[at] ?? 0] ?? '',
      sentiment: group.sentiment,
      unsure: group.unsure,
      pending: group.pending,
      corrected: group.corrected,
      hasText: group.hasText,
      words: columns.words[at] ?? 0,
      stars: group.stars,
      metric: group.metric,
      authorHash: textAt(columns.authorHash, at) || null,
      threadId: textAt(columns.threadId, at) || null,
      targetId: group.targetId,
      backfill: columns.backfill[at] === 1,
      collectedAt: textAt(columns.collectedAt, at),
      publishedAt: textAt(columns.publishedAt, at) || null,
      kind: group.kind,
      opinion: group.opinion,
      unusual: group.unusual,
      unusualScore: scoreAt(columns.unusualScore, at),
      verdict: group.verdict,
      themes: columns.themes[columns.theme[at] ?? 0] ?? [],
    });
  }
  return rows;
}
