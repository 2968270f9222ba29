import { describe, expect, test } from '@jest/globals';
import { findReward } from '../../../src/understand/unusual/reward.ts';

describe('a reward that the author tells of', () => {
  test.each([
    ['ru', 'Отзыв написан в обмен на скидку.'],
    ['ru', 'Получила набор на тестирование от бренда, пишу как есть.'],
    ['ru', 'За отзыв начислили баллы на карту'],
    ['ru', 'Кешбэк вернули после отзыва'],
    ['ru', 'Реклама. erid 2VtzqwX'],
    ['ru', 'Товар достался по бартеру за отзыв'],
    ['en', 'I received this for free in exchange for my honest review.'],
    ['en', 'The seller sent me a gift card for a five star rating'],
    ['en', 'My refund came after I posted my review'],
    ['en', 'Complimentary item, all opinions are mine. #gifted'],
    ['nl', 'Gratis ontvangen in ruil voor een eerlijke review'],
    ['nl', 'Kreeg een cadeaubon voor deze beoordeling'],
    ['nl', 'Ik mocht dit product gratis testen'],
  ])('%s: %s', (language, text) => {
    expect(findReward(text, language, 5)).toEqual({ quote: expect.stringMatching(/.{4}/), hidden: false });
    // Where the language is not known all are tried.
    expect(findReward(text, null, 5)).not.toBeNull();
  });
});

describe('words of reward that are about something else', () => {
  test.each([
    ['ru', 'Оплатила с кэшбэком, вышло дешевле'],
    ['ru', 'Списали бонусы и баллы'],
    ['ru', 'Выкупила со второго раза'],
    ['ru', 'Это не заказной отзыв'],
    ['ru', 'Никто не платил мне за отзыв'],
    ['ru', 'Бесплатная доставка, получила за два дня, тестирую'],
    ['ru', 'После отзывов решила потратить деньги'],
    ['ru', 'Брала в подарок маме, отзыв пишу позже'],
    ['en', 'Nobody paid me for this review'],
    ['en', 'Free shipping and a free replacement, got it fast'],
    ['en', 'Tested it for two weeks before writing this review'],
    ['en', 'The coupon did not work'],
    ['en', 'I paid for it after reading the reviews'],
    ['en', 'They offered me a refund if I removed my review'],
    ['nl', 'Gratis verzending, snel gekregen'],
    ['nl', 'Niemand heeft mij betaald voor deze review'],
    ['nl', 'De kortingscode werkte niet'],
  ])('%s: %s', (language, text) => {
    expect(findReward(text, language, 5)).toBeNull();
    expect(findReward(text, null, 5)).toBeNull();
  });

  test('nobody is rewarded for blame', () => {
    expect(findReward('They give a discount for a review', 'en', 5)).not.toBeNull();
    expect(findReward('They give a discount for a review', 'en', 1)).toBeNull();
  });
});

describe('letters that hide the reward', () => {
  test.each([
    ['a Latin letter in a Russian word', 'дали кeшбэк за отзыв'],
    ['letters apart', 'обещали п о д а р о к за отзыв'],
    ['letters parted by strokes', 'обещали п-о-д-а-р-о-к за отзыв'],
    ['an invisible sign', 'обещали пода\u200bрок за отзыв'],
  ])('%s', (_, text) => {
    expect(findReward(text, 'ru', 5)).toEqual({ quote: expect.any(String), hidden: true });
  });

  test('look-alikes elsewhere in the text say nothing', () => {
    expect(findReward('Цeна хорошая, дали подарок за отзыв', 'ru', 5)).toMatchObject({ hidden: false });
  });
});

test('hostile texts take linear time', () => {
  const cpu = (text: string): number => {
    const start = process.cpuUsage();
    findReward(text, null, 5);
    return process.cpuUsage(start).user / 1000;
  };
  cpu('gift for a review '.repeat(50));
  for (const text of [
    'a'.repeat(1_000_000),
    'gift for '.repeat(100_000),
    'а '.repeat(400_000),
    '-а'.repeat(400_000),
    '. '.repeat(400_000),
  ])
    expect(cpu(text)).toBeLessThan(2000);
});
