import type { Brand } from '../domain/brand.ts';
import type { DigestFigures } from '../domain/figures.ts';
import type { Item } from '../domain/item.ts';
import type { DigestContent, DigestLine, DigestRisen } from './content.ts';
import { quoteOf, shorten, tidy } from './quote.ts';

/** The largest rises are told one by one, the others by their number: the figures above are not to be pushed off the screen. */
export const RISEN_LENGTH = 3;
/** Texts in which to look for a phrase that shows the theme. */
export const RISEN_TEXTS = 5;
const TITLE_LETTERS = 60;

/**
 * The risen themes of a mail. `blaming`: texts that blame each of the first `RISEN_LENGTH` themes, newest first, by theme; `lineOf`
 * makes a line of a text.
 */
export function risenOf(
  risen: DigestFigures['risen'],
  options: {
    readonly brand: Pick<Brand, 'themes'>;
    readonly blaming: ReadonlyMap<string, readonly Item[]>;
    readonly lineOf: (item: Item) => DigestLine;
  },
): DigestContent['risen'] {
  const { brand, blaming, lineOf } = options;
  return risen.map((one, index): DigestRisen => {
    const own = brand.themes.find(({ id }) => id === one.theme);
    const texts = index < RISEN_LENGTH ? (blaming.get(one.theme) ?? []) : [];
    return {
      ...one,
      title: own ? shorten(tidy(own.title), TITLE_LETTERS) : null,
      said: saidOf(texts, one.theme, lineOf),
    };
  });
}

/** The newest phrase that shows the theme; where only a person named the theme there is none, so the beginning of the text stands in. */
function saidOf(texts: readonly Item[], theme: string, lineOf: (item: Item) => DigestLine): DigestLine | null {
  const said = texts.map((item) => ({ item, quote: phraseOf(item, theme) }));
  const best = said.find(({ quote }) => quote !== '') ?? said.find(({ item }) => quoteOf(item) !== '');
  if (best === undefined) return null;
  const line = lineOf(best.item);
  return best.quote === '' ? line : { ...line, quote: best.quote };
}

function phraseOf({ understanding }: Item, theme: string): string {
  const mention = understanding?.themes.find((one) => one.theme === theme && one.sentiment === 'negative');
  return shorten(tidy(mention?.quote ?? ''));
}
