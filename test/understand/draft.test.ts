import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { RawReview } from '../../src/collect/scraper.ts';
import { Brand } from '../../src/domain/brand.ts';
import { ItemDraft } from '../../src/domain/item.ts';
import { CUT_MARK, type DraftContext, MAX_TEXT_CHARS, toDrafts } from '../../src/understand/draft.ts';

const brand = Brand.parse({
  id: 'demo',
  name: 'Демо',
  timeZone: 'Asia/Novosibirsk',
  products: [{ id: 'kettle', name: 'Чайник', siteIds: { otzovik: '42' } }],
});
const context: DraftContext = {
  scraper: { name: 'otzovik', idScope: 'site' },
  pageId: 'https://otzovik.com/reviews/demo/',
  page: { url: 'https://otzovik.com/reviews/demo/2/', fetchedAt: '2026-03-01T12:00:00.000Z' },
  brand,
  secret: 'secret',
  keepNames: false,
};
const nothing: RawReview = {
  externalId: null,
  author: null,
  rating: null,
  ratingScale: null,
  title: null,
  text: null,
  pros: null,
  cons: null,
  publishedAt: null,
  url: null,
  likes: null,
  replyText: null,
  verified: null,
};

function draft(review: Partial<RawReview>, change: Partial<DraftContext> = {}): ItemDraft {
  const { drafts } = toDrafts({ reviews: [{ ...nothing, ...review }] }, { ...context, ...change });
  return ItemDraft.parse(drafts[0]);
}

function keys(reviews: readonly Partial<RawReview>[], change: Partial<DraftContext> = {}): string[] {
  const whole = reviews.map((review) => ({ ...nothing, ...review }));
  return toDrafts({ reviews: whole }, { ...context, ...change }).drafts.map(({ key }) => key);
}

describe('identity', () => {
  const one = { externalId: '17', text: 'Хорошо' };

  test('is brand, scraper and external id; text, page and secret do not matter', () => {
    const [key] = keys([one]);
    expect(keys([{ ...one, text: 'Исправлено' }])).toEqual([key]);
    expect(keys([one], { pageId: 'https://otzovik.com/reviews/other/', secret: 'other' })).toEqual([key]);
    expect(keys([{ externalId: '18' }])).not.toEqual([key]);
    expect(keys([one], { brand: { ...brand, id: 'other' } })).not.toEqual([key]);
    expect(keys([one], { scraper: { name: 'vk', idScope: 'site' } })).not.toEqual([key]);
  });
  test('stored keys never change', () => {
    expect(keys([one])).toEqual(['463a4ce225564f61f8892bba90ad1a240a771e25c7ce90f5563c4069c5e5e25a']);
    const whole = { author: 'Анна', title: 'Чайник', text: 'Всё ещё ЖДУ 5 дней', publishedAt: '2026-02-01' };
    expect(keys([whole])).toEqual(['0085f6d3b78361efd23d8bcadd496edc6980a97b86faf4157c12251ade5af5c2']);
  });
  test('ids of a page count within that page', () => {
    const scraper = { name: 'jsonld', idScope: 'page' } as const;
    const [key] = keys([one], { scraper });
    expect(keys([one], { scraper, pageId: 'https://otzovik.com/reviews/other/' })).not.toEqual([key]);
    expect(keys([one], { scraper, pageId: 'http://otzovik.com/reviews/demo?utm_source=x#reviews' })).toEqual([key]);
  });
  test('without an id: author, day and text; a move to another page of the walk changes nothing', () => {
    const a = { author: 'Анна', text: 'Всё хорошо', publishedAt: '2026-02-01' };
    const b = { author: 'Борис', text: 'Всё хорошо', publishedAt: '2026-02-01' };
    const c = { author: 'Вера', text: 'Всё плохо', publishedAt: '2026-02-02' };
    const first = keys([a, b, c]);
    expect(new Set(first).size).toBe(3);
    expect(keys([{ author: 'Яна', text: 'Новое' }, a, b]).slice(1)).toEqual(first.slice(0, 2));
    const page = { url: 'https://otzovik.com/reviews/demo/3/', fetchedAt: '2026-04-01T00:00:00.000Z' };
    expect(keys([c], { page })).toEqual(first.slice(2));
  });
  test('equal reviews on one page stay two, also over batches that share their counts', () => {
    const same = { text: 'Отлично' };
    const two = keys([same, same]);
    expect(new Set(two).size).toBe(2);
    const occurrences = new Map<string, number>();
    expect([...keys([same], { occurrences }), ...keys([same], { occurrences })]).toEqual(two);
  });
  test('a relative date, its wording, case and ё take no part', () => {
    const text = 'Всё ещё жду';
    const [key] = keys([{ text, publishedAt: '2026-02-01', relativeDate: true }]);
    expect(keys([{ text: 'все  еще ЖДУ!', publishedAt: '2026-02-08', relativeDate: true }])).toEqual([key]);
  });
  test('numbers in the text cannot be found by trying', () => {
    const [key] = keys([{ text: 'Звоните 89161234567' }]);
    expect(keys([{ text: 'Звоните 89167654321' }])).toEqual([key]);
  });
});

describe('times', () => {
  test.each([
    ['2026-02-01', null, '2026-02-01', 'day'],
    ['2026-02', null, '2026-02', 'month'],
    ['2026-02-01T23:30:10+03:00', '2026-02-01T20:30:10.000Z', '2026-02-01', 'instant'],
    ['2026-02-01T01:30+07:00', '2026-01-31T18:30:00.000Z', '2026-02-01', 'minute'],
    ['2026-01-31T18:30:00Z', '2026-01-31T18:30:00.000Z', '2026-02-01', 'instant'],
    ['2026-02-01T10:00:00', null, '2026-02-01', 'day'],
    ['2026-02-31', null, null, 'unknown'],
    ['2026-13', null, null, 'unknown'],
    ['yesterday', null, null, 'unknown'],
    ['1970-01-01T00:00:00Z', null, null, 'unknown'],
    ['2031-01-01', null, null, 'unknown'],
    [null, null, null, 'unknown'],
  ])('%s', (publishedAt, at, on, precision) => {
    const item = draft({ publishedAt });
    expect([item.publishedAt, item.publishedOn, item.precision]).toEqual([at, on, precision]);
  });
  test('the day that the page prints wins', () => {
    const item = draft({ publishedAt: '2026-01-31T23:30:00Z', publishedOn: '2026-01-31' });
    expect([item.publishedAt, item.publishedOn]).toEqual(['2026-01-31T23:30:00.000Z', '2026-01-31']);
  });
  test('edited and answered times', () => {
    const item = draft({ editedAt: '2026-02-02T10:00:00+03:00', replyText: 'Спасибо', replyAt: '2026-02-03' });
    expect([item.editedAt, item.reply?.at]).toEqual(['2026-02-02T07:00:00.000Z', '2026-02-03']);
  });
});

describe('stars', () => {
  test.each([
    [5, 5, 5],
    [4, 5, 4],
    [4.3, 5, 4.5],
    [1, 5, 1],
    [7, 10, 3.5],
    [10, 10, 5],
    [1, 10, 1],
    [0, 10, 1],
    [73, 100, 3.5],
    [1, 1, 5],
    [0, 1, 1],
    [0, 5, null],
    [6, 5, null],
    [-1, 5, null],
    [Number.NaN, 5, null],
    [4, null, null],
    [null, 5, null],
    [4, 0, null],
  ])('%s of %s is %s', (rating, ratingScale, stars) => {
    expect(draft({ rating, ratingScale }).stars).toBe(stars);
  });
});

describe('what is stored', () => {
  test('every text is masked, the name is kept only on demand', () => {
    const phone = 'тел 8 916 123-45-67';
    const raw = {
      author: 'Анна',
      title: phone,
      text: phone,
      pros: phone,
      cons: phone,
      replyText: phone,
      location: phone,
      productName: phone,
    };
    expect(JSON.stringify(draft(raw))).not.toMatch(/916|Анна/);
    expect(draft(raw).authorName).toMatch(/^anon-[0-9a-f]{6}$/);
    expect(draft(raw, { keepNames: true }).authorName).toBe('Анна');
    expect(draft({ ...raw, author: 'Анна 89161234567' }, { keepNames: true }).authorName).toBe('Анна [phone]');
  });
  test('hostile values become harmless', () => {
    const item = draft({
      externalId: `  ${'i'.repeat(900)} `,
      text: `NUL\u0000 lone\ud800 \u202ertl zero\u200bwidth ${'я'.repeat(1_000_000)}`,
      url: 'javascript:alert(1)',
      likes: Number.POSITIVE_INFINITY,
      reach: -5,
      language: 'en-US',
      productId: '42',
      title: '  ',
    });
    expect(item.text).toHaveLength(MAX_TEXT_CHARS + CUT_MARK.length - 3);
    expect(item.text?.endsWith(CUT_MARK)).toBe(true);
    expect(item.text?.startsWith('NUL lone\ufffd rtl zerowidth я')).toBe(true);
    expect([item.url, item.likes, item.reach, item.title]).toEqual([null, null, null, null]);
    expect([item.declaredLanguage, item.productId, item.productName]).toEqual(['en', 'kettle', 'Чайник']);
    expect(item.externalId?.length).toBeLessThanOrEqual(500);
  });
  test('addresses are made absolute', () => {
    expect(draft({ url: '/review_17.html' }).url).toBe('https://otzovik.com/review_17.html');
    expect(draft({ url: `https://otzovik.com/${'a'.repeat(3_000)}` }).url).toBeNull();
  });
  test('fill rates', () => {
    const reviews = [
      { ...nothing, text: 'a', rating: 5 },
      { ...nothing, text: ' ' },
    ];
    const { fill } = toDrafts({ reviews }, context);
    expect([fill['text'], fill['rating'], fill['author']]).toEqual([0.5, 0.5, 0]);
    expect(toDrafts({ reviews: [] }, context).fill).toEqual({});
  });
  test('any strings make a valid draft', () => {
    const text = fc.option(fc.string({ unit: 'binary', maxLength: 60 }));
    fc.assert(
      fc.property(text, text, text, text, text, (author, title, body, publishedAt, url) => {
        const item = draft({ author, title, text: body, publishedAt, url, externalId: author });
        expect(JSON.stringify(item).isWellFormed()).toBe(true);
        expect(`${item.title}${item.text}`).not.toMatch(/[\u0000\u200b\u202e]/);
      }),
    );
  });
});
