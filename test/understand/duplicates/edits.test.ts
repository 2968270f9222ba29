import { describe, expect, test } from '@jest/globals';
import { LANGUAGES, type Language, relation, review, TEXTS } from './texts.ts';

type PerLanguage = Readonly<Record<Language, string>>;

const PROMO: PerLanguage = {
  ru: 'Этот отзыв перенесён с сайта vashotzyv.ru',
  en: 'Originally posted on plainreviews.com',
  nl: 'Eerder geplaatst op eerlijkgezegd.nl',
};
const REPLY: PerLanguage = {
  ru: 'Ответ магазина: Игорь, спасибо за отзыв! Рады, что чайник пришёлся ко двору.',
  en: 'Response from the owner: Hi Igor, thank you for your review! Glad that the kettle pleased.',
  nl: 'Reactie van de winkel: Beste Igor, bedankt voor je review! Fijn dat de waterkoker bevalt.',
};
const MORE: PerLanguage = { ru: '... Читать дальше', en: '… Read more', nl: '... Lees meer' };
/** Three words of ten are others. */
const REWRITTEN: PerLanguage = {
  ru: 'Брал чайник в подарок соседям, курьер привёз на час раньше. Клавиша сначала западала, но через месяц разработалась. Закипает быстро, шумит заметно, провод только короткий.',
  en: 'Bought the kettle as a gift for my parents and the driver came a day late. The switch was stiff at first, but improved after a month. It boils quickly, hums loudly, only the cable is rather short.',
  nl: 'De waterkoker gekocht als cadeau voor mijn buren, de bezorger kwam een dag later. De schakelaar ging eerst stroef, maar na een maand soepel. Hij kookt vlot op, bromt stevig, alleen het snoer is wat lang.',
};
const TYPOS: PerLanguage = {
  ru: 'Заказывл чайник в подарок родителям, куръер привёз на день раньше. Кнопка сначла западала, но через неделю разработалась. Греет быстроо, шумит умеренно, првоод только коротковат.',
  en: 'Orderd the kettle as a present for my parnets and the courier came a day early. The buttton was stiff at first, but loosened after a week. It heats quikcly, hums softly, only the crod is rather short.',
  nl: 'De waterkokre besteld als cadeau voor mijn ouders, de koerrier kwam een dag eerder. De knp ging eerst stroef, maar na een week soepel. Hij wramt vlot op, bromt zachtjes, alleen het snoeer is wat kort.',
};
const SHORT: PerLanguage = { ru: 'Все отлично, спасибо', en: 'Great product, thanks', nl: 'Alles prima, bedankt' };
const TURNED: Readonly<Record<Language, readonly [string, string]>> = {
  ru: ['Греет быстро', 'Греет не быстро'],
  en: ['It heats quickly', 'It does not heat quickly'],
  nl: ['Hij warmt vlot op', 'Hij warmt niet vlot op'],
};

function swapped(text: string): string {
  const pairs: Readonly<Record<string, string>> = { а: 'a', е: 'e', о: 'o', с: 'c', a: 'а', e: 'е', o: 'о', c: 'с' };
  return [...text].map((sign, i) => (pairs[sign] ?? sign) + (i % 9 === 4 ? '\u200b' : '')).join('');
}

function reordered(text: string): string {
  const [first, ...rest] = text.split(/(?<=\.) /);
  return [...rest.reverse(), first].join(' ');
}

describe.each(LANGUAGES)('%s: one opinion, though edited', (lang) => {
  const text = TEXTS[lang];
  test.each([
    ['the same', text],
    ['capitals, spaces, no punctuation', text.toUpperCase().replace(/[.,]/g, '').replace(/ /g, '  ')],
    ['emoji, ё and е', `🔥 ${text.replaceAll('ё', 'е').replaceAll('. ', '! 👍 ')} :-)`],
    ['look-alike letters and characters without width', swapped(text)],
    ['typing errors', TYPOS[lang]],
    ['sentences in another order', reordered(text)],
    ['cut', text.split(' ').slice(0, 18).join(' ') + MORE[lang]],
    ['a line of a site', `${text} ${PROMO[lang]}`],
    ['a line of a site before it', `${PROMO[lang]}\n${text}`],
    ["the shop's answer glued behind", `${text}\n\n${REPLY[lang]}`],
  ])('%s', (_, edited) => {
    expect(relation(text, edited)).toBe('dup');
  });

  test('three words of ten exchanged: linked at least', () => {
    expect(relation(text, REWRITTEN[lang])).not.toBeNull();
  });

  test('a short text is a copy where the same person says it within days, and only there', () => {
    const first = review(SHORT[lang], { author: 'Mike L.', day: '2026-03-01' });
    const again = review(`${SHORT[lang].toUpperCase()}!!`, { author: 'MikeL.', day: '2026-03-02' });
    expect(relation(first, again)).toBe('dup');
    expect(relation(first, { ...again, author: 'Anna K.' })).toBeNull();
    expect(relation(first, { ...again, day: '2026-04-02' })).toBeNull();
    expect(relation(first, { ...again, productId: 'p2' })).toBeNull();
    expect(relation({ ...first, author: null }, { ...again, author: null })).toBeNull();
  });

  test('one word that turns the opinion round', () => {
    const [from, to] = TURNED[lang];
    expect(text).toContain(from);
    const turned = text.replace(from, to);
    expect(relation(text, turned)).toBe('near');
    expect(relation(text, review(turned, { stars: 1 }))).toBe('near');
    expect(relation(review(text, { stars: null }), review(turned, { stars: null }))).toBe('near');
  });

  test('another product, brand or verdict in stars: linked, counted twice', () => {
    expect(relation(text, review(text, { productId: 'p2' }))).toBe('near');
    expect(relation(text, review(text, { brand: 'Other' }))).toBe('near');
    expect(relation(text, review(text, { stars: 1 }))).toBe('near');
  });

  test('what is unknown speaks against nothing', () => {
    expect(relation(text, review(text, { productId: null }))).toBe('dup');
    expect(relation(text, review(text, { stars: null, author: null, day: null, brand: '' }))).toBe('dup');
  });

  test('different opinions of the same thing stay apart', () => {
    for (const other of LANGUAGES) if (other !== lang) expect(relation(text, TEXTS[other])).toBeNull();
  });
});

describe('templates', () => {
  const filled = (brand: string, goods: string): string =>
    `Решила взять ${goods} от фирмы ${brand} по совету подруги. Пользуюсь третий месяц, нареканий нет, упаковка целая, инструкция понятная, буду советовать знакомым и коллегам.`;

  test('filled for two products, the product unknown on one side: linked, not merged', () => {
    const [a, b] = [filled('Кедровый Двор', 'утюг'), filled('Синица', 'матрас')];
    expect(relation(review(a), review(b, { productId: null }))).toBe('near');
    expect(relation(review(a), review(filled('Кедровый Двор', 'утюг'), { productId: null }))).toBe('dup');
  });

  test.each([
    [
      'Купили чайник Синица месяц назад, пользуемся каждый день. ',
      'Крышка закрывается плотно, подсветка не мешает ночью, а шнур спрятан в подставку, что удобно на маленькой кухне.',
      'Воду кипятит за три минуты, шкала видна с двух сторон, накипи пока нет, хотя фильтр мы не ставим.',
      ' В общем, чайник от фирмы Синица своих денег стоит, муж тоже оценил.',
    ],
    [
      'We bought the Brightwell kettle a month ago and use it daily. ',
      'The lid shuts tightly, the light does not disturb at night and the cord hides inside its stand, handy for small kitchens.',
      'Water boils within three minutes, marks show from both sides, no limescale so far although we never filter anything.',
      ' All in all the Brightwell kettle is worth its money, my husband agrees.',
    ],
    [
      'We kochten de waterkoker van Klaver een maand geleden en gebruiken hem dagelijks. ',
      'Het deksel sluit stevig, het lampje stoort niet en het snoer verdwijnt in de voet, handig voor kleine keukens.',
      'Water kookt binnen drie minuten, de streepjes zie je van beide kanten, kalkaanslag bleef tot nu toe weg.',
      ' Al met al is de waterkoker van Klaver zijn geld waard, vindt ook mijn man.',
    ],
  ])('one frame with two fillings for one product is never one opinion: "%s"', (begin, first, second, end) => {
    expect(relation(`${begin}${first}${end}`, `${begin}${second}${end}`)).not.toBe('dup');
    expect(relation(`${begin}${first}${end}`, `${begin}${first}${end}`)).toBe('dup');
  });

  test('a common frame around different texts links nothing', () => {
    const frame = 'I ordered the kettle from the Brightwell shop last month, here is my opinion.';
    const a = `${frame} Lid broke off within days and nobody answers mails.`;
    const b = `${frame} Brews strong tea, looks pretty beside our toaster.`;
    expect(relation(a, b)).toBeNull();
  });
});
