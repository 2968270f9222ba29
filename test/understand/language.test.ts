import { beforeAll, describe, expect, test } from '@jest/globals';
import { loadModels, type Models } from '../../src/understand/index.ts';
import { detectLanguage } from '../../src/understand/language.ts';

let models: Models;
beforeAll(async () => {
  models = await loadModels();
});

function detect(text: string, expected: string[] = ['ru', 'en', 'nl'], declared: string | null = null): string | null {
  return detectLanguage(text, { declared, expected }, models.languages);
}

describe('detectLanguage', () => {
  test.each([
    ['ru', 'Заказ пришёл вовремя, курьер был вежлив, чайник работает, всем советую этот магазин'],
    ['en', 'The order came on time, the courier was polite and the kettle works, I recommend the shop'],
    ['nl', 'De bestelling kwam op tijd, de bezorger was beleefd en de waterkoker werkt prima'],
    ['de', 'Die Bestellung kam pünktlich an, der Fahrer war höflich und der Wasserkocher funktioniert'],
    ['uk', 'Замовлення прийшло вчасно, кур’єр був ввічливий, чайник працює, раджу всім цей магазин'],
    ['be', 'Заказ прыйшоў своечасова, кур’ер быў ветлівы, чайнік працуе, раю ўсім гэтую краму'],
    ['bg', 'Поръчката пристигна навреме, куриерът беше учтив, чайникът работи, препоръчвам магазина на всички'],
    ['sr', 'Поруџбина је стигла на време, курир је био љубазан, кувало ради, препоручујем свима ову продавницу'],
    ['kk', 'Тапсырыс уақытында келді, курьер сыпайы болды, шәйнек жұмыс істейді, барлығына кеңес беремін'],
  ])('%s from its own letters and words', (language, text) => {
    expect(detect(text)).toBe(language);
  });

  test.each([
    ['Отлично', ['ru', 'en'], 'ru'],
    ['Great', ['ru', 'en'], 'en'],
    ['Prima', ['ru', 'nl'], 'nl'],
    ['Slechte service', ['en', 'nl'], 'nl'],
    ['Bad service', ['nl', 'en'], 'en'],
    ['Дуже смачно, їжа супер', ['ru'], 'uk'],
    ['Отлично, iPhone XS', ['ru', 'en'], 'ru'],
    ['Норм', ['en'], 'ru'],
    ['Добре', ['bg'], 'bg'],
  ])('short: %s among %s', (text, expected, language) => {
    expect(detect(text, expected)).toBe(language);
  });

  test('what the site declares joins the choice, if the script allows', () => {
    expect(detect('Mooi', ['ru'], 'nl')).toBe('nl');
    expect(detect('Отлично', ['ru'], 'nl')).toBe('ru');
  });
  test.each(['', '👍👍👍', '5/5', '!!!', ' ', 'https://example.com/page', '@somebody'])(
    'no letters of prose: "%s"',
    (text) => {
      expect(detect(text)).toBeNull();
    },
  );
});
