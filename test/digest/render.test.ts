import { describe, expect, test } from '@jest/globals';
import { scrapers } from '../../scrapers/index.ts';
import { type BuildInput, buildDigest } from '../../src/digest/build.ts';
import type { Language } from '../../src/digest/content.ts';
import { plural } from '../../src/digest/render/plural.ts';
import { renderDigest } from '../../src/digest/render/render.ts';
import { words } from '../../src/digest/render/words.ts';
import type { DigestFigures } from '../../src/domain/figures.ts';
import { cpuClock } from '../cpu.ts';
import { brand, counts, figures, input, item, share, without } from './material.ts';

const render = (change: Partial<BuildInput> = {}, language: Language = 'en') =>
  renderDigest(buildDigest(input(change)), language);
const withNew = (total: number, negative: number) =>
  figures({
    new: {
      counts: counts({ texts: total, negative }),
      negative: share(negative, total),
      withoutUnusual: without(),
      texts: {},
      judged: {},
      byChannel: [{ channel: 'public', counts: counts({ texts: total }), texts: {} }],
      caughtUp: 0,
      olderRead: 0,
    },
  });

describe('the subject', () => {
  test.each([
    ['en', 14, 5, '[Самовар и Ко] 14 new, 5 negative'],
    ['nl', 14, 5, '[Самовар и Ко] 14 nieuw, 5 negatief'],
    ['ru', 14, 5, '[Самовар и Ко] 14 новых, 5 негативных'],
    ['ru', 21, 1, '[Самовар и Ко] 21 новый, 1 негативный'],
    ['ru', 0, 0, '[Самовар и Ко] 0 новых, 0 негативных'],
    ['ru', 11, 11, '[Самовар и Ко] 11 новых, 11 негативных'],
  ] as const)('%s %s', async (language, total, negative, subject) => {
    expect((await render({ figures: withNew(total, negative) }, language)).subject).toBe(subject);
  });

  test('made-up data is said in subject and text', async () => {
    const { subject, html, text } = await render({ brand: { ...brand, madeUp: true } });
    expect(subject).toMatch(/\(made-up data\)$/);
    expect(html).toContain('Made-up data');
    expect(text).toContain('Made-up data');
  });
});

test.each([
  [1, 'текст'],
  [2, 'текста'],
  [5, 'текстов'],
  [11, 'текстов'],
  [21, 'текст'],
  [22, 'текста'],
  [112, 'текстов'],
  [1.5, 'текста'],
])('plural forms of Russian: %s %s', (n, form) => {
  expect(plural('ru', n, { one: 'текст', few: 'текста', many: 'текстов', other: 'текста' })).toBe(form);
});

test('every language has words for everything', () => {
  const shape = (value: unknown): unknown =>
    typeof value === 'object' && value !== null
      ? Object.fromEntries(
          Object.entries(value)
            .map(([key, one]) => [key, shape(one)])
            .sort(),
        )
      : typeof value;
  expect(shape(words.ru)).toEqual(shape(words.en));
  expect(shape(words.nl)).toEqual(shape(words.en));
  const texts = (value: unknown): string[] =>
    typeof value === 'string'
      ? [value]
      : typeof value === 'object' && value !== null
        ? Object.values(value).flatMap(texts)
        : [];
  for (const text of [words.ru, words.en, words.nl].flatMap(texts)) expect(text).not.toBe('');
});

describe('the figures', () => {
  const busy = figures({
    negative: {
      day: { ...share(24, 160), low: 0.103, high: 0.213 },
      week: share(84, 1000),
      trend: { arrow: 'up', withheld: null, usual: 0.08, weeks: 8 },
      withoutUnusual: { day: without(), week: without(), arrow: null },
      texts: { sentiment: 'negative', target: ['a', 'b'] },
      weekTexts: {},
    },
    volume: {
      n: 1234,
      weekMean: 142.6,
      trend: { arrow: null, withheld: 'few-texts', usual: 140, weeks: 8 },
      texts: {},
    },
    in: 0.7,
    leftOut: [{ targetId: 't', title: 'otzovik', reason: 'blocked', since: '2026-03-01T22:00:00.000Z' }],
  });

  test('have n and interval; what is compared over time names who is left out in the same place; arrows only as told', async () => {
    const { text } = await render({ figures: busy });
    const lines = text.split('\n');
    const at = lines.findIndex((line) => line.startsWith('Negative share in public, 2 March'));
    expect(lines[at]!.replaceAll('\u00a0', ' ')).toBe(
      'Negative share in public, 2 March: 15 %, 24 of 160 texts ▲ more than usual (usually 8 %)',
    );
    expect(lines[at + 1]!.replaceAll('\u00a0', ' ')).toBe(
      '  95 % interval 10 % to 21 %; in the 7 days before 8 %, 84 of 1,000 texts (95 % interval 0 % to 18 %); about 70 % has come in so far; without otzovik (blocked since Mon 2 March)',
    );
    const volume = lines.find((line) => line.startsWith('Public opinions'))!;
    expect(volume).toBe('Public opinions, 2 March: 1,234');
  });

  const unusual = without({ all: 0.15, without: 0.112, items: 8, weight: 6.42, genuineShare: 0.21 });
  const paid = (
    day = unusual,
    arrow: DigestFigures['negative']['withoutUnusual']['arrow'] = null,
    stars = figures().scores.starsWithout,
  ) => ({
    figures: figures({
      negative: { ...busy.negative, withoutUnusual: { day, week: without(), arrow } },
      scores: {
        ...figures().scores,
        stars: { ...figures().scores.stars, n: 120, value: 4.32, low: 4.1, high: 4.5, display: 'show' as const },
        starsWithout: stars,
      },
    }),
  });
  const withoutLine = async (change: Partial<BuildInput>, language: Language) =>
    (await render(change, language)).text
      .split('\n')
      .find((line) => /^(Без необычных|Without unusual|Zonder ongewone)/.test(line))
      ?.replaceAll('\u00a0', ' ');

  test.each([
    [
      'ru',
      'Без необычных отзывов доля негатива (2 марта) была бы 11 % вместо 15 % (отмечено 8 отзывов, всего убрано по весу 6,4, настоящих среди отмеченных ожидаемо 21 %). Тогда она заметно не отличалась бы от обычной.',
    ],
    [
      'en',
      'Without unusual reviews the negative share (2 March) would be 11 % instead of 15 % (8 reviews are flagged, a weight of 6.4 is taken away in all, 21 % of the flagged are expected to be genuine). It would then not differ clearly from usual.',
    ],
    [
      'nl',
      'Zonder ongewone reviews zou het aandeel negatief (2 maart) 11 % zijn in plaats van 15 % (8 reviews gemarkeerd, in totaal een gewicht van 6,4 weggenomen, van de gemarkeerde is naar verwachting 21 % echt). Het zou dan niet duidelijk van gewoonlijk verschillen.',
    ],
  ] as const)('one line in %s says what they would be without unusual reviews', async (language, text) => {
    expect(await withoutLine(paid(unusual, 'none'), language)).toBe(text);
  });

  test('nothing is said of unusual reviews where there are none, and of stars only where their digit moves', async () => {
    expect(await withoutLine({ figures: busy }, 'en')).toBeUndefined();
    expect(await withoutLine(paid(without({ all: 0.15, without: 0.149, weight: 0.4 })), 'en')).toBeUndefined();
    const stars = (mean: number) => ({ ...unusual, posterior: { mean, low: mean - 0.2, high: mean + 0.2 } });
    expect(await withoutLine(paid(without(), null, stars(4.34)), 'en')).toBeUndefined();
    expect(await withoutLine(paid(without(), null, stars(4.08)), 'en')).toBe(
      'Without unusual reviews average stars of the last 90 days would be 4.1 instead of 4.3 (8 reviews are flagged, a weight of 6.4 is taken away in all, 21 % of the flagged are expected to be genuine).',
    );
    const same = await withoutLine(paid({ ...unusual, without: 0.1523 }), 'en');
    expect(same).toContain('the negative share (2 March) would stay 15 % (8');
    expect(same).not.toContain('usual.');
    const few = paid(unusual, 'none').figures;
    const day = { ...share(2, 3) };
    expect(await withoutLine({ figures: { ...few, negative: { ...few.negative, day } } }, 'en')).toBeUndefined();
  });

  test('few texts are a count, not a percentage', async () => {
    const few = { ...busy.negative, day: share(2, 3), week: share(0, 0) };
    const { text } = await render({ figures: figures({ negative: { ...few, trend: busy.volume.trend } }) });
    expect(text).toContain('2 of 3 texts, too few for a figure');
    expect(text).not.toMatch(/67/);
  });

  test('none at all', async () => {
    const { text } = await render();
    expect(text).toContain('Nothing new since the last mail.');
    expect(text).toContain('Negative share in public, 2 March: 0 texts');
    expect(text).not.toMatch(/NaN|null|undefined|Infinity/);
  });

  test.each(['ru', 'en', 'nl'] as const)('a direct score in %s stands on its own scale', async (language) => {
    const score = {
      ...figures().scores.stars,
      kind: 'nps' as const,
      n: 138,
      value: 28.3,
      low: 14.2,
      high: 40.1,
      min: -100,
      max: 100,
      display: 'show' as const,
    };
    const { text } = await render({ figures: figures({ scores: { ...figures().scores, direct: [score] } }) }, language);
    expect(text).toMatch(/NPS, .*: 28, 138/);
    expect(text).toMatch(/14 \S+ 40/);
  });
});

describe('links', () => {
  const red = { items: [item('k1', 'negative')], total: 4 };

  test('lead to the page where others can reach it, below its folder too', async () => {
    const { text, html } = await render({
      red,
      pageUrl: 'https://molva.example.org/reviews/',
      decide: { answer: 3, work: 1, older: 0, days: 30 },
    });
    expect(text).toContain('https://molva.example.org/reviews/?brand=samovar&item=k1');
    expect(text).toContain('answer=undecided&done=false&published_from=2026-02-01');
    expect(text).toContain('https://molva.example.org/reviews/digest?brand=samovar');
    expect(html).toContain('href="https://molva.example.org/reviews/?brand=samovar&amp;item=k1"');
    expect(text).not.toContain('otzovik.com');
  });

  test("lead to the review's own site where they cannot, and one line says so", async () => {
    const { text } = await render({ red, pageUrl: null });
    expect(text).toContain('https://otzovik.com/review_k1.html');
    expect(text).toContain('opens only on the machine where it runs');
  });

  test.each([
    ['ru', /Решено всё\./, /За последние 30 дней решено всё\.[\s\S]*Старше 30 дней или без даты: ещё 685 текстов\./],
    ['en', /Everything is decided\./, /last 30 days is decided\.[\s\S]*or without a date: 685 more texts\./],
    ['nl', /Over alles is beslist\./, /laatste 30 dagen is beslist\.[\s\S]*zonder datum: nog 685 teksten\./],
  ] as const)('nothing is called decided that only became old (%s)', async (language, all, recent) => {
    const { text: done } = await render({}, language);
    expect(done).toMatch(all);
    const { text: old } = await render({ decide: { answer: 0, work: 0, older: 685, days: 30 } }, language);
    expect(old).not.toMatch(all);
    expect(old).toMatch(recent);
  });

  test.each(['ru', 'en', 'nl'] as const)('a source has the name that the page gives it (%s)', async (language) => {
    const { default: page } = (await import(`../../src/web/i18n/${language}.json`, { with: { type: 'json' } })) as {
      default: { source: Record<string, string> };
    };
    for (const scraper of scrapers.filter(({ hosts }) => hosts !== 'of-target')) {
      const { text } = await render(
        { red, placeOf: ({ url }) => ({ source: scraper.title, scraper: scraper.name, url }) },
        language,
      );
      expect(text).toContain(`  ${page.source[scraper.name] ?? scraper.title} · `);
    }
  });

  test('a script is no link', async () => {
    const bad = item('k1', 'negative', { url: 'javascript:alert(1)' });
    const { html, text } = await render({ red: { items: [bad], total: 1 } });
    expect(html + text).not.toContain('javascript:');
  });
});

/** What the layout itself is made of. */
const OURS = 'html head title meta style body div table tbody tr td p a h1 h2 h3 bdi noscript xml o'.split(' ');

describe('hostile texts', () => {
  const nasty = [
    '<script>alert(1)</script><img src=x onerror=alert(2)>',
    '</mj-text></mj-column></mj-section><mj-raw><iframe src="https://evil.example"></iframe></mj-raw>',
    '"><a href="https://evil.example">x</a>',
    '{{constructor}} [[x]] <%= y %> <mj-include path="/etc/passwd" />',
    'مرحبا \u202eabc\u202c 👩‍👩‍👧 ‮evil',
    '<!-- --> <![CDATA[ x ]]> &amp; &lt;',
    `${'a'.repeat(10_000)}`,
    `<b>${'слово '.repeat(2000)}`,
    '\u0000\u0008\ud800',
  ];

  test.each(['ru', 'en', 'nl'] as const)('stay texts in %s', async (language) => {
    const items = nasty.map((text, index) => item(`n${index}`, 'negative', { text, title: index % 2 ? text : null }));
    const { subject, html, text } = await render(
      {
        brand: { ...brand, name: '</title><script>x</script>\r\nBcc: a@b.c \u202egnp' },
        fresh: items,
        red: { items: items.slice(0, 3), total: 3 },
        figures: withNew(9, 9),
        placeOf: () => ({ source: '<i>source</i>\r\n\u202e', scraper: null, url: 'https://a.example/"onmouseover="x' }),
        sources: [{ target: { title: '<u>t</u>\n', health: 'blocked', paused: false }, since: null }],
      },
      language,
    );
    expect(subject).not.toMatch(/[\u0000-\u001f\u202a-\u202e\u2066-\u2069]/);
    const tags = [...html.matchAll(/<\s*([a-z][a-z0-9-]*)/gi)].map((match) => match[1]!.toLowerCase());
    expect([...new Set(tags)].filter((tag) => !OURS.includes(tag))).toEqual([]);
    expect(html).not.toMatch(/<[^>]*\son[a-z]+\s*=/i);
    const addresses = [...html.matchAll(/(?:href|src)="([^"]*)"/g)].map((match) => match[1]!);
    for (const address of addresses) expect(address).toMatch(/^https:\/\/a\.example\//);
    expect(html).not.toMatch(/fonts\.googleapis|@import|url\(/);
    expect(html).not.toMatch(/[\u0000\ud800\u202e]/);
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202a-\u202e]/);
    expect(html.length).toBeLessThan(80_000);
    expect(text.length).toBeLessThan(20_000);
  });

  test('a text from right to left keeps to itself', async () => {
    const { html, text } = await render({ red: { items: [item('r', 'negative', { text: 'خدمة سيئة' })], total: 1 } });
    expect(html).toContain('<bdi dir="auto">خدمة سيئة</bdi>');
    expect(text).toContain('\u2068خدمة سيئة\u2069');
  });
});

describe('times', () => {
  test.each([
    ['instant', { precision: 'instant', publishedAt: '2026-03-02T20:30:00.000Z' }, '2 March, 23:30'],
    ['day', { precision: 'day', publishedAt: null, publishedOn: '2026-03-02' }, '· 2 March ·'],
    ['month', { precision: 'month', publishedAt: null, publishedOn: '2026-02' }, 'February 2026'],
    ['another year', { precision: 'day', publishedAt: null, publishedOn: '2024-12-31' }, '31 December (2024)'],
    ['unknown', { precision: 'unknown', publishedAt: null, publishedOn: null }, 'no date'],
  ] as const)('%s', async (_name, change, shown) => {
    const { text } = await render({ red: { items: [item('t', 'negative', change)], total: 1 } });
    expect(text.replaceAll(/Отзовик · (.*)$/gm, 'Отзовик · $1 ·')).toContain(shown);
  });

  test('the mail says as of when, in which zone, and why it came', async () => {
    const { text } = await render({ subscription: { hour: 8, days: 'workdays' }, unknownZone: 'Mars/Base' });
    expect(text).toContain('As of 3 March, 10:00 (Europe/Moscow).');
    expect(text).toContain('on workdays at 08:00 (Europe/Moscow)');
    expect(text).toContain('The zone Mars/Base is not known here');
  });
});

test('renders fast after the first, twenty lines and all', async () => {
  const items = Array.from({ length: 40 }, (_, index) => item(`n${index}`, 'negative', { text: 'слово '.repeat(500) }));
  const change = { fresh: items, figures: withNew(40, 40) };
  await render(change);
  const spent = cpuClock();
  await render(change, 'ru');
  expect(spent()).toBeLessThan(400);
});
