import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Comparison } from '../../src/domain/comparison.ts';
import type { FeedFigures } from '../../src/domain/figures.ts';
import type { Item } from '../../src/domain/item.ts';
import { createFigures } from '../../src/jobs/figures.ts';
import { openSqliteStore } from '../../src/store/sqlite/open.ts';
import { eventually, molva, type Server, startMolva, temporaryFolder } from '../molva.ts';

/** One question asked of the feed, the comparison, the mail, the command line and the export: the running product gives one number. */
const folder = temporaryFolder();
const cwd = path.join(folder.path, 'room');
let server: Server;
let key: string;

const day = (ago: number): string => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);
const from = day(60);
const to = day(5);

const GOOD = [
  'Вкусный чай и вежливый персонал, всем советую',
  'Доставили быстро, качество отличное',
  'Очень довольны, спасибо',
];
const BAD = ['Ужасное обслуживание, чай протух, верните деньги', 'Отвратительно: курьер нахамил и опоздал на три часа'];
const PLAIN = ['Купил чайник в субботу', 'ок', '5555'];

/** Every few texts another kind, every text its own words. */
function textOf(at: number): string {
  const list = at % 4 === 0 ? BAD : at % 7 === 0 ? PLAIN : GOOD;
  return `${list[at % list.length]} ${at}`;
}

beforeAll(async () => {
  mkdirSync(cwd);
  const reviews = Array.from({ length: 90 }, (_, at) => ({
    id: `r${at}`,
    source: at % 3 === 0 ? 'ozon' : 'otzovik',
    brand: 'Чайная',
    author: `Автор ${at % 40}`,
    date: at % 30 === 29 ? undefined : day(at % 70),
    stars: at % 4 === 0 ? 1 : 5,
    text: at % 10 === 3 ? undefined : textOf(at),
  }));
  writeFileSync(path.join(cwd, 'reviews.jsonl'), reviews.map((one) => JSON.stringify(one)).join('\n'));
  const answers = Array.from(
    { length: 80 },
    (_, at) =>
      `${day(at % 65)};${at % 11};${at % 5 === 2 ? '' : textOf(at + 500)};${at % 2 === 0 ? 'доставка' : 'поддержка'}`,
  );
  writeFileSync(
    path.join(cwd, 'survey.csv'),
    ['Дата;Порекомендуете нас?;Почему?;Точка контакта', ...answers].join('\r\n'),
  );
  for (const args of [['reviews.jsonl'], ['survey.csv', '--channel', 'survey', '--brand', 'Чайная']]) {
    const { code, stderr } = await molva(['import', ...args], { cwd });
    expect([code, stderr.match(/row \d+/)]).toEqual([0, null]);
  }
  key = JSON.parse((await molva(['key', 'add', 'test', '--json'], { cwd })).stdout).key;
  writeFileSync(path.join(cwd, 'molva.yaml'), 'brands:\n  - id: chaynaya\n    name: Чайная\n');
  server = await startMolva({ cwd });
  await eventually('all texts are understood', async () => (await api('/figures?brand=chaynaya')).counts.pending === 0);
  const isWeighed = ({ weighedAt, due }: { weighedAt: string | null; due: boolean }) => weighedAt !== null && !due;
  await eventually('all reviews are weighed', async () => isWeighed(await api('/trust?brand=chaynaya')));
}, 120_000);

afterAll(async () => {
  await server?.end('SIGTERM');
  folder.remove();
});

// biome-ignore lint/suspicious/noExplicitAny: answers of several routes
async function api(route: string): Promise<any> {
  const response = await fetch(new URL(`/api/v1${route}`, server.url), { headers: { authorization: `Bearer ${key}` } });
  expect([route, response.status]).toEqual([route, 200]);
  return response.json();
}

const query = (texts: Record<string, string | string[]>): string =>
  new URLSearchParams(
    Object.entries(texts).flatMap(([name, value]) => [value].flat().map((one): [string, string] => [name, one])),
  ).toString();

/** Fields that say when they were asked. */
const timeless = ({ asOf: _asOf, ...rest }: Comparison): Omit<Comparison, 'asOf'> => rest;

describe('the same question', () => {
  test('API, command line and use case give the same comparison', async () => {
    const asked = Comparison.parse(await api(`/comparison?brand=chaynaya&from=${from}&to=${to}`));
    expect(asked.public.negative.n).toBeGreaterThan(40);
    expect(asked.direct.negative.n).toBeGreaterThan(30);
    const { code, stdout } = await molva(['compare', '--from', from, '--to', to, '--json'], { cwd });
    expect(code).toBe(0);
    expect(timeless(JSON.parse(stdout))).toEqual(timeless(asked));
    const store = await openSqliteStore({ path: path.join(cwd, 'data/molva.db'), role: 'beside' });
    const clock = { now: () => Date.now() };
    expect(timeless(await createFigures({ store, clock }).comparison({ brand: 'chaynaya', from, to }))).toEqual(
      timeless(asked),
    );
    await store.close();
    // With each copy counted it is the same question everywhere, too.
    const all = Comparison.parse(await api(`/comparison?brand=chaynaya&from=${from}&to=${to}&copies=all`));
    const each = await molva(['compare', '--from', from, '--to', to, '--copies', 'all', '--json'], { cwd });
    expect(timeless(JSON.parse(each.stdout))).toEqual(timeless(all));
    expect(all.copies).toBe('all');
  });

  test('the feed, opened by a figure, says the same figure and lists exactly so many texts', async () => {
    const asked = Comparison.parse(await api(`/comparison?brand=chaynaya&from=${from}&to=${to}`));
    for (const { texts, negative } of [asked.public, asked.direct, ...asked.bySource, ...asked.byTouchpoint]) {
      const head: FeedFigures = await api(`/figures?${query(texts)}`);
      expect(head.negative).toEqual(negative);
      const { total } = await api(`/items?${query(texts)}&include_total=true&limit=1`);
      expect(total).toBe(negative.n);
      expect((await api(`/items?${query(texts)}&sentiment=negative&include_total=true&limit=1`)).total).toBe(
        negative.k,
      );
    }
    const blamed = asked.themes.rows.filter((one) => one.public.k + one.direct.k > 0);
    expect(blamed.length).toBeGreaterThan(0);
    for (const { texts, public: open, direct } of blamed)
      for (const [filter, k] of [
        [texts.public, open.k],
        [texts.direct, direct.k],
      ] as const)
        expect((await api(`/items?${query(filter)}&include_total=true&limit=1`)).total).toBe(k);
    for (const { texts, n } of asked.scores)
      expect((await api(`/items?${query(texts)}&include_total=true`)).total).toBe(n);
    const stats = await api(
      `/stats?brand=chaynaya&channel=public&published_from=${from}&published_to=${to}&has_text=true&by=sentiment`,
    );
    const group = (name: string): number =>
      stats.data.find((one: { key: { sentiment: string } }) => one.key.sentiment === name)?.n ?? 0;
    const { counts } = asked.public;
    for (const name of ['negative', 'neutral', 'positive', 'mixed', 'unsure', 'unread', 'pending'] as const)
      expect([name, group(name)]).toEqual([name, counts[name]]);
  });

  test('rows of the export add up to the same figure', async () => {
    const asked = Comparison.parse(await api(`/comparison?brand=chaynaya&from=${from}&to=${to}`));
    const { stdout } = await molva(['export', '--format', 'ndjson', '--from', from, '--to', to], { cwd });
    const items = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Item);
    const open = items.filter((one) => one.channel === 'public' && !one.isOwn && one.copyOf === null);
    const judged = open.filter((one) => one.text !== null && one.understanding?.sentiment != null);
    const negative = judged.filter(
      (one) => one.understanding?.sentiment?.label === 'negative' && !one.understanding.sentiment.unsure,
    );
    expect([negative.length, judged.length]).toEqual([asked.public.negative.k, asked.public.negative.n]);
    expect(open.filter((one) => one.stars !== null)).toHaveLength(asked.scores[0]!.n);
  });

  test('the mail prints the scores of the comparison', async () => {
    const asked = Comparison.parse(await api('/comparison?brand=chaynaya'));
    const { text } = await api('/digest/preview?brand=chaynaya&language=en');
    const [stars, nps] = asked.scores;
    expect([stars?.kind, nps?.kind]).toEqual(['public-stars', 'nps']);
    expect(text).toContain(stars!.value!.toFixed(1));
    expect(text).toMatch(new RegExp(`${stars!.n} ratings`));
    expect(text).toMatch(new RegExp(`${nps!.n} answers`));
    const printed = await molva(['compare'], { cwd });
    expect(printed.stdout).toContain(`public-stars  public  ${stars!.value!.toFixed(2)} (`);
    expect(printed.stdout).toMatch(/Verdict: /);
  });

  test('a window without texts, an unknown brand, a day that is none', async () => {
    const empty = Comparison.parse(await api('/comparison?from=2001-01-01&to=2001-01-31'));
    expect(empty).toMatchObject({ brand: 'chaynaya', verdict: 'too-few', difference: { value: null } });
    expect((await molva(['compare', '--from', '2001-01-01', '--to', '2001-01-31'], { cwd })).stdout).toContain(
      '0 of 0',
    );
    expect((await molva(['compare', '--from', '2001-02-30'], { cwd })).code).toBe(2);
    expect((await molva(['compare', '--brand', 'nobody'], { cwd })).code).toBe(2);
    expect((await molva(['compare', '--copies', 'some'], { cwd })).code).toBe(2);
  });
});
