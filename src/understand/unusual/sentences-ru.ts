import type { Phrasebook, Said } from './sentences.ts';

const RULES = new Intl.PluralRules('ru');

/** 1 отзыв, 2 отзыва, 5 отзывов. */
function count(n: number, one: string, few: string, many: string): string {
  const form = RULES.select(n);
  return `${String(n).replace('.', ',')} ${form === 'one' ? one : form === 'many' ? many : few}`;
}

const reviews = (n: number): string => count(n, 'отзыв', 'отзыва', 'отзывов');

function burst(said: Said, what: string): string {
  const [known, young] = [said.number('known'), said.number('young')];
  const thin = young > 0 && young > said.number('usualYoung') ? `; новых аккаунтов ${young} из ${known}` : '';
  const days = count(said.number('days'), 'день', 'дня', 'дней');
  const usual = String(said.number('usual')).replace('.', ',');
  return `${reviews(said.number('n'))} ${what} за ${days}; обычно ${usual}${thin}.`;
}

export const RU: Phrasebook = {
  levels: {
    none: 'Ничего необычного не найдено.',
    'worth-a-look': 'Необычный отзыв, стоит посмотреть.',
    'likely-paid': 'Отзыв, вероятно, оплачен.',
    rewarded: 'Отзыв за вознаграждение: об этом говорит сам автор.',
  },
  otherHand: 'С другой стороны:',
  reasons: {
    reward: (said) => `Автор пишет: «${said.text('quote')}».`,
    'hidden-letters': () => 'В слове о вознаграждении подменены или раздвинуты буквы.',
    'praise-burst': (said) => burst(said, 'на пять звёзд'),
    'blame-burst': (said) => burst(said, 'на одну-две звезды'),
    'after-complaints': (said) => `Похвала пришла сразу после волны жалоб (${said.number('n')}).`,
    'copied-text': (said) => `Тот же текст встречается у других брендов: ${reviews(said.number('n'))}.`,
    'shared-phrases': (said) => `Редкие фразы совпадают с другими отзывами: ${reviews(said.number('n'))}.`,
    'shared-authors': (said) =>
      `Автор хвалит ${count(said.number('brands'), 'бренд', 'бренда', 'брендов')}, которые хвалят и те же другие аккаунты.`,
    'stars-against-text': () => 'Пять звёзд, но в тексте жалоба.',
    'young-account': (said) => `У аккаунта ${reviews(Math.max(1, said.number('reviews')))}.`,
    'no-purchase-mark': () => 'Площадка отмечает покупателей, а у этого автора отметки нет.',
    'names-brand': (said) => `Бренд назван в тексте ${count(said.number('times'), 'раз', 'раза', 'раз')}.`,
    'advertising-words': () => 'Звучит как реклама, подробностей об использовании нет.',
    'honest-wave': (said) => `${reviews(said.number('n'))} этих дней похожи на отзывы обычных покупателей.`,
    'own-campaign': () => 'Много отзывов в эти дни объясняется вашей собственной акцией.',
    'busy-account': (said) => `У аккаунта ${reviews(said.number('reviews'))}.`,
    'purchase-mark': () => 'Площадка отметила автора как покупателя.',
    'mixed-stars': (said) => `Автор ставит и другие оценки, всего ${reviews(said.number('reviews'))}.`,
  },
};
