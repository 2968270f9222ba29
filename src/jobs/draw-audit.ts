import { type Candidate, drawAudit } from '../compare/audit/draw.ts';
import { seededRandom } from '../compare/random.ts';
import type { Clock, Log } from '../domain/ambient.ts';
import type { Audit } from '../domain/audit.ts';
import type { CountRow } from '../domain/count-row.ts';
import type { Item } from '../domain/item.ts';
import type { Store } from '../store/store.ts';
import { modelOf } from './audited.ts';
import { eachSlice } from './count-slices.ts';
import { endDraw, frameOf, isDrawDue, planDraw } from './draw-frame.ts';

export interface DrawDeps {
  readonly store: Pick<
    Store,
    'setting' | 'saveSetting' | 'brands' | 'count' | 'countRows' | 'stats' | 'itemsByKey' | 'audits' | 'keepAudits'
  >;
  readonly clock: Clock;
  readonly log: Log;
  /** Texts drawn of a day and brand; 0: none. */
  readonly perDay: number;
}

/** Texts read at once to write down what the models said of them. */
const BATCH = 500;

/** Brands whose day is over: about ten of the texts that came in are to be drawn. */
export async function dueAudits({ store, clock, perDay }: DrawDeps): Promise<readonly string[]> {
  if (perDay === 0) return [];
  const due: string[] = [];
  for (const { id } of await store.brands()) if (await isDrawDue({ store, nowMs: clock.now() }, id)) due.push(id);
  return due;
}

/**
 * Draws texts of a brand for people to read. `size` left out: those of a day, from what came in since the day before. With `size`
 * from every text that no draw before could have drawn. Each text can be drawn by one draw only, so its probability is known. What
 * a kill broke off is done by the next call as it was planned. Returns how many texts wait for a reader by this draw.
 */
export async function drawAudits(deps: DrawDeps, brand: string, size?: number): Promise<number> {
  const { store, clock, log, perDay } = deps;
  const nowMs = clock.now();
  const plan = await planDraw({ store, nowMs }, { brand, size, perDay });
  if (plan === null) return 0;
  const rows: CountRow[] = [];
  const frame = frameOf(plan);
  await eachSlice(store, { brand, collected_to: plan.to }, (slice) => {
    for (const row of slice) if (isInFrame(row, frame)) rows.push(row);
  });
  const stored = await store.audits({ brand });
  const elsewhere = new Set(stored.filter((one) => one.draw !== plan.draw).map((one) => one.key));
  const drawn = drawAudit(
    rows.map((row) => candidateOf(row, elsewhere)),
    plan.size,
    seededRandom(plan.seed).next,
  );
  const byKey = new Map(rows.map((row) => [row.key, row]));
  const chosen = new Map(drawn.map((one) => [one.key, one]));
  const audits: Omit<Audit, 'answer'>[] = [];
  for (let at = 0; at < drawn.length; at += BATCH) {
    for (const item of await store.itemsByKey(drawn.slice(at, at + BATCH).map((one) => one.key))) {
      const { stratum, inclusion } = chosen.get(item.key)!;
      const how = { stratum, inclusion, draw: plan.draw, drawnAt: new Date(nowMs).toISOString() };
      audits.push({ ...told(item), brand, day: byKey.get(item.key)!.day, ...how });
    }
  }
  await store.keepAudits(audits);
  await endDraw(store, plan);
  log.info({ brand, drawn: audits.length, of: rows.length }, 'texts drawn for an audit');
  return audits.length;
}

/** Opinions with a text that have been read. */
function isInFrame(row: CountRow, frame: (frame: Pick<CountRow, 'collectedAt'>) => boolean): boolean {
  return row.hasText && row.opinion && !row.pending && frame(row);
}

function candidateOf(
  { key, channel, sentiment, unsure, corrected }: CountRow,
  elsewhere: ReadonlySet<string>,
): Candidate {
  const label = unsure ? 'unsure' : (sentiment ?? 'unread');
  return { key, channel, label, corrected, audited: elsewhere.has(key) };
}

function told(item: Item): Pick<Audit, 'key' | 'revision' | 'channel' | 'modelVersion' | 'model'> {
  const { key, revision, channel, understanding } = item;
  return { key, revision, channel, modelVersion: understanding?.modelVersion ?? '', model: modelOf(understanding) };
}
