import { describe, expect, test } from '@jest/globals';
import { type BuildInput, buildDigest } from '../../src/digest/build.ts';
import type { Language } from '../../src/digest/content.ts';
import { renderDigest } from '../../src/digest/render/render.ts';
import { words } from '../../src/digest/render/words.ts';
import type { Item } from '../../src/domain/item.ts';
import type { RisenTheme } from '../../src/domain/theme-figures.ts';
import { brand, figures, input, item } from './material.ts';

const LANGUAGES = ['ru', 'en', 'nl'] as const;
const PAGE = 'https://molva.example.org/';

const rise = (theme: string, change: Partial<RisenTheme> = {}): RisenTheme => ({
  theme,
  k: 7,
  n: 41,
  usual: 0.04,
  weeks: 8,
  texts: {
    brand: brand.id,
    channel: ['public'],
    published_from: '2026-03-02',
    published_to: '2026-03-02',
    judged: 'true',
    theme: [theme],
    theme_sentiment: ['negative'],
  },
  ...change,
});

/** A text that blames `theme` with these words. */
const blames = (key: string, theme: string, quote: string, change: Partial<Item> = {}): Item => {
  const made = item(key, 'negative', change);
  const themes = [
    { theme, sentiment: 'positive' as const, quote: 'praise of it' },
    { theme, sentiment: 'negative' as const, quote },
  ];
  return { ...made, understanding: { ...made.understanding!, themes } };
};

const digest = (risen: readonly RisenTheme[], texts: readonly Item[] = [], change: Partial<BuildInput> = {}) =>
  buildDigest(
    input({
      figures: figures({ risen: [...risen] }),
      blaming: new Map(risen.map(({ theme }) => [theme, texts])),
      pageUrl: PAGE,
      ...change,
    }),
  );
const mail = (language: Language, ...given: Parameters<typeof digest>) => renderDigest(digest(...given), language);
const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

describe('themes that rose', () => {
  test.each([
    [
      'ru',
      'Темы, которые ругают чаще обычного',
      'Доставка: ругают в 7 из 41 текста, 17 % ▲ (обычно 4 %)',
      '2 марта в сравнении с теми же днями недели за 8 недель до того.',
    ],
    [
      'en',
      'Themes that rose',
      'Delivery: blamed in 7 of 41 texts, 17 % ▲ (usually 4 %)',
      '2 March, against the same days of the 8 weeks before.',
    ],
    [
      'nl',
      'Thema’s met meer kritiek dan gewoonlijk',
      'Bezorging: kritiek in 7 van 41 teksten, 17 % ▲ (gewoonlijk 4 %)',
      '2 maart, vergeleken met dezelfde dagen in de 8 weken ervoor.',
    ],
  ] as const)('in %s: how many, what is usual, a phrase, and the filter that opens the texts', async (...row) => {
    const [language, title, told, basis] = row;
    const { text, html } = await mail(language, [rise('delivery')], [blames('k1', 'delivery', 'курьер разбил чайник')]);
    const lines = plain(text).split('\n');
    const at = lines.indexOf(title);
    expect(at).toBeGreaterThan(lines.indexOf(words[language].figuresTitle));
    expect(at).toBeLessThan(lines.indexOf(words[language].decideTitle));
    expect(lines.slice(at + 2, at + 4)).toEqual([basis, told]);
    const link = new URL(lines[at + 4]!.trim());
    expect(link.origin + link.pathname).toBe(PAGE);
    expect(Object.fromEntries(link.searchParams)).toEqual({
      brand: 'samovar',
      channel: 'public',
      published_from: '2026-03-02',
      published_to: '2026-03-02',
      judged: 'true',
      theme: 'delivery',
      theme_sentiment: 'negative',
    });
    expect(lines[at + 5]).toBe('* курьер разбил чайник');
    expect(lines[at + 7]).toBe(`  ${PAGE}?brand=samovar&item=k1`);
    for (const part of [title, told, basis]) expect(plain(html).replaceAll('&#160;', ' ')).toContain(part);
    expect(html).toContain(`href="${link.href.replaceAll('&', '&amp;')}"`);
    expect(html).toContain('курьер разбил чайник');
  });

  test.each([
    ['ru', 1, 'за 1 неделю до'],
    ['ru', 4, 'за 4 недели до'],
    ['ru', 5, 'за 5 недель до'],
    ['nl', 1, 'in de week ervoor'],
    ['nl', 4, 'in de 4 weken ervoor'],
    ['en', 1, 'of the week before'],
    ['en', 4, 'of the 4 weeks before'],
  ] as const)('weeks in %s: %s', (language, weeks, said) => {
    expect(words[language].risenBasis('2', weeks)).toContain(said);
  });

  test.each([
    ['ru', 'в 3 из 5 текстов'],
    ['nl', 'in 3 van 5 teksten'],
    ['en', 'in 3 of 5 texts'],
  ] as const)('what is seldom is not called never (%s)', async (language, counted) => {
    const { text, html } = await mail(language, [rise('price', { k: 3, n: 5, usual: 0.004 })]);
    expect(plain(text)).toContain(counted);
    expect(plain(text)).toMatch(/60 % ▲ \(\S+ < 1 %\)/);
    expect(plain(html)).toMatch(/\(\S+ &lt; 1 %\)/);
  });

  test.each(LANGUAGES)('where none rose nothing is said of it (%s)', async (language) => {
    const { text, html } = await mail(language, []);
    expect(text + html).not.toContain(words[language].risenTitle);
  });

  test('three are told with their phrase, the others by name and one filter', async () => {
    const risen = ['delivery', 'price', 'staff', 'food', 'support'].map((theme) => rise(theme));
    const { text } = await mail('en', risen);
    expect(text.match(/blamed in/g)).toHaveLength(3);
    const [, told, link] = /\n(And 2 more: .*)\n {2}(.*)\n/.exec(text)!;
    expect(told).toBe('And 2 more: food, support');
    expect(new URL(link!).searchParams.getAll('theme')).toEqual(['food', 'support']);
    expect(new URL(link!).searchParams.getAll('theme_sentiment')).toEqual(['negative']);
  });

  test('the comparison names which sources it does without', async () => {
    const made = figures({
      risen: [rise('delivery')],
      leftOut: [{ targetId: 't', title: 'otzovik', reason: 'blocked', since: null }],
    });
    const { text } = await mail('en', made.risen, [], { figures: made });
    expect(plain(text)).toContain('weeks before; without otzovik (blocked).');
  });

  test("without a page of others' reach the phrase leads to the review's own site", async () => {
    const { text } = await mail('en', [rise('delivery')], [blames('k1', 'delivery', 'box broken')], { pageUrl: null });
    expect(text).toContain('* box broken\n');
    expect(text).toContain('https://otzovik.com/review_k1.html');
    expect(text).not.toContain('theme=');
  });
});

describe('the phrase', () => {
  const said = (...texts: readonly Item[]) => digest([rise('delivery')], texts).risen[0]!.said;

  test('is the newest about the theme with its sign; a text whose words do not show it stands back', () => {
    expect(said(item('k1', 'negative'), blames('k2', 'delivery', 'late again'))).toMatchObject({
      key: 'k2',
      quote: 'late again',
    });
    expect(said(blames('k1', 'price', 'too dear'), blames('k2', 'delivery', 'late'))?.key).toBe('k2');
  });

  test('where only a person named the theme, the beginning of the text stands in', () => {
    const correction = { themes: [{ theme: 'delivery', sentiment: 'negative' as const }] };
    expect(
      said(item('k1', 'negative', { text: 'Waited all day', correction: correction as Item['correction'] }))?.quote,
    ).toBe('Waited all day');
    expect(said(item('k1', 'negative', { text: null }))).toBeNull();
    expect(said()).toBeNull();
  });
});

describe('names', () => {
  test.each(LANGUAGES)('a built-in theme is called as on the page (%s)', async (language) => {
    const { default: page } = (await import(`../../src/web/i18n/${language}.json`, { with: { type: 'json' } })) as {
      default: { theme: Record<string, string> };
    };
    expect(words[language].theme).toEqual(page.theme);
  });

  test.each(LANGUAGES)("a brand's own theme by its title, one that is gone by its id (%s)", async (language) => {
    const own = {
      id: 'tea-sets',
      title: 'Чайные наборы',
      words: ['набор'],
      phrases: [],
      exclusions: [],
      fromPage: true,
    };
    const { text } = await mail(language, [rise('tea-sets'), rise('gone-theme')], [], {
      brand: { ...brand, themes: [own] },
    });
    expect(text).toContain('\nЧайные наборы: ');
    expect(text).toContain('\ngone-theme: ');
  });

  test.each(LANGUAGES)('a hostile title and phrase stay text (%s)', async (language) => {
    const nasty = '</mj-text><script>alert(1)</script>"><a href="https://evil.example">\u202egnp\r\nBcc: a@b.c';
    const own = { id: 'own', title: nasty.slice(0, 120), words: ['x'], phrases: [], exclusions: [], fromPage: true };
    const { subject, html, text } = await mail(
      language,
      [rise('own')],
      [blames('k1', 'own', `${nasty} <img src=x onerror=alert(2)> ${'слово '.repeat(5000)}`)],
      { brand: { ...brand, themes: [own] } },
    );
    expect(html).not.toMatch(/<script|<img|<mj-|<[^>]*\son[a-z]+\s*=/i);
    const addresses = [...html.matchAll(/(?:href|src)="([^"]*)"/g)].map((match) => match[1]!);
    for (const address of addresses) expect(address.startsWith(PAGE)).toBe(true);
    expect(html).toContain('&lt;script&gt;');
    expect(subject + html + text).not.toMatch(/[\u202a-\u202e\r]/);
    const quote = text.split('\n').find((line) => line.startsWith('* '))!;
    expect(quote).toMatch(/…$/);
    expect([...quote].length).toBeLessThan(170);
    const told = text.split('\n').find((line) => line.includes('▲'))!;
    expect([...told].length).toBeLessThan(130);
  });

  test('a title from right to left keeps to itself', async () => {
    const own = { id: 'own', title: 'خدمة', words: ['خدمة'], phrases: [], exclusions: [], fromPage: true };
    const { html, text } = await mail('en', [rise('own')], [], { brand: { ...brand, themes: [own] } });
    for (const part of [html, text]) expect(part).toContain('\u2068خدمة\u2069: blamed in');
  });
});
