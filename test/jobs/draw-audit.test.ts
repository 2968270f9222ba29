import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { quietLog } from '../../src/domain/ambient.ts';
import { Brand } from '../../src/domain/brand.ts';
import type { ItemDraft } from '../../src/domain/item.ts';
import { auditedTexts } from '../../src/jobs/audited.ts';
import { drawAudits, dueAudits } from '../../src/jobs/draw-audit.ts';
import { createFigures } from '../../src/jobs/figures.ts';
import type { Store } from '../../src/store/store.ts';
import { draft, sentiment, understanding } from '../store/drafts.ts';
import { openTemp } from '../store/sqlite/temp-store.ts';

const DAY_MS = 86_400_000;
const START = Date.parse('2026-05-20T06:00:00.000Z');
const clock = { ms: START, now: () => clock.ms };
const now = () => new Date(clock.ms).toISOString();

let store: Store;
let dispose: () => Promise<void>;
beforeEach(async () => {
  clock.ms = START;
  ({ store, dispose } = await openTemp());
  await store.saveBrand(Brand.parse({ id: 'acme', name: 'Acme' }), now());
});
afterEach(() => dispose());

const deps = (perDay = 10) => ({ store, clock, log: quietLog, perDay });

/** Texts that are read as their first word says; `wait` is not read yet. */
async function put(count: number, name: string, text: (n: number) => string, over: Partial<ItemDraft> = {}) {
  const items = Array.from({ length: count }, (_, n) =>
    draft(`${name}${n}`, {
      text: `${text(n)} ${name} ${n}`,
      publishedOn: weeksAgo(Math.floor(n / 4) % 12),
      authorHash: `${name}${n}`,
      ...over,
    }),
  );
  await store.importItems({ items, targetId: null, backfill: false, now: now() });
  const waiting = (await store.pending({ limit: 5000 })).filter(({ item }) => !item.text?.startsWith('wait'));
  const read = waiting.map(({ item, revision }) => {
    const label = (item.text ?? 'positive').split(' ')[0] as 'negative';
    return { key: item.key, revision, understanding: understanding({ sentiment: sentiment(label) }) };
  });
  await store.saveUnderstanding(read, now());
}

const weeksAgo = (weeks: number) => new Date(clock.ms - 7 * weeks * DAY_MS).toISOString().slice(0, 10);
const label = (n: number) => (n % 4 === 0 ? 'negative' : 'positive');

describe('texts of a day', () => {
  test('are about ten of those that came in since, never one twice, and the probabilities add up to all of them', async () => {
    expect(await dueAudits(deps())).toEqual([]);
    await put(50, 'first', label);
    expect(await dueAudits(deps())).toEqual([]);
    clock.ms += DAY_MS;
    expect(await dueAudits(deps())).toEqual(['acme']);
    // From here on days are counted.
    expect(await drawAudits(deps(), 'acme')).toBe(0);
    expect(await dueAudits(deps())).toEqual([]);
    for (const day of [1, 2, 3]) {
      clock.ms += DAY_MS / 2;
      await put(100, `day${day}-`, label);
      expect(await dueAudits(deps())).toEqual([]);
      clock.ms += DAY_MS / 2;
      expect(await dueAudits(deps())).toEqual(['acme']);
      expect(await drawAudits(deps(), 'acme')).toBe(10);
    }
    const audits = await store.audits({ brand: 'acme' });
    expect(audits).toHaveLength(30);
    expect(audits.filter(({ key }) => key.startsWith('first'))).toEqual([]);
    for (const own of Map.groupBy(audits, (one) => one.draw).values()) {
      const stands = own.reduce((sum, one) => sum + 1 / one.inclusion, 0);
      expect(stands).toBeCloseTo(100, 9);
      expect(new Set(own.map((one) => one.stratum))).toEqual(new Set(['public negative', 'public positive']));
    }
    expect(audits[0]).toMatchObject({ revision: 1, modelVersion: 'v1', answer: null });
  });

  test('are none where the setting is 0', async () => {
    await put(50, 'a', label);
    clock.ms += DAY_MS;
    expect(await dueAudits(deps(0))).toEqual([]);
  });

  test('leave what waits to be understood to the next draw', async () => {
    await put(10, 'early', label);
    clock.ms += 1;
    await drawAudits(deps(), 'acme');
    clock.ms += 1000;
    await put(4, 'read', label);
    clock.ms += DAY_MS / 2;
    await put(4, 'wait', () => 'wait');
    await put(4, 'late', label);
    clock.ms += DAY_MS / 2;
    expect(await drawAudits(deps(), 'acme')).toBe(4);
    expect((await store.audits({ brand: 'acme' })).every(({ key }) => key.startsWith('read'))).toBe(true);
    clock.ms += DAY_MS;
    await drawAudits(deps(), 'acme');
    expect((await store.audits({ brand: 'acme' })).filter(({ key }) => key.startsWith('late'))).toHaveLength(4);
  });
});

describe('texts at once', () => {
  test('come from all that no draw could have drawn; corrected ones, own posts and texts without words are left out', async () => {
    await put(300, 'old', label);
    await put(5, 'own', label, { isOwn: true });
    await put(5, 'mute', label, { text: null, stars: 1 });
    for (const n of [0, 4, 8]) await store.correct({ key: `old${n}`, sentiment: 'neutral', by: 'Ann', now: now() });
    clock.ms += DAY_MS;
    expect(await drawAudits(deps(), 'acme', 100)).toBe(100);
    const audits = await store.audits({ brand: 'acme' });
    expect(audits.every(({ key }) => key.startsWith('old'))).toBe(true);
    expect(audits.reduce((sum, one) => sum + 1 / one.inclusion, 0)).toBeCloseTo(297, 9);
    expect(await drawAudits(deps(), 'acme', 100)).toBe(0);
    await put(7, 'new', label);
    clock.ms += 1;
    expect(await drawAudits(deps(), 'acme', 100)).toBe(7);
  });

  test('a draw that was broken off is made again as it was planned [R01]', async () => {
    await put(200, 'old', label);
    clock.ms += DAY_MS;
    const broken = { ...deps(), store: { ...store, keepAudits: () => Promise.reject(new Error('killed')) } as Store };
    await expect(drawAudits(broken, 'acme', 50)).rejects.toThrow('killed');
    const half = { ...deps(), store: { ...store, saveSetting: () => Promise.reject(new Error('killed')) } as Store };
    await expect(drawAudits(half, 'acme')).rejects.toThrow('killed');
    const first = await store.audits({ brand: 'acme' });
    expect(first).toHaveLength(50);
    clock.ms += 5000;
    await put(20, 'new', label);
    expect(await dueAudits(deps())).toEqual(['acme']);
    expect(await drawAudits(deps(), 'acme')).toBe(50);
    expect(await store.audits({ brand: 'acme' })).toEqual(first);
  });
});

describe('what people said', () => {
  test('stands beside what the models say now, and never beside a correction', async () => {
    await put(8, 'a', () => 'positive');
    clock.ms += 1000;
    await drawAudits(deps(), 'acme', 100);
    const answer = { sentiment: 'negative', themes: [], kind: null, by: 'Ann', at: now() } as const;
    await store.answerAudit('a1', answer);
    await store.answerAudit('a2', answer);
    await store.correct({ key: 'a1', sentiment: 'neutral', by: 'Ann', now: now() });
    await store.importItems({
      items: [draft('a2', { text: 'Quite another text', fetchedAt: now() })],
      targetId: null,
      backfill: false,
      now: now(),
    });
    const texts = await auditedTexts(store, 'acme');
    expect(texts.map(({ person, model }) => [person.sentiment, model.sentiment])).toEqual([
      ['negative', 'positive'],
      ['negative', 'positive'],
    ]);
  });

  test('corrects the shares of a comparison from fifty read texts a side on', async () => {
    await put(120, 'public', label);
    await put(120, 'survey', (n) => (n % 2 === 0 ? 'negative' : 'positive'), { channel: 'survey', touchpoint: 'shop' });
    clock.ms += 1000;
    const figures = createFigures({ store, clock });
    const asked = { brand: 'acme', from: '2026-02-01', to: '2026-05-20' };
    await drawAudits(deps(), 'acme', 120);
    const drawn = await store.audits({ brand: 'acme' });
    const sides = Map.groupBy(drawn, (one) => one.channel);
    // A person agrees with all but the survey's blame.
    const said = (channel: string, sign: string) => (channel === 'survey' ? 'positive' : sign) as 'positive';
    const read = async (from: number, to: number) => {
      for (const list of sides.values())
        for (const { key, channel, model } of list.slice(from, to)) {
          const sign = said(channel, model.sentiment!);
          await store.answerAudit(key, { sentiment: sign, themes: [], kind: null, by: 'Ann', at: now() });
        }
    };
    await read(0, 49);
    expect((await figures.comparison(asked)).corrected).toBeNull();
    await read(49, 100);
    const { corrected, public: open, direct, notes } = await figures.comparison(asked);
    expect([open.negative.value, direct.negative.value]).toEqual([0.25, 0.5]);
    expect(corrected!.public.value).toBeCloseTo(0.25, 9);
    expect(corrected!.direct.value).toBeCloseTo(0, 9);
    expect(corrected!.difference.value).toBeCloseTo(0.25, 9);
    expect(corrected!.difference.low).toBeGreaterThan(0.05);
    expect(corrected!.verdict).toBe('more-in-public');
    expect(notes).not.toContain('before-model-error');
  });
});
