import { describe, expect, test } from '@jest/globals';
import { NO_CONTEXT, type UnusualInput, weighUnusual } from '../../../src/understand/unusual/index.ts';
import { dayAfter, plainText, review, usualYear } from './made.ts';

const weighed = (reviews: readonly UnusualInput[]) => weighUnusual(reviews, NO_CONTEXT).results;
const codesOf = (results: ReturnType<typeof weighed>, { key }: UnusualInput): string[] =>
  results.get(key)!.reasons.map(({ code }) => code);

describe('what chance and habit explain', () => {
  test('where there are two brands, who buys of both is in no ring', () => {
    const brands = ['Moorgate', 'Pellworm'];
    const usual = brands.flatMap((brand) => usualYear({ brand }));
    const both = Array.from({ length: 60 }, (_, i) =>
      brands.map((brand, b) =>
        review({
          brand,
          author: `maps:both${i}`,
          stars: 5,
          day: dayAfter((i * (b === 0 ? 37 : 53) + b * 91) % 360),
          text: plainText(80_000 + 2 * i + b),
        }),
      ),
    ).flat();
    const results = weighed([...usual, ...both]);
    expect(both.every(({ key }) => results.get(key)!.level === 'none')).toBe(true);
    // That they have praise alone for both may be told, but nobody is said to be with them.
    const told = both.flatMap(({ key }) => results.get(key)!.reasons.filter(({ code }) => code === 'shared-authors'));
    expect(told.every(({ values, linked }) => values.others === 0 && linked.length === 0)).toBe(true);
  });

  test('authors of two languages on one site are no ring: they could not meet', () => {
    const brandsOf = { ru: ['Вереск', 'Мята', 'Рябина'], en: ['Moorgate', 'Pellworm', 'Vireo'] };
    const reviews = Object.entries(brandsOf).flatMap(([lang, brands]) =>
      Array.from({ length: 90 }, (_, i) =>
        brands
          .filter((_brand, b) => b !== i % 3)
          .map((brand, b) =>
            review({
              lang,
              brand,
              author: `maps:${lang}${i}`,
              stars: i % 4 === 0 ? 4 : 5,
              day: dayAfter((i * [41, 59, 83][b]! + b * 67) % 360),
              text: plainText(90_000 + (lang === 'ru' ? 1000 : 0) + 3 * i + b),
            }),
          ),
      ).flat(),
    );
    const results = weighed(reviews);
    expect(reviews.filter(({ key }) => results.get(key)!.level !== 'none')).toEqual([]);
  });

  const pay = 'Paid with my own points, the voucher was refused and nobody gave me money for this review.';
  const once = 'My neighbour went out to buy another the same afternoon.';
  test.each([
    ['how they paid', pay],
    ['the same story', once],
  ])('one sentence in common is no common hand: %s', (_what, sentence) => {
    const usual = usualYear();
    const alike = Array.from({ length: 8 }, (_, i) =>
      review({
        stars: 5,
        day: dayAfter(20 + 40 * i),
        text: `${plainText(70_000 + 19 * i)}. ${plainText(75_000 + 23 * i)}. ${sentence}`,
      }),
    );
    const results = weighed([...usual, ...alike]);
    expect(alike.map(({ key }) => results.get(key)!.level)).toEqual(alike.map(() => 'none'));
  });

  test('a text put together from the same pieces is', () => {
    const pieces = [
      'the whole family gathered around to admire every little corner',
      'a courteous courier carried it upstairs without being asked',
      'we compared eleven others and none came anywhere near it',
      'from this day onward we shall never look elsewhere again',
    ];
    const usual = usualYear();
    const made = Array.from({ length: 8 }, (_, i) =>
      review({
        stars: 5,
        day: dayAfter(20 + 40 * i),
        authorReviews: 1,
        text: [0, 1, 2].map((p) => `${pieces[(p + i) % 4]}, ${plainText(71_000 + 9 * i + p).split(' ')[0]}`).join('. '),
      }),
    );
    const results = weighed([...usual, ...made]);
    for (const one of made) {
      expect(results.get(one.key)!.level).not.toBe('none');
      expect(codesOf(results, one)).toContain('shared-phrases');
    }
  });
});
