import { setImmediate } from 'node:timers/promises';
import type { ItemFilter } from '../../domain/filter.ts';
import type { Channel, SentimentLabel } from '../../domain/item.ts';
import type { TextKind, ThemeSign } from '../../domain/theme.ts';
import type { UnusualLevel } from '../../domain/unusual.ts';
import type { CountRow, LoopStore } from '../loop-store.ts';
import { toMetric } from '../rows/metric-columns.ts';
import { isOpinion, signOf } from '../rows/theme-columns.ts';
import type { ItemDoc } from './documents.ts';
import type { MongoDb } from './models.ts';
import { countingParts } from './stats.ts';
import { wayFor } from './way.ts';

/** An opinion that was days old when it was first read came with a back-fill of some kind: it says nothing about today. */
const LATE_MS = 3 * 86_400_000;
/** Documents that are read in one go: more would hold up whoever else the process serves. */
const BATCH = 1_000;

const FIELDS = {
  channel: 1,
  scraper: 1,
  touchpoint: 1,
  day: 1,
  corrected_sentiment: 1,
  label: 1,
  unsure: 1,
  understood: 1,
  has_text: 1,
  words: 1,
  stars: 1,
  metric_kind: 1,
  metric_value: 1,
  metric_min: 1,
  metric_max: 1,
  metric_direction: 1,
  metric_question: 1,
  metric_prompt: 1,
  author_hash: 1,
  thread_id: 1,
  target_id: 1,
  backfill: 1,
  collected_at: 1,
  published_at: 1,
  kind: 1,
  corrected_kind: 1,
  themed: 1,
  unusual_level: 1,
  unusual_score: 1,
  verdict: 1,
  copy_of: 1,
  copies: 1,
} as const;

type Doc = Pick<ItemDoc, keyof typeof FIELDS | '_id'>;

function isLate({ day, collected_at, published_at }: Doc, bounds: Map<string, string>): boolean {
  if (published_at === undefined && day === '') return false;
  let bound = bounds.get(collected_at);
  if (bound === undefined) {
    bound = new Date(Date.parse(collected_at) - LATE_MS).toISOString();
    bounds.set(collected_at, bound);
  }
  return (published_at ?? `${day}T00:00:00.000Z`) < bound;
}

/** What many documents say alike, made once. */
interface Alike {
  readonly bounds: Map<string, string>;
  readonly themes: Map<string, readonly ThemeSign[]>;
}

function themesOf({ themed = [] }: Doc, { themes }: Alike): readonly ThemeSign[] {
  const name = themed.join(' ');
  let list = themes.get(name);
  if (list === undefined) {
    list = themed.map(signOf);
    themes.set(name, list);
  }
  return list;
}

function rowOf(doc: Doc, alike: Alike): CountRow {
  const corrected = (doc.corrected_sentiment ?? null) as SentimentLabel | null;
  const correctedKind = doc.corrected_kind ?? null;
  const kind = doc.kind ?? null;
  const opinion = isOpinion({ kind, corrected_kind: correctedKind, corrected_sentiment: corrected });
  const label = doc.understood === 1 ? ((doc.label ?? null) as SentimentLabel | null) : null;
  return {
    key: doc._id,
    channel: doc.channel as Channel,
    source: doc.scraper,
    touchpoint: doc.touchpoint === '' ? null : doc.touchpoint,
    cluster: doc.copy_of ?? (doc.copies > 0 ? doc._id : null),
    day: doc.day,
    sentiment: opinion ? (corrected ?? label) : null,
    unsure: corrected === null && doc.unsure === 1,
    pending: corrected === null && doc.understood === 0,
    corrected: corrected !== null,
    hasText: doc.has_text === 1,
    words: doc.words,
    stars: doc.stars ?? null,
    metric: toMetric({
      metric_kind: doc.metric_kind ?? null,
      metric_value: doc.metric_value ?? null,
      metric_min: doc.metric_min ?? null,
      metric_max: doc.metric_max ?? null,
      metric_direction: doc.metric_direction ?? null,
      metric_question: doc.metric_question ?? null,
      metric_prompt: doc.metric_prompt ?? null,
    }),
    authorHash: doc.author_hash ?? null,
    threadId: doc.thread_id ?? null,
    targetId: doc.target_id ?? null,
    backfill: doc.backfill === 1 || isLate(doc, alike.bounds),
    collectedAt: doc.collected_at,
    publishedAt: doc.published_at ?? null,
    kind: (correctedKind ?? kind) as TextKind | null,
    opinion,
    unusual: (doc.unusual_level ?? 'none') as UnusualLevel,
    unusualScore: doc.unusual_score ?? null,
    verdict: (doc.verdict ?? null) as CountRow['verdict'],
    themes: themesOf(doc, alike),
  };
}

function byKey(a: CountRow, b: CountRow): number {
  return a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
}

/** By day, then by key: a day at a time, letting others in between. */
async function inOrder(days: ReadonlyMap<string, CountRow[]>): Promise<readonly CountRow[]> {
  const rows: CountRow[] = [];
  let sorted = 0;
  for (const day of [...days.keys()].sort()) {
    for (const row of days.get(day)?.sort(byKey) ?? []) rows.push(row);
    if (rows.length - sorted < BATCH) continue;
    sorted = rows.length;
    await setImmediate();
  }
  return rows;
}

/** See `LoopStore.countRows`. The order is made here: no index has it, and the server would sort in its memory. */
async function countRows(db: MongoDb, filter: ItemFilter): Promise<readonly CountRow[]> {
  const asked = { ...filter, own: false };
  const alike: Alike = { bounds: new Map(), themes: new Map() };
  const days = new Map<string, CountRow[]>();
  for (const { index, match } of countingParts(asked, await wayFor(db, asked))) {
    // By the driver itself: a hundred thousand documents need no models.
    const cursor = db.items.collection.find<Doc>(match, { projection: FIELDS, hint: index, batchSize: BATCH });
    while (await cursor.hasNext()) {
      for (const doc of cursor.readBufferedDocuments()) {
        const row = rowOf(doc, alike);
        const own = days.get(row.day);
        if (own === undefined) days.set(row.day, [row]);
        else own.push(row);
      }
    }
  }
  return inOrder(days);
}

export function countMethods(db: MongoDb): Pick<LoopStore, 'countRows'> {
  return { countRows: (filter) => countRows(db, filter) };
}
