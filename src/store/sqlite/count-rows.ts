import type { ItemFilter } from '../../domain/filter.ts';
import type { Channel, SentimentLabel } from '../../domain/item.ts';
import type { Connection } from './connection.ts';
import { type CountColumns, type CountGroup, textColumn } from './count-columns.ts';
import type { ItemRow } from './item-row.ts';
import { toMetric } from './metric-columns.ts';
import { itemSource } from './stats.ts';

/** An opinion that was days old when it was first read came with a back-fill of some kind: it says nothing about today. */
const LATE_MS = 3 * 86_400_000;

const GROUPED = `channel, scraper, touchpoint, day, effective_sentiment, label, unsure, understood, corrected_sentiment, has_text,
  stars, target_id, metric_kind, metric_value, metric_min, metric_max, metric_direction, metric_question, metric_prompt`;

type Row = Pick<
  ItemRow,
  | 'key'
  | 'channel'
  | 'scraper'
  | 'touchpoint'
  | 'day'
  | 'label'
  | 'unsure'
  | 'understood'
  | 'corrected_sentiment'
  | 'has_text'
  | 'stars'
  | 'target_id'
  | 'words'
  | 'backfill'
  | 'author_hash'
  | 'thread_id'
  | 'collected_at'
  | 'published_at'
  | 'metric_kind'
  | 'metric_value'
  | 'metric_min'
  | 'metric_max'
  | 'metric_direction'
  | 'metric_question'
  | 'metric_prompt'
>;

function groupOf(row: Row): CountGroup {
  const corrected = row.corrected_sentiment !== null;
  return {
    channel: row.channel as Channel,
    source: row.scraper,
    touchpoint: row.touchpoint === '' ? null : row.touchpoint,
    day: row.day,
    sentiment: (row.corrected_sentiment ?? (row.understood === 1 ? row.label : null)) as SentimentLabel | null,
    unsure: !corrected && row.unsure === 1,
    pending: !corrected && row.understood === 0,
    corrected,
    hasText: row.has_text === 1,
    stars: row.stars,
    metric: toMetric(row),
    targetId: row.target_id,
  };
}

function isLate(row: Row): boolean {
  const published = row.published_at ?? row.day;
  return published !== '' && Date.parse(row.collected_at) - Date.parse(published) > LATE_MS;
}

/** See `LoopStore.countRows`; as columns, which `countRowsOf` makes rows of on the other side. */
export function countColumns(connection: Connection, filter: ItemFilter): CountColumns {
  const { from, values } = itemSource(connection, { ...filter, own: false });
  const sql = `SELECT key, ${GROUPED}, words, backfill, author_hash, thread_id, collected_at, published_at FROM ${from} ORDER BY day, key`;
  const rows = connection.all<Row>(sql, ...values);
  const groups: CountGroup[] = [];
  const known = new Map<string, number>();
  const group = new Uint32Array(rows.length);
  for (const [at, row] of rows.entries()) {
    const made = groupOf(row);
    const name = JSON.stringify(made);
    let index = known.get(name);
    if (index === undefined) {
      index = groups.push(made) - 1;
      known.set(name, index);
    }
    group[at] = index;
  }
  return {
    groups,
    group,
    words: Uint32Array.from(rows, (row) => row.words),
    backfill: Uint8Array.from(rows, (row) => (row.backfill === 1 || isLate(row) ? 1 : 0)),
    key: textColumn(rows.map((row) => row.key)),
    authorHash: textColumn(rows.map((row) => row.author_hash)),
    threadId: textColumn(rows.map((row) => row.thread_id)),
    collectedAt: textColumn(rows.map((row) => row.collected_at)),
    publishedAt: textColumn(rows.map((row) => row.published_at)),
  };
}
