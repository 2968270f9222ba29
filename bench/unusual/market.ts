import type { ReadLanguage } from '../../src/domain/item.ts';
import type { UnusualRow } from '../../src/understand/evaluate/unusual.ts';
import { random } from '../../train/random.ts';
import { type Dice, dice } from '../dedupe/edits.ts';
import { MARKET_WORDS } from './words.ts';

/** An honest text that a made author writes. */
export interface Said {
  readonly lang: ReadLanguage;
  readonly text: string;
  readonly mood: 'positive' | 'negative' | 'neutral';
}

interface Site {
  readonly name: string;
  readonly ids: boolean;
  readonly counts: boolean;
  readonly marks: 'some' | 'all' | 'none';
}

interface Person {
  readonly id: string;
  readonly count: number;
  readonly likes: readonly string[];
  /** Share of five stars among his praise. */
  readonly five: number;
}

const SITES: readonly Site[] = [
  { name: 'map', ids: true, counts: true, marks: 'none' },
  { name: 'bazaar', ids: false, counts: false, marks: 'all' },
  { name: 'ratings', ids: true, counts: true, marks: 'some' },
  { name: 'forum', ids: true, counts: true, marks: 'none' },
  { name: 'store', ids: true, counts: false, marks: 'some' },
];
const DAYS = 420;
const DAY_MS = 86_400_000;
const FIRST = Date.parse('2025-01-06');

/** One language's brands on five sites, honest and paid reviews, as `molva eval unusual` reads them. All choice comes from the dice. */
export class Market {
  readonly rows: UnusualRow[] = [];
  readonly d: Dice;
  readonly lang: ReadLanguage;
  readonly words;
  readonly #heaps: Readonly<Record<Said['mood'], string[]>>;
  readonly #people: Person[];
  #made = 0;

  constructor(lang: ReadLanguage, said: readonly Said[], seed: number) {
    this.lang = lang;
    this.d = dice(random(seed));
    this.words = MARKET_WORDS[lang];
    const of = (mood: Said['mood']): string[] => said.filter((one) => one.mood === mood).map(({ text }) => text);
    this.#heaps = { positive: of('positive'), negative: of('negative'), neutral: of('neutral') };
    // People have a town: they come back to a few brands.
    this.#people = Array.from({ length: 260 }, () => this.person(2 + this.d.below(40)));
  }

  person(count: number): Person {
    const likes = [0, 1, 2].map(() => this.d.pick(this.words.brands));
    return { id: `p${this.#made++}`, count, likes, five: 0.35 + this.d.next() * 0.65 };
  }

  /** Nobody's text twice; null where there is none left. */
  text(mood: Said['mood']): string | null {
    return this.#heaps[mood].pop() ?? null;
  }

  order(parts: readonly (readonly string[])[], brand: string): string {
    return parts.map((list) => this.d.pick(list).replaceAll('{b}', brand)).join(' ');
  }

  /** Somebody who comes by, or one of those who write now and then. */
  anybody(site: Site): Person {
    if (site.ids && this.d.next() < 0.5) return this.#people[Math.floor(this.d.next() ** 2 * this.#people.length)]!;
    return this.person(this.d.next() < 0.35 ? 1 : 2 + this.d.below(25));
  }

  site(): Site {
    return this.d.pick(SITES);
  }

  add(
    one: Pick<UnusualRow, 'label' | 'tactic' | 'stars'> & {
      readonly brand: string;
      readonly text: string;
      readonly day: number;
      readonly site: Site;
      readonly person: Person;
      readonly product?: string;
      readonly buyer?: number;
    },
  ): void {
    const { site, person, brand, day, text, label, tactic, stars } = one;
    const named = label === 'genuine' && this.d.next() < 0.12 ? `${text} (${brand})` : text;
    const { marks } = site;
    this.rows.push({
      id: `${this.lang}${this.rows.length}`,
      lang: this.lang,
      source: site.name,
      brand,
      productId: one.product ?? `${brand} ${this.d.below(4)}`,
      author: `${person.id} ${this.lang}`,
      ...(site.ids ? { authorId: `${this.lang}-${person.id}` } : {}),
      ...(site.counts ? { authorReviewCount: person.count } : {}),
      ...(marks === 'none' ? {} : { verified: marks === 'all' || this.d.next() < (one.buyer ?? 0.6) }),
      date: new Date(FIRST + Math.min(DAYS, Math.max(0, Math.round(day))) * DAY_MS).toISOString().slice(0, 10),
      stars: stars ?? null,
      text: named,
      label,
      tactic: tactic ?? null,
    });
  }

  stars(mood: Said['mood'], { five }: Person): number {
    if (mood === 'negative') return 1 + this.d.below(3);
    if (mood === 'neutral') return this.d.pick([3, 4, 4, 5]);
    return this.d.next() < five ? 5 : 4;
  }
}

export { DAYS, SITES };
