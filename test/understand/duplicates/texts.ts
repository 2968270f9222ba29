import { type DupInput, findDuplicates } from '../../../src/understand/duplicates/index.ts';

let made = 0;

/** A review with a text; what the test does not name is known and the same, but for author, day and site. */
export function review(text: string, more: Partial<DupInput> = {}): DupInput {
  made += 1;
  return {
    key: `r${String(made).padStart(4, '0')}`,
    lang: null,
    source: `site-${made % 5}`,
    brand: 'Molva',
    productId: 'p1',
    author: `Author ${made}`,
    day: `2026-0${1 + (made % 8)}-${10 + (made % 18)}`,
    stars: 5,
    text,
    ...more,
  };
}

/** Whether two texts, by different people unless said, become one opinion, one family, or neither. */
export function relation(a: string | DupInput, b: string | DupInput): 'dup' | 'near' | null {
  const [x, y] = [a, b].map((one) => (typeof one === 'string' ? review(one) : one)) as [DupInput, DupInput];
  const places = findDuplicates([x, y]);
  const [p, q] = [places.get(x.key)!, places.get(y.key)!];
  return p.cluster === q.cluster ? 'dup' : p.family === q.family ? 'near' : null;
}

/** Real-looking reviews, made up for the tests. */
export const TEXTS = {
  ru: 'Заказывал чайник в подарок родителям, курьер привёз на день раньше. Кнопка сначала западала, но через неделю разработалась. Греет быстро, шумит умеренно, провод только коротковат.',
  en: 'Ordered the kettle as a present for my parents and the courier came a day early. The button was stiff at first, but loosened after a week. It heats quickly, hums softly, only the cord is rather short.',
  nl: 'De waterkoker besteld als cadeau voor mijn ouders, de koerier kwam een dag eerder. De knop ging eerst stroef, maar na een week soepel. Hij warmt vlot op, bromt zachtjes, alleen het snoer is wat kort.',
} as const;
export type Language = keyof typeof TEXTS;
export const LANGUAGES = Object.keys(TEXTS) as Language[];
