import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Sentiment } from '../../../src/domain/item.ts';
import { loadModels, type Models } from '../../../src/understand/index.ts';
import { readMood, type SentimentParts, UNSURE_BELOW } from '../../../src/understand/sentiment/read.ts';
import { cpuMs } from '../../cpu.ts';

let models: Models;
beforeAll(async () => {
  models = await loadModels();
});

function read(parts: Partial<SentimentParts>, language: string | null = 'ru'): Sentiment | null {
  return (
    readMood({ title: null, text: null, pros: null, cons: null, ...parts }, language, models.sentiment)?.sentiment ??
    null
  );
}

/** Plain sentences that nobody would argue about. A better model may not lose one of these. */
const PLAIN: readonly (readonly [string, Sentiment['label'], string])[] = [
  ['ru', 'positive', 'Привезли на день раньше, упаковано отлично, работает прекрасно. Спасибо магазину!'],
  ['ru', 'positive', 'Очень довольна покупкой, беру уже не первый раз'],
  ['ru', 'positive', 'Вежливый персонал, вкусная еда, обязательно придём ещё'],
  ['ru', 'positive', 'Супер)))'],
  ['ru', 'negative', 'Сломался через два дня, деньги не вернули, поддержка молчит. Ужасный магазин'],
  ['ru', 'negative', 'Не рекомендую, качество отвратительное'],
  ['ru', 'negative', 'Хамское отношение, ждали заказ три часа и привезли холодную пиццу'],
  ['ru', 'negative', 'Полное разочарование, выброшенные деньги'],
  ['en', 'positive', 'Excellent service and friendly staff, I will definitely come back'],
  ['en', 'positive', 'Works perfectly, great value for the money, highly recommended'],
  ['en', 'negative', 'Terrible quality, it broke after one week and nobody answers my emails'],
  ['en', 'negative', 'Worst hotel ever: dirty room, rude staff, no hot water'],
  ['nl', 'positive', 'Geweldige service, snel geleverd en goed verpakt. Een aanrader!'],
  ['nl', 'positive', 'Heerlijk gegeten, vriendelijk personeel, we komen zeker terug'],
  ['nl', 'negative', 'Waardeloze klantenservice, pakket nooit ontvangen en geen geld terug'],
  ['nl', 'negative', 'Slechte kwaliteit, na een week al kapot. Niet aan te raden'],
  ['ru', 'neutral', 'Подскажите, пожалуйста, есть ли доставка в Тверь?'],
  ['en', 'neutral', 'What size should I take?'],
  ['nl', 'neutral', 'De winkel zit op de tweede verdieping'],
];

const BOTH: readonly (readonly [string, string])[] = [
  ['ru', 'Товар отличный, но доставка ужасная'],
  ['en', 'The food was great but the service was awful'],
  ['nl', 'Het eten was heerlijk maar de bediening was verschrikkelijk'],
];

describe('readMood', () => {
  test.each(PLAIN)('%s %s: %s', (language, label, text) => {
    const sentiment = read({ text }, language);
    expect(sentiment?.label).toBe(label);
    if (label !== 'neutral') expect(Math.sign(sentiment?.score ?? 0)).toBe(label === 'positive' ? 1 : -1);
  });
  test.each(BOTH)('%s mixed: %s', (language, text) => {
    expect(read({ text }, language)?.label).toBe('mixed');
  });

  test('pros and cons: both filled is mixed, one empty is not', () => {
    expect(read({ pros: 'удобный, лёгкий', cons: 'дорого, быстро пачкается' })?.label).toBe('mixed');
    expect(read({ pros: 'удобный, лёгкий', cons: 'Нет.' })?.label).toBe('positive');
    expect(read({ pros: 'не обнаружил', cons: 'сломался сразу' })?.label).toBe('negative');
    expect(read({ text: 'Ужас, деньги на ветер, не рекомендую', pros: 'цвет', cons: 'всё' })?.label).toBe('negative');
    expect(read({ pros: 'тихий', cons: 'Нет подсветки' })?.label).toBe('mixed');
  });
  test('"cons: none" speaks for it, "pros: none" against', () => {
    const text = 'Чайник синий';
    const plain = read({ text })?.score ?? 0;
    expect(read({ text, cons: 'нет' })?.score).toBeGreaterThan(plain);
    expect(read({ text, pros: 'нет' })?.score).toBeLessThan(plain);
  });
  test('a title is read with the text', () => {
    expect(read({ title: 'Кошмар, никому не советую', text: 'Брал в марте.' })?.label).toBe('negative');
  });
  test('nothing to read is null', () => {
    expect(read({ text: '👍👍👍' })).toBeNull();
    expect(read({ text: '5' })).toBeNull();
    expect(read({})).toBeNull();
    expect(read({ text: '[phone] [email]' })).toBeNull();
    expect(read({ text: 'Sehr gut' }, 'de')).toBeNull();
    expect(read({ text: 'Хорошо' }, null)).toBeNull();
  });
  test('unsure is said by the confidence', () => {
    for (const text of ['Хм', 'Ну такое', 'Чайник синий', 'Купил', 'Посмотрим', 'Супер, рекомендую']) {
      const sentiment = read({ text });
      expect(sentiment?.unsure).toBe((sentiment?.confidence ?? 0) < UNSURE_BELOW);
    }
    expect(read({ text: 'Спасибо, всё супер, очень довольна' })?.unsure).toBe(false);
  });
  test('the same text is read the same, whatever was read before', () => {
    const before = read({ text: 'Доставка быстрая, но дорого' });
    for (const [language, , text] of PLAIN) read({ text }, language);
    expect(read({ text: 'Доставка быстрая, но дорого' })).toEqual(before);
  });

  test('why: the words that moved it, the strongest first, a phrase as one and a denial with its word', () => {
    const reasons = (text: string, language: string) =>
      readMood({ title: null, text, pros: null, cons: null }, language, models.sentiment)?.why ?? [];
    const mixed = reasons('Доставка быстрая, но упаковка мятая и курьер нахамил', 'ru');
    expect(mixed.find(({ words }) => words.includes('быстрая'))?.weight).toBeGreaterThan(0);
    expect(mixed.find(({ words }) => words.includes('нахамил'))?.weight).toBeLessThan(0);
    expect(mixed.map(({ weight }) => Math.abs(weight))).toEqual(
      mixed.map(({ weight }) => Math.abs(weight)).sort((a, b) => b - a),
    );
    expect(reasons('It is not worth the money', 'en')[0]?.words).toContain('not worth');
    expect(reasons('Het personeel was niet vriendelijk', 'nl').some(({ words }) => words === 'niet vriendelijk')).toBe(
      true,
    );
    expect(reasons('Магазин на второй улице', 'ru').every(({ weight }) => Math.abs(weight) < 1.5)).toBe(true);
  });
  test('a hostile text is read in linear time', () => {
    for (const piece of ['не ', 'но ', ', ', '!', 'х*', '((', 'очень ', 'а', '👍', 'в первую ']) {
      expect(cpuMs(() => read({ text: piece.repeat(Math.ceil(1_000_000 / piece.length)) }))).toBeLessThan(2000);
    }
  });
});
