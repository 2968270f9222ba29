import type { SentimentLabel } from '../domain/item.ts';
import { detail } from './detail.ts';
import type { Random } from './random.ts';
import type { Language, ProductKind, ProductName, Theme } from './texts/phrases.ts';

/** Who writes about what. */
export interface Assignment {
  readonly language: Language;
  readonly sentiment: SentimentLabel;
  /** Themes that make sense at this site. */
  readonly themes: readonly Theme[];
  /** Kind of product that the page is about; undefined on pages about the shop. */
  readonly kind?: ProductKind;
  readonly female: boolean;
  /** Sites with short cards: at most this many sentences on themes. */
  readonly maxSentences: number;
  /** People who were in the shop speak of that, too. */
  readonly visited: boolean;
}

export interface Written {
  readonly title: string;
  readonly text: string;
  readonly themes: readonly Theme[];
}

interface Sentence {
  readonly text: string;
  readonly theme: Theme;
}

/** Joins hand-written sentences into one review: opener, sentences on different themes, a turn where it is mixed, closer. */
export function writeReview(assignment: Assignment, random: Random): Written {
  const { language, sentiment, female } = assignment;
  const { frame } = language;
  const products = frame.products.filter((product) => !assignment.kind || product.kind === assignment.kind);
  const product = random.pick(products.length > 0 ? products : frame.products);
  const count = Math.min(assignment.maxSentences, Number(random.weighted({ 1: 28, 2: 34, 3: 20, 4: 10, 6: 8 })));
  const parts: string[] = [];
  if (random.chance(sentiment === 'mixed' ? 0.9 : 0.75)) parts.push(random.pick(frame.openers[sentiment]));
  const own = (): string => detail(language.details, assignment.visited ? 'visit' : 'life', random);
  const isTalkative =
    assignment.maxSentences > 2 && (sentiment === 'positive' || sentiment === 'negative') && random.chance(0.5);
  if (sentiment !== 'mixed' || random.chance(0.3)) parts.push(own());
  let said: Sentence[];
  if (sentiment === 'mixed') {
    const good = sentences(
      assignment,
      { tone: 'positive', product, count: Math.max(1, Math.floor(count / 2)) },
      random,
    );
    const spoken = new Set(good.map((sentence) => sentence.theme));
    const bad = sentences(
      assignment,
      { tone: 'negative', product, count: Math.max(1, Math.ceil(count / 2)), not: spoken },
      random,
    );
    parts.push(
      ...good.map((sentence) => sentence.text),
      random.pick(frame.turns),
      ...bad.map((sentence) => sentence.text),
    );
    said = [...good, ...bad];
  } else {
    said = sentences(assignment, { tone: sentiment, product, count }, random);
    parts.push(...said.map((sentence) => sentence.text));
  }
  if (isTalkative) parts.push(own());
  if (random.chance(sentiment === 'mixed' ? 0.7 : 0.45)) parts.push(random.pick(frame.closers[sentiment]));
  return {
    title: random.pick(frame.titles[sentiment]),
    text: fill(parts.join(' '), product, female),
    themes: [...new Set(said.map((sentence) => sentence.theme))],
  };
}

interface Wish {
  readonly tone: 'negative' | 'neutral' | 'positive';
  readonly product: ProductName;
  readonly count: number;
  /** Themes that were praised already: praising and cursing the same thing reads wrong. */
  readonly not?: ReadonlySet<Theme>;
}

function sentences({ language, themes }: Assignment, wish: Wish, random: Random): Sentence[] {
  const pools = language.themes
    .filter((pool) => themes.includes(pool.theme) && !wish.not?.has(pool.theme))
    .map((pool) => ({ theme: pool.theme, texts: pool[wish.tone].filter((text) => fits(text, wish.product.kind)) }))
    .filter((pool) => pool.texts.length > 0);
  return random.some(pools, wish.count).map((pool) => ({
    theme: pool.theme,
    text: unmarked(random.pick(pool.texts)),
  }));
}

const KIND = /^\[([a-z]+)\]/;

function fits(text: string, kind: ProductKind | 'shop'): boolean {
  const wanted = KIND.exec(text)?.[1];
  return wanted === undefined || wanted === kind;
}

/** Whether a text may stand on a page about this kind of thing (about a whole shop, where undefined). */
export function suits(text: string, kind: ProductKind | undefined): boolean {
  return kind === undefined || fits(text, kind);
}

/** A text without the mark of its kind. */
export function unmarked(text: string): string {
  return text.replace(KIND, '');
}

/** The texts that suit a page about this kind of thing (about a shop, where undefined), without their marks. */
export function forKind(texts: readonly string[], kind: ProductKind | undefined): string[] {
  return texts.filter((text) => fits(text, kind ?? 'shop')).map(unmarked);
}

/** Fills the slots that `ThemePhrases` describes. */
export function fill(text: string, product: ProductName, female: boolean): string {
  return text.replace(/\{([^{}]*)\}/g, (_, slot: string) => {
    if (slot === 'nom' || slot === 'acc' || slot === 'gen') return product[slot];
    if (slot === 'product') return product.nom;
    const [male, other] = slot.split('|');
    if (other !== undefined) return female ? other : male!;
    return female ? slot : '';
  });
}
