import type { ReadLanguage } from '../../src/domain/item.ts';
import type { UnusualInput } from '../../src/understand/unusual/index.ts';
import type { Base, Mood } from './bases.ts';
import { fill, type Phrases } from './phrases.ts';
import { SITES, type Site } from './sites.ts';

/** A simulated review and the truth about it. */
export interface Simulated {
  readonly input: UnusualInput;
  readonly label: 'paid' | 'genuine' | 'unscored';
  readonly tactic: string;
}

export interface SimBrand {
  readonly name: string;
  readonly products: readonly string[];
  readonly weight: number;
  /** Share of five stars among the content. */
  readonly five: number;
  readonly unhappy: number;
  readonly growth: number;
  readonly siteShares: readonly number[];
  /** Level of each week. */
  readonly weeks: readonly number[];
}

export interface Author {
  readonly id: string;
  readonly count: number;
  /** -1 (never content) to 1 (gives five stars to all he writes of). */
  readonly habit: number;
}

/** Most people judge from case to case, some always alike. */
const HABITS = 0.2;

/** Of honest reviews so many come from people who write here and there; the others are seen once. */
const REGULAR = 0.68;
/** Turns of speech of a trade ("true to size") that many of its texts share, and how often a text takes one. */
const TURNS = 150;
const TURN = 0.55;
/** Honest weeks vary more than by chance alone: log-normal with this spread. */
const WEEKS = 0.4;

/** One brand in so many is on one site only. */
const ALONE = 5;

function siteShares(sites: readonly Site[], next: () => number): readonly number[] {
  const only = next() * ALONE < 1 ? Math.floor(next() * sites.length) : null;
  return sites.map((_, i) => (only === null ? 0.15 + next() : only === i ? 1 : 0));
}

/** A small invented market: brands, sites, authors and days. All choice comes from `next`. */
export class World {
  readonly language: ReadLanguage;
  readonly phrases: Phrases;
  readonly next: () => number;
  readonly sites: readonly Site[];
  readonly brands: readonly SimBrand[];
  readonly days: number;
  readonly start = 19_500;
  readonly reviews: Simulated[] = [];
  readonly #heaps: Record<Mood, Base[]>;
  readonly #turns: readonly string[];
  readonly #regulars = new Map<string, Author[]>();
  #authors = 0;

  constructor(language: ReadLanguage, bases: readonly Base[], phrases: Phrases, next: () => number) {
    this.language = language;
    this.phrases = phrases;
    this.next = next;
    this.sites = SITES[language];
    this.days = 300 + Math.floor(next() * 200);
    this.#heaps = {
      positive: bases.filter(({ mood }) => mood === 'positive'),
      negative: bases.filter(({ mood }) => mood === 'negative'),
      neutral: bases.filter(({ mood }) => mood === 'neutral'),
    };
    this.#turns = Array.from({ length: TURNS }, () => {
      const words = this.pick(bases).text.split(' ');
      const from = Math.floor(next() * Math.max(1, words.length - 5));
      return words.slice(from, from + this.between(3, 6)).join(' ');
    });
    const names = this.phrases.brands!.filter(() => next() < 0.8);
    this.brands = names.map((name, b) => ({
      name,
      products: Array.from({ length: 2 + Math.floor(next() * 4) }, (_, p) => `${language}-${b}-${p}`),
      weight: 0.4 + next(),
      five: 0.5 + next() * 0.4,
      unhappy: 0.1 + next() * 0.25,
      growth: next() * 1.5 - 0.3,
      siteShares: siteShares(this.sites, next),
      weeks: Array.from({ length: Math.ceil(this.days / 7) }, () =>
        Math.exp(WEEKS * (next() + next() + next() - 1.5) * 2),
      ),
    }));
  }

  pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.next() * list.length)]!;
  }

  weighted(weights: readonly number[]): number {
    let x = this.next() * weights.reduce((a, b) => a + b, 0);
    for (let i = 0; i < weights.length; i++) {
      x -= weights[i]!;
      if (x < 0) return i;
    }
    return 0;
  }

  between(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  /** An honest text of that mood that nobody has used, at times with the trade's turns of speech. */
  text(mood: Mood): string | null {
    const base = this.#heaps[mood].pop()?.text;
    if (base === undefined) return null;
    let text = base;
    while (this.next() < TURN) text += `, ${this.#turns[Math.floor(this.next() ** 2 * this.#turns.length)]!}`;
    return text;
  }

  site(brand: SimBrand): Site {
    return this.sites[this.weighted(brand.siteShares)]!;
  }

  /** An account that is there for long: a third wrote once, few very often. */
  author(share = 0.32): Author {
    const single = this.next() < share;
    const count = single ? 1 : 2 + Math.floor(Math.exp(this.next() * 4.2) - 1);
    const habit = this.next() < HABITS ? (this.next() < 0.75 ? 1 : -1) * this.next() : 0;
    return { id: `a${this.#authors++}`, count, habit };
  }

  /** An honest author on a site: somebody new, or one of those who write now and then of any brand. */
  honest(site: Site): Author {
    const pool = this.#regulars.get(site.name) ?? [];
    this.#regulars.set(site.name, pool);
    if (site.ids && pool.length > 0 && this.next() < REGULAR) return pool[Math.floor(this.next() ** 2 * pool.length)]!;
    const author = this.author();
    if (author.count > 1) pool.push(author);
    return author;
  }

  /** An account made for the purpose, or one that was let grow. */
  hired(aged: number): Author {
    return {
      id: `a${this.#authors++}`,
      count: this.next() < aged ? this.between(3, 40) : this.between(1, 2),
      habit: 0,
    };
  }

  /** A day by growth and weekday. */
  day(brand: SimBrand): number {
    for (;;) {
      const day = Math.floor(this.next() * this.days);
      const level = 1 + brand.growth * (day / this.days);
      if (this.next() * 5 < level * brand.weeks[Math.floor(day / 7)]! * ((day + this.start) % 7 < 2 ? 0.8 : 1))
        return day;
    }
  }

  stars(brand: SimBrand, mood: Mood, { habit }: Pick<Author, 'habit'> = { habit: 0 }): number {
    const x = this.next();
    if (mood === 'positive') return x < brand.five + habit * (1 - brand.five) ? 5 : x < 0.95 ? 4 : 3;
    if (mood === 'negative') return x < 0.45 ? 1 : x < 0.75 ? 2 : 3;
    return x < 0.4 ? 3 : x < 0.7 ? 4 : x < 0.85 ? 5 : 2;
  }

  mood(brand: SimBrand, { habit }: Pick<Author, 'habit'> = { habit: 0 }): Mood {
    // Who is content with everything is not so now and then; who is not, still praises half of it.
    const x = habit > 0 ? this.next() ** (1 / (1 + 3 * habit)) : this.next() * (1 + habit / 2);
    return x < brand.unhappy ? 'negative' : x < brand.unhappy + 0.12 ? 'neutral' : 'positive';
  }

  fill(template: string, brand: SimBrand): string {
    return fill(template, brand.name, this.next);
  }

  add(review: {
    readonly brand: SimBrand;
    readonly site: Site;
    readonly author: Author;
    readonly day: number;
    readonly stars: number;
    readonly text: string;
    readonly label: Simulated['label'];
    readonly tactic: string;
    readonly product?: string;
    /** Chance of being marked as a buyer, where the site marks some. */
    readonly buyer?: number;
    /** Text family and cluster, where it is another's text. */
    readonly family?: string;
    readonly cluster?: string;
  }): string {
    const { brand, site, author } = review;
    const key = `${this.language}${this.reviews.length}`;
    const verified = site.buyers === 'none' ? null : site.buyers === 'all' || this.next() < (review.buyer ?? 0.68);
    this.reviews.push({
      label: review.label,
      tactic: review.tactic,
      input: {
        key,
        lang: this.language,
        source: site.name,
        brand: brand.name,
        productId: review.product ?? this.pick(brand.products),
        author: site.ids ? `${site.name}:${author.id}` : null,
        day: new Date((this.start + Math.min(this.days - 1, Math.max(0, review.day))) * 86_400_000)
          .toISOString()
          .slice(0, 10),
        stars: review.stars,
        text: review.text,
        sentimentScore: null,
        authorReviews: site.counts ? author.count : null,
        verified,
        photos: null,
        cluster: review.cluster ?? key,
        family: review.family ?? key,
        verdict: null,
      },
    });
    return key;
  }
}
