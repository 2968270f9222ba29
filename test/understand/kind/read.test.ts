import { beforeAll, describe, expect, test } from '@jest/globals';
import type { SentimentLabel } from '../../../src/domain/item.ts';
import type { TextKind } from '../../../src/domain/theme.ts';
import { loadModels, type Models } from '../../../src/understand/index.ts';
import { readKind } from '../../../src/understand/kind/read.ts';
import { cpuMs } from '../../cpu.ts';

let models: Models;
beforeAll(async () => {
  models = await loadModels();
});

const EMPTY = { title: null, text: null, pros: null, cons: null };

function read(text: string | null, language: string, mood: SentimentLabel | null = 'neutral'): TextKind | null {
  return readKind({ ...EMPTY, text }, language, mood, models.kinds, models.themes);
}

describe('the kind of a text', () => {
  test.each([
    ['ru', 'Скажите, есть ли доставка в Тулу?', 'question'],
    ['ru', 'Спасибо за отзыв! Приносим извинения, наш специалист свяжется с вами.', 'reply'],
    ['ru', 'Промокод ЛЕТО20 на скидку 20%, пишите в лс [phone]', 'advertisement'],
    ['ru', 'Добавьте, пожалуйста, тёмную тему в приложение', 'suggestion'],
    ['en', 'Does anyone know if it works with iOS?', 'question'],
    ['en', 'Thank you for your feedback. We are sorry to hear about your experience, please contact us.', 'reply'],
    ['en', 'Use code SAVE10 for 10% off, link in bio!', 'advertisement'],
    ['en', 'It would be nice if you added a dark mode', 'suggestion'],
    ['nl', 'Weet iemand of deze ook in het wit verkrijgbaar is?', 'question'],
    ['nl', 'Bedankt voor uw review, onze excuses voor het ongemak', 'reply'],
  ])('%s: %s', (language, text, kind) => {
    expect(read(text, language)).toBe(kind);
  });

  test('an opinion is what its mood says', () => {
    const text = 'Третий год беру здесь кофе';
    expect(read(text, 'ru', 'positive')).toBe('praise');
    expect(read(text, 'ru', 'negative')).toBe('complaint');
    expect(read(text, 'ru', 'mixed')).toBe('other');
    expect(read(text, 'ru', null)).toBe('other');
  });

  test('pros and cons are opinions', () => {
    expect(readKind({ ...EMPTY, pros: 'цена', cons: 'вес' }, 'ru', 'mixed', models.kinds, models.themes)).toBe('other');
    expect(readKind({ ...EMPTY, pros: 'цена' }, 'ru', 'positive', models.kinds, models.themes)).toBe('praise');
  });

  test('null for other languages and without words', () => {
    expect(read('Où est mon colis ?', 'fr')).toBeNull();
    expect(read('!!! 5/5', 'ru')).toBeNull();
    expect(read(null, 'ru')).toBeNull();
  });

  test.each([
    ['marks', '?!'.repeat(500_000)],
    ['turns', 'спасибо за отзыв '.repeat(60_000)],
    ['an address', `@${'a'.repeat(1_000_000)}`],
    ['brackets', '[phone'.repeat(170_000)],
  ])('a megabyte of %s takes no longer than what is read of it', (_, text) => {
    expect(cpuMs(() => read(text, 'ru'))).toBeLessThan(2000);
  });
});
