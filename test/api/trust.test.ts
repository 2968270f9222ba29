import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { EvidencePack } from '../../src/domain/trust.ts';
import { weighDue } from '../../src/jobs/weigh-unusual.ts';
import { bought, ordinary, weighing } from '../jobs/weighing.ts';
import { type ServerUnderTest, startServer } from './server-under-test.ts';

let server: ServerUnderTest;
let read: string;
let write: string;
const HOSTILE = `</pre><script>alert('x')</script>"&\u202e`;
const WINDOW = 'from=2026-04-01&to=2026-05-20';

beforeAll(async () => {
  server = await startServer();
  read = await server.key('read');
  write = await server.key('write');
  server.clock.ms = Date.parse('2026-05-20T12:00:00Z');
  const items = [...ordinary(90, 'romashka'), ...bought(0, 24, 'romashka')].map((one) =>
    one.key === 'romashka-b7' ? { ...one, title: HOSTILE } : one,
  );
  await server.store.importItems({ items, targetId: null, backfill: false, now: server.now() });
  await weigh();
});
afterAll(() => server.close());

async function weigh(): Promise<void> {
  const { deps } = weighing(server.store, server.clock);
  await weighDue(deps, 'romashka');
}

const get = (path: string, key = read) => server.call('GET', `/api/v1/${path}`, { key });

/** Sums in another order differ in the last digits. */
function inDigits(figures: unknown): unknown {
  return JSON.parse(JSON.stringify(figures), (_, value) => (typeof value === 'number' ? value.toFixed(9) : value));
}

describe('what looks paid for', () => {
  test('stands beside the item, is filtered by, and is told in the language of the reader', async () => {
    const { status, body } = await get('items?unusual=likely-paid&limit=100&copies=all');
    expect(status).toBe(200);
    expect(body.data.length).toBeGreaterThan(18);
    const [first] = body.data;
    expect(first.unusual).toMatchObject({ level: 'likely-paid', found: 'likely-paid', verdict: null });
    expect(first.unusual.score).toBeGreaterThan(0.5);
    const none = await get('items?unusual=none&limit=200&copies=all');
    expect(none.body.data.some(({ unusual }: { unusual: { level: string } }) => unusual.level !== 'none')).toBe(false);
    expect((await get('items?unusual=fake')).body.errors[0].name).toBe('unusual.0');
    const told = await Promise.all(
      ['ru', 'en', 'nl'].map(async (language) => (await get(`items/${first.key}/unusual?language=${language}`)).body),
    );
    for (const { key, unusual, sentences, changes } of told) {
      expect([key, unusual]).toEqual([first.key, first.unusual]);
      expect(sentences.length).toBeGreaterThan(0);
      expect(changes).toHaveLength(1);
      expect(changes[0]).toMatchObject({ from: 'none', to: 'likely-paid', at: server.now() });
    }
    expect(told[0]!.sentences.join()).toMatch(/[а-я]/);
    expect(new Set(told.map(({ sentences }) => sentences[0])).size).toBe(3);
    const asked = { key: read, headers: { 'accept-language': 'nl;q=0.9, de' } };
    const dutch = await server.call('GET', `/api/v1/items/${first.key}/unusual`, asked);
    expect(dutch.body.sentences).toEqual(told[2]!.sentences);
    expect((await get('items/nothing/unusual')).status).toBe(404);
    expect((await get(`items/${first.key}/unusual?language=de`)).body.errors[0].name).toBe('language');
  });

  test('the view has bursts on a timeline with what is usual, levels, changes and texts that open', async () => {
    const { status, body } = await get(`trust?${WINDOW}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ brand: 'romashka', from: '2026-04-01', to: '2026-05-20', due: false });
    const burst = body.bursts.find(({ side }: { side: string }) => side === 'high');
    expect(burst).toMatchObject({ source: 'otzovik', campaign: null });
    expect(burst.n).toBeGreaterThan(3 * burst.expected);
    expect(burst.from <= '2026-04-22' && burst.to >= '2026-04-20').toBe(true);
    const query = new URLSearchParams(
      Object.entries<string | string[]>(burst.texts).flatMap(([name, value]) =>
        [value].flat().map((one) => [name, one] as [string, string]),
      ),
    );
    expect((await get(`items?${query}&include_total=true&copies=all`)).body.total).toBeGreaterThanOrEqual(20);
    const line = body.timelines.find(({ side }: { side: string }) => side === 'high');
    expect(line.days).toHaveLength(50);
    const day = line.days.find(({ day: one }: { day: string }) => one === '2026-04-21');
    expect(day.n).toBeGreaterThan(5 * day.usual);
    const counted = Object.fromEntries(body.levels.map(({ level, n }: { level: string; n: number }) => [level, n]));
    expect(counted['likely-paid']).toBeGreaterThan(18);
    expect(counted['none']).toBeGreaterThan(80);
    expect(body.changes[0]).toMatchObject({ to: expect.any(String), review: { key: expect.any(String) } });
    expect(body.learned).toMatchObject({ judged: 0, moved: [], since: null, changedSince: 0 });
    expect((await get('trust?from=2026-05-02&to=2026-05-01')).body.errors[0].name).toBe('from');
    expect((await get('trust?from=yesterday')).body.errors[0].name).toBe('from');
    expect((await get('trust?brand=nobody')).status).toBe(404);
  });

  test('a verdict wins, says who and when, teaches, and is taken back', async () => {
    const at = '/api/v1/items/romashka-b3/verdict';
    const said = await server.call('PUT', `${at}?language=en`, { key: write, body: { verdict: 'genuine' } });
    expect(said.status).toBe(200);
    expect(said.body).toMatchObject({
      key: 'romashka-b3',
      unusual: {
        level: 'none',
        found: 'likely-paid',
        verdict: { verdict: 'genuine', by: 'write key', at: server.now() },
      },
      learned: { judged: 1, genuine: 1, unusual: 0 },
    });
    expect(said.body.sentences[0]).toContain('genuine');
    expect(said.body.sentences.join()).not.toContain('write key');
    expect(said.body.changes[0]).toMatchObject({ to: 'none', came: ['verdict-genuine'] });
    await weigh();
    expect((await server.store.item('romashka-b3'))?.unusual).toMatchObject({ level: 'none' });
    const again = await server.call('PUT', at, { key: write, body: { verdict: 'unusual' } });
    expect(again.body.unusual).toMatchObject({ level: 'likely-paid', verdict: { verdict: 'unusual' } });
    const back = await server.call('DELETE', at, { key: write });
    expect(back.body).toMatchObject({ unusual: { verdict: null }, learned: { judged: 0 } });
    expect(back.body.unusual.level).toBe(back.body.unusual.found);
    await weigh();
    expect((await get(`trust?${WINDOW}`)).body.learned).toMatchObject({ judged: 0, moved: [] });
  });

  test.each([
    ['an unknown word', { verdict: 'fake' }, 'verdict'],
    ['no word', {}, 'verdict'],
    ['a field that is none', { verdict: 'unusual', by: 'me' }, 'by'],
  ])('a verdict with %s is refused', async (_what, body, field) => {
    const answer = await server.call('PUT', '/api/v1/items/romashka-b3/verdict', { key: write, body });
    expect([answer.status, answer.body.errors[0].name]).toEqual([400, field]);
  });

  test('campaigns are added, listed, weighed with and taken away', async () => {
    const days = { from: '2026-04-18', to: '2026-04-23' };
    const body = { name: ' Письмо покупателям ', ...days, scraper: 'otzovik' };
    const added = await server.call('POST', '/api/v1/campaigns', { key: write, body });
    expect(added.status).toBe(201);
    const { id } = added.body;
    expect(added.body).toEqual({
      ...{ id, brand: 'romashka', name: 'Письмо покупателям', ...days, scraper: 'otzovik' },
      ...{ by: 'write key', at: server.now() },
    });
    expect((await get('campaigns')).body.data).toEqual([added.body]);
    expect((await get(`trust?${WINDOW}`)).body).toMatchObject({ due: true, campaigns: [added.body] });
    await weigh();
    const { bursts, due } = (await get(`trust?${WINDOW}`)).body;
    expect(due).toBe(false);
    expect(bursts.map(({ campaign }: { campaign: string }) => campaign)).toContain(id);
    expect((await server.call('DELETE', `/api/v1/campaigns/${id}`, { key: write })).status).toBe(204);
    expect((await server.call('DELETE', `/api/v1/campaigns/${id}`, { key: write })).status).toBe(404);
    await weigh();
    expect((await get('campaigns?brand=romashka')).body.data).toEqual([]);
  });

  test.each([
    ['no name', { name: ' ', from: '2026-04-01', to: '2026-04-02' }, 'name'],
    ['two lines', { name: 'a\nb', from: '2026-04-01', to: '2026-04-02' }, 'name'],
    ['no day', { name: 'a', from: '2026-02-30', to: '2026-04-02' }, 'from'],
    ['its end before its beginning', { name: 'a', from: '2026-04-03', to: '2026-04-02' }, 'from'],
    ['an unknown source', { name: 'a', from: '2026-04-01', to: '2026-04-02', scraper: 'nowhere' }, 'scraper'],
  ])('a campaign with %s is refused', async (_what, body, field) => {
    const answer = await server.call('POST', '/api/v1/campaigns', { key: write, body });
    expect([answer.status, answer.body.errors[0].name]).toEqual([400, field]);
  });

  test('who may only read changes nothing; who is nobody sees nothing', async () => {
    const [item, campaigns] = ['/api/v1/items/romashka-b3', '/api/v1/campaigns'];
    const verdict = { verdict: 'genuine' };
    const campaign = { name: 'a', from: '2026-04-01', to: '2026-04-02' };
    for (const [method, path, body] of [
      ['PUT', `${item}/verdict`, verdict],
      ['DELETE', `${item}/verdict`, undefined],
      ['POST', campaigns, campaign],
      ['DELETE', `${campaigns}/x`, undefined],
    ] as const) {
      expect((await server.call(method, path, { key: read, body })).status).toBe(403);
      expect((await server.call(method, path, { body })).status).toBe(401);
    }
    for (const path of [`${item}/unusual`, '/api/v1/trust', '/api/v1/trust/evidence', campaigns])
      expect((await server.call('GET', path)).status).toBe(401);
  });
});

describe('the pack of evidence', () => {
  test('holds texts with their hashes, times, reasons and versions', async () => {
    const answer = await get(`trust/evidence?${WINDOW}&language=en`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-disposition')).toMatch(
      /^attachment; filename="molva-evidence-2026-05-20\.json"$/,
    );
    const pack = EvidencePack.parse(JSON.parse(answer.text));
    expect(pack).toMatchObject({ brand: { id: 'romashka' }, madeBy: 'read key', language: 'en', more: false });
    expect(pack.versions).toMatchObject({ molva: '0.0.1', detector: expect.stringMatching(/^unusual-/) });
    expect(pack.reviews.length).toBeGreaterThan(18);
    expect(pack.bursts.length).toBeGreaterThan(0);
    for (const one of pack.reviews) {
      expect(one.sha256).toBe(createHash('sha256').update(one.text).digest('hex'));
      expect(['likely-paid', 'rewarded']).toContain(one.unusual.level);
      expect(one.sentences.length).toBeGreaterThan(0);
      expect([one.publishedOn, one.collectedAt, one.revision]).toEqual([expect.any(String), expect.any(String), 1]);
    }
  });

  test('of single reviews is made whatever their level; of another brand none', async () => {
    const pack = EvidencePack.parse(JSON.parse((await get('trust/evidence?key=romashka-o3&key=romashka-b7')).text));
    expect(pack.reviews.map(({ key }) => key)).toEqual(['romashka-o3', 'romashka-b7']);
    expect((await get('trust/evidence?brand=nobody')).status).toBe(404);
    expect((await get('trust/evidence?format=zip')).body.errors[0].name).toBe('format');
    expect((await get('trust/evidence?unusual=paid')).body.errors[0].name).toBe('unusual.0');
  });

  test('as a page asks nothing of anybody, and shows hostile texts as texts', async () => {
    const answer = await get(`trust/evidence?key=romashka-b7&format=html&language=ru&${WINDOW}`);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const { text } = answer;
    expect(text).toContain('<html lang="ru">');
    expect(text).toContain('&lt;/pre&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&quot;&amp;');
    expect(text).not.toMatch(/<script|<link|<img|src=|href=/);
    const [pack] = EvidencePack.parse(JSON.parse((await get('trust/evidence?key=romashka-b7')).text)).reviews;
    expect(text).toContain(pack!.sha256);
    expect(text).toContain("default-src 'none'");
  });
});

describe('stats', () => {
  test('each group of the stats stands beside what it would be without, by the same figures as everywhere', async () => {
    const filter = 'brand=romashka&channel=public&source=otzovik';
    const { body } = await get(`stats?${filter}&by=source`);
    const [group] = body.data;
    const figures = (await get(`figures?${filter}`)).body;
    const { withoutUnusual } = group;
    expect(withoutUnusual.items).toBeGreaterThan(18);
    expect(withoutUnusual.n).toBeCloseTo(group.n - withoutUnusual.weight, 5);
    expect(inDigits(withoutUnusual.stars)).toEqual(inDigits(figures.withoutUnusual.stars));
    expect(withoutUnusual.stars.all).toBeCloseTo(group.starsMean, 9);
    expect(withoutUnusual.stars.without).toBeLessThan(group.starsMean);
    const { value: mean, low, high } = figures.stars;
    expect(inDigits(group.starsPosterior)).toEqual(inDigits({ mean, low, high }));
    const bare = (await get(`stats?${filter}&by=source&without=false`)).body.data[0];
    expect(bare).toEqual({ ...group, starsPosterior: null, withoutUnusual: null });
    const said = { by: 'Ann', now: server.now() };
    await server.store.correct({ key: 'romashka-o1', sentiment: 'negative', ...said });
    await server.store.correct({ key: 'romashka-b0', sentiment: 'positive', ...said });
    const share = (await get(`stats?brand=romashka&has_text=true&judged=true&by=sentiment&without=true`)).body.data;
    const left = (name: string) =>
      share
        .filter(({ key }: { key: { sentiment: string } }) => name === '' || key.sentiment === name)
        .reduce((sum: number, one: { withoutUnusual: { n: number } }) => sum + one.withoutUnusual.n, 0);
    const all = await get('figures?brand=romashka');
    expect(left('negative') / left('')).toBeCloseTo(all.body.withoutUnusual.negative.without, 6);
  });
});
