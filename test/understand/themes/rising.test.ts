import { describe, expect, test } from '@jest/globals';
import { type DatedText, risingPhrases } from '../../../src/understand/themes/rising.ts';

const TOPICS = ['кофе вкусный и горячий', 'продавец вежливый', 'цены высокие', 'в зале чисто', 'доставка быстрая'];

/** `perDay` texts a day, `days` days back from 2026-11-22. */
function past(days: number, perDay = 5): DatedText[] {
  return Array.from({ length: days * perDay }, (_, i) => {
    const day = new Date(Date.UTC(2026, 10, 22) - Math.floor(i / perDay) * 86_400_000).toISOString().slice(0, 10);
    return { text: `${TOPICS[i % TOPICS.length]}, ${day} был здесь`, language: 'ru', day };
  });
}

function said(count: number, day = '2026-11-21'): DatedText[] {
  return Array.from({ length: count }, (_, i) => ({
    text: `Кассир ${'абвгдежзик'[i]}: новый терминал зависает каждый раз`,
    language: 'ru',
    day,
  }));
}

describe('phrases that rise', () => {
  test('what is said now and was not before is found, with counts, shares and quotes', () => {
    const found = risingPhrases([...past(60), ...said(6)], { until: '2026-11-22' });
    const first = found.find(({ phrase }) => phrase === 'новый терминал зависает');
    expect(first).toMatchObject({ language: 'ru', now: 6, before: 0, shareBefore: 0 });
    expect(first!.shareNow).toBeCloseTo(6 / 41);
    expect(first!.quotes).toHaveLength(3);
    expect(first!.quotes[0]).toContain('терминал зависает');
  });

  test('what is always said does not rise, whatever its count', () => {
    const always = Array.from({ length: 9 }, (_, i) =>
      said(4, `2026-11-${String(22 - 2 * i).padStart(2, '0')}`),
    ).flat();
    const found = risingPhrases([...past(60), ...always], { until: '2026-11-22', windows: 2 });
    expect(found.filter(({ key }) => key.includes('термина'))).toEqual([]);
  });

  test('one text copied many times is one text', () => {
    const copies = Array.from({ length: 20 }, () => ({
      text: 'Гнилые огурцы на складе',
      language: 'ru',
      day: '2026-11-21',
    }));
    expect(risingPhrases([...past(60), ...copies], { until: '2026-11-22' })).toEqual([]);
  });

  test('known names, texts of the future and other languages are left out; no past, no answer', () => {
    const texts = [...past(60), ...said(6)];
    const known = risingPhrases(texts, { until: '2026-11-22', known: ['новый терминал', 'терминал'] });
    expect(known.map(({ key }) => key)).not.toContain('термина');
    expect(risingPhrases([...past(60), ...said(6, '2026-12-24')], { until: '2026-11-22' })).toEqual([]);
    expect(risingPhrases(said(9), { until: '2026-11-22' })).toEqual([]);
  });

  test('the answer is bounded and does not depend on the order of texts', () => {
    const texts = [...past(60), ...said(6)];
    const one = risingPhrases(texts, { until: '2026-11-22', limit: 2 });
    expect(one.length).toBeLessThanOrEqual(2);
    const two = risingPhrases([...texts].reverse(), { until: '2026-11-22', limit: 2 });
    expect(two.map(({ key, now }) => [key, now])).toEqual(one.map(({ key, now }) => [key, now]));
  });
});
