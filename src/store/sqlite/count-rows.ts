import type { ItemFilter } from '../../domain/filter.ts';
import type { Channel, SentimentLabel } from '../../domain/item.ts';
import type { TextKind } from '../../domain/theme.ts';
import type { UnusualLevel, UnusualVerdict } from '../../domain/unusual.ts';
import { toMetric } from '../rows/metric-columns.ts';
import { isOpinion, namesOf, signOf } from '../rows/theme-columns.ts';
import type { Connection } from './connection.ts';
import { type CountColumns, type CountGroup, textColumn } from './count-columns.ts';
import { itemSource } from './stats.ts';

/** An opinion that was days old when it was first read came with a back-fill of some kind: it says nothing about today. */
const LATE_MS = 3 * 86_400_000;

/** What rows have in common crosses into JavaScript as one string, which is taken apart once for all rows that share it. */
const GROUPED = `json_array(channel, scraper, touchpoint, corrected_sentiment, label, unsure, understood, has_text, stars, target_id,
  kind, corrected_kind, metric_kind, metric_value, metric_min, metric_max, metric_direction, metric_question, metric_prompt, unusual_level, verdict)`;

type Grouped = readonly [
  channel: Channel,
  source: string,
  touchpoint: string,
  corrected: SentimentLabel | null,
  label: SentimentLabel | null,
  unsure: number | null,
  understood: number,
  hasText: number,
  stars: number | null,
  targetId: string | null,
  textKind: TextKind | null,
  correctedKind: TextKind | null,
  kind: string | null,
  value: number | null,
  min: number | null,
  max: number | null,
  direction: string | null,
  question: string | null,
  prompt: string | null,
  unusual: UnusualLevel | null,
  verdict: UnusualVerdict['verdict'] | null,
];

type Row = readonly [
  group: string,
  day: string,
  key: string,
  words: number,
  backfill: number,
  authorHash: string | null,
  threadId: string | null,
  collectedAt: string,
  publishedAt: string | null,
  themeSigns: string | null,
  unusualScore: number | null,
  cluster: string | null,
];

function groupOf(grouped: string): CountGroup {
  const [channel, source, touchpoint, corrected, label, unsure, understood, hasText, stars, targetId, ...rest] =
    JSON.parse(grouped) as Grouped;
  const [textKind, correctedKind, ...metric] = rest;
  const opinion = isOpinion({ kind: textKind, corrected_kind: correctedKind, corrected_sentiment: corrected });
  const [kind, value, min, max, direction, question, prompt, unusual, verdict] = metric;
  return {
    channel,
    source,
    touchpoint: touchpoint === '' ? null : touchpoint,
    sentiment: opinion ? (corrected ?? (understood === 1 ? label : null)) : null,
    unsure: corrected === null && unsure === 1,
    pending: corrected === null && understood === 0,
    corrected: corrected !== null,
    hasText: hasText === 1,
    stars,
    metric: toMetric({
      metric_kind: kind,
      metric_value: value,
      metric_min: min,
      metric_max: max,
      metric_direction: direction,
      metric_question: question,
      metric_prompt: prompt,
    }),
    targetId,
    kind: correctedKind ?? textKind,
    opinion,
    unusual: unusual ?? 'none',
    verdict,
  };
}

/** Each value's place in the list of distinct ones, which is made as it goes. */
class Distinct<T> {
  readonly values: T[] = [];
  readonly #places = new Map<string, number>();
  readonly #make: (name: string) => T;

  constructor(make: (name: string) => T) {
    this.#make = make;
  }

  place(name: string): number {
    let place = this.#places.get(name);
    if (place === undefined) {
      place = this.values.push(this.#make(name)) - 1;
      this.#places.set(name, place);
    }
    return place;
  }
}

/** Instants are kept in one spelling, so they compare as text; the bound of a moment of collection is made once. */
function lateness(): (row: Row) => boolean {
  const bounds = new Distinct((at) => new Date(Date.parse(at) - LATE_MS).toISOString());
  return ([, day, , , , , , collectedAt, publishedAt]) => {
    if (publishedAt === null && day === '') return false;
    return (publishedAt ?? `${day}T00:00:00.000Z`) < (bounds.values[bounds.place(collectedAt)] ?? '');
  };
}

/** See `LoopStore.countRows`; as columns, which `countRowsOf` makes rows of on the other side. */
export function countColumns(connection: Connection, filter: ItemFilter): CountColumns {
  const { from, values } = itemSource(connection, { ...filter, own: false });
  const sql = `SELECT ${GROUPED}, day, key, words, backfill, author_hash, thread_id, collected_at, published_at, theme_signs,
      unusual_score, CASE WHEN copy_of IS NOT NULL THEN copy_of WHEN copies > 0 THEN key END
    FROM ${from} ORDER BY day, key`;
  const rows = connection.arrays<Row>(sql, ...values);
  const groups = new Distinct(groupOf);
  const days = new Distinct((day) => day);
  const themes = new Distinct((signs) => namesOf(signs).map(signOf));
  const isLate = lateness();
  return {
    group: Uint32Array.from(rows, (row) => groups.place(row[0])),
    groups: groups.values,
    day: Uint32Array.from(rows, (row) => days.place(row[1])),
    days: days.values,
    theme: Uint32Array.from(rows, (row) => themes.place(row[9] ?? '[]')),
    themes: themes.values,
    unusualScore: Float64Array.from(rows, (row) => row[10] ?? Number.NaN),
    key: textColumn(rows.map((row) => row[2])),
    cluster: textColumn(rows.map((row) => row[11])),
    words: Uint32Array.from(rows, (row) => row[3]),
    backfill: Uint8Array.from(rows, (row) => (row[4] === 1 || isLate(row) ? 1 : 0)),
    authorHash: textColumn(rows.map((row) => row[5])),
    threadId: textColumn(rows.map((row) => row[6])),
    collectedAt: textColumn(rows.map((row) => row[7])),
    publishedAt: textColumn(rows.map((row) => row[8])),
  };
}
