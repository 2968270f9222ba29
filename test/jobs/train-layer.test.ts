import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Compute } from '../../src/compute/compute.ts';
import { quietLog } from '../../src/domain/ambient.ts';
import { Conflict } from '../../src/errors.ts';
import { keptLayers, layerInUse, undoLayer } from '../../src/jobs/kept-layer.ts';
import { layerReport } from '../../src/jobs/layer-report.ts';
import { readingOf } from '../../src/jobs/reading-version.ts';
import { createScheduler } from '../../src/jobs/scheduler.ts';
import { trainLayer } from '../../src/jobs/train-layer.ts';
import { understandPending } from '../../src/jobs/understand-pending.ts';
import type { Job, Queue } from '../../src/queue/queue.ts';
import { openMongoStore } from '../../src/store/mongo/open.ts';
import { openSqliteStore } from '../../src/store/sqlite/open.ts';
import type { Store } from '../../src/store/store.ts';
import { loadModels, type Models, readItem } from '../../src/understand/index.ts';
import { unpackLayer } from '../../src/understand/layer/layer.ts';
import { isHeldBack } from '../../src/understand/layer/lessons.ts';
import { temporaryFolder } from '../molva.ts';
import { sharedMongo } from '../services.ts';
import { draft, NOW } from '../store/drafts.ts';
import { dropDatabase } from '../store/mongo/temp-store.ts';
import { BRAND, reviews } from '../understand/layer/texts.ts';

const TEXTS = reviews(480);
const SLANG = TEXTS.filter(({ manner }) => manner === 'slang');
/** Three of four texts with slang stand corrected. */
const CORRECTED = SLANG.filter((_, index) => index % 4 !== 0);
const clock = { now: () => Date.parse(NOW) };
const folder = temporaryFolder();
const mongo = sharedMongo('learning from corrections');
const engines: (readonly [string, () => Promise<Store>])[] = [
  ['SQLite', () => openSqliteStore({ path: `${folder.path}/molva.db`, role: 'loop' })],
];
if (mongo !== null) engines.push(['MongoDB', () => openMongoStore({ url: mongo.url, role: 'loop' })]);
let models: Models;
beforeAll(async () => {
  models = await loadModels();
});
afterAll(async () => {
  if (mongo !== null) await dropDatabase(mongo.url);
  folder.remove();
});

/** Reads as the product does, in this thread. */
function reading(store: Store, reread = false): Promise<number> {
  const understand: Compute['understand'] = async (inputs, layer) => {
    const with_ = layer == null ? models : { ...models, layer: unpackLayer(layer) };
    return inputs.map((input) => ({ key: input.key, ...readItem(input, with_) }));
  };
  const compute = { understand, workers: 1, modelVersion: async () => models.version } as unknown as Compute;
  return understandPending({ store, compute, matchMentions: () => false, now: () => NOW, log: quietLog }, { reread });
}

describe.each(engines)('what people correct, on %s', (_name, open) => {
  let store: Store;
  const train = (options = {}) => trainLayer({ store, models, clock }, options);
  const shown = async (key: string) => (await store.item(key))?.understanding?.sentiment?.label;

  beforeAll(async () => {
    store = await open();
    await store.saveBrand(BRAND, NOW);
    const items = TEXTS.map(({ key, text }) => draft(key, { text, declaredLanguage: 'en' }));
    await store.importItems({ items, targetId: null, backfill: true, now: NOW });
    await reading(store);
    for (const { key } of CORRECTED) await store.correct({ key, sentiment: 'positive', by: 'Ann', now: NOW });
  });
  afterAll(() => store.close());

  test('is counted, with what the models say instead', async () => {
    const { corrections, current, state } = await layerReport(store);
    expect(corrections).toMatchObject({ items: CORRECTED.length, sentiment: CORRECTED.length, kind: 0, themes: 0 });
    expect(corrections.flows.every(({ to }) => to === 'positive')).toBe(true);
    expect(corrections.flows.reduce((sum, { n }) => sum + n, corrections.agreed)).toBe(CORRECTED.length);
    expect({ current, state }).toEqual({ current: null, state: 'none' });
  });

  test('texts that were drawn for an audit teach nothing and measure nothing', async () => {
    const before = await train({ dryRun: true });
    const [first, second] = CORRECTED.filter(({ key }) => !isHeldBack(key));
    if (first === undefined || second === undefined) throw new Error('none are learned from');
    const told = { revision: 1, channel: 'public', day: '2026-05-10', modelVersion: models.version };
    const model = { sentiment: null, themes: [], kind: null };
    const chance = { stratum: 's', inclusion: 1, draw: 'd', drawnAt: NOW };
    await store.keepAudits([first, second].map(({ key }) => ({ key, brand: 'acme', model, ...told, ...chance })));
    await store.answerAudit(first.key, { sentiment: 'positive', themes: [], kind: null, by: 'Ann', at: NOW });
    const after = await train({ dryRun: true });
    expect(before.taught.audited).toBe(0);
    expect(after.taught).toMatchObject({ audited: 2, corrected: before.taught.corrected - 2 });
    // Whatever people answered there, the same is learned.
    await store.answerAudit(first.key, { sentiment: 'negative', themes: [], kind: null, by: 'Ann', at: NOW });
    expect((await train({ dryRun: true })).id).toBe(after.id);
    await store.correct({ key: second.key, sentiment: 'negative', by: 'Ann', now: NOW });
    expect((await train({ dryRun: true })).id).toBe(after.id);
    await store.correct({ key: second.key, sentiment: 'positive', by: 'Ann', now: NOW });
  });

  test('a dry run keeps nothing; a training is put to use beside the figures shown, and a correction stands', async () => {
    expect(await keptLayers(store)).toEqual({ raw: null, steps: [] });
    const told = await train();
    expect(told).toMatchObject({ outcome: 'better', kept: true });
    expect(told.heldBack.corrected.after.accuracy!).toBeGreaterThan(told.heldBack.corrected.before.accuracy!);
    expect(await layerReport(store)).toMatchObject({ current: { id: told.id }, state: 'reading' });
    expect(await store.activeVersion()).toBe(models.version);
    const agreed = (await layerReport(store)).corrections.agreed;
    // Whoever schedules finds another version and asks for all texts to be read anew.
    const asked: string[] = [];
    const queue = { add: async ({ name, subject }: Job) => asked.push(`${name} ${subject}`) > 0 } as unknown as Queue;
    const modelVersion = () => models.version;
    await createScheduler({ store, queue, clock, log: quietLog, modelVersion, tickMs: 1000 }).tick();
    const { version } = await readingOf(store, models.version);
    expect(asked).toContain(`understand-all ${version}`);
    expect(await reading(store)).toBe(0);
    expect(await reading(store, true)).toBe(TEXTS.length);
    expect(await store.activeVersion()).toBe(version);
    expect(version).toMatch(new RegExp(`^${models.version}-[0-9a-f]{6}$`));
    const after = await layerReport(store);
    expect(after.state).toBe('shown');
    expect(after.corrections.sentiment).toBe(CORRECTED.length);
    expect(after.corrections.agreed).toBeGreaterThan(agreed + CORRECTED.length / 4);
    for (const { key } of CORRECTED.slice(0, 3))
      expect((await store.item(key))?.correction).toEqual({ sentiment: 'positive', by: 'Ann', at: NOW });
    // What the training said that it would change has changed.
    const alone = SLANG.filter((one) => !CORRECTED.includes(one));
    const labels = await Promise.all(alone.map(({ key }) => shown(key)));
    expect(labels.filter((label) => label === 'positive').length).toBeGreaterThan(alone.length / 3);
  });

  test('learned again from the same it is the same, and nothing is read anew', async () => {
    expect(await train()).toMatchObject({ outcome: 'same', kept: false });
    expect(await train({ force: true })).toMatchObject({ outcome: 'same', kept: false });
    expect((await keptLayers(store)).steps).toHaveLength(1);
  });

  test('of two trainings at once one is told that the other ended, and one is kept', async () => {
    const { key } = SLANG.find((one) => !CORRECTED.includes(one))!;
    await store.correct({ key, sentiment: 'positive', by: 'Bo', now: NOW });
    const ended = await Promise.allSettled([train({ force: true }), train({ force: true })]);
    const kept = ended.filter((one) => one.status === 'fulfilled');
    const refused = ended.filter((one) => one.status === 'rejected').map(({ reason }) => reason);
    expect(kept).toHaveLength(1);
    expect(refused).toEqual([expect.any(Conflict)]);
    expect((await keptLayers(store)).steps).toHaveLength(2);
  });

  test('who is killed before the last write leaves the layer before in use [R01]', async () => {
    const before = await keptLayers(store);
    const inUse = await layerInUse(store, models.version);
    const { key } = SLANG.findLast((one) => !CORRECTED.includes(one))!;
    await store.correct({ key, sentiment: 'positive', by: 'Bo', now: NOW });
    const killed = new Error('killed');
    const dying = new Proxy(store, {
      get: (target, name) => (name === 'changeSetting' ? () => Promise.reject(killed) : Reflect.get(target, name)),
    });
    await expect(trainLayer({ store: dying, models, clock }, { force: true })).rejects.toBe(killed);
    expect(await keptLayers(store)).toEqual(before);
    expect((await layerInUse(store, models.version))?.id).toBe(inUse?.id);
    expect(await train({ force: true })).toMatchObject({ kept: true });
  });

  test('is undone step by step, down to the shipped models', async () => {
    const { steps } = await keptLayers(store);
    expect(steps).toHaveLength(3);
    for (const left of [2, 1, 0]) {
      expect((await undoLayer(store))?.id).toBe(steps[left]?.id);
      expect((await layerInUse(store, models.version))?.id).toBe(steps[left - 1]?.id);
    }
    expect(await undoLayer(store)).toBeNull();
    await reading(store, true);
    expect(await store.activeVersion()).toBe(models.version);
    const { corrections, state } = await layerReport(store);
    expect(state).toBe('none');
    expect(corrections.sentiment).toBe(CORRECTED.length + 2);
  });

  test('is not used with other models, and says so', async () => {
    await train({ force: true });
    await reading(store, true);
    expect(await layerInUse(store, 'other models')).toBeNull();
    const shipped = new Proxy(store, {
      get: (target, name) => (name === 'activeVersion' ? async () => 'other models' : Reflect.get(target, name)),
    });
    expect((await layerReport(shipped)).state).toBe('stale');
  });
});
