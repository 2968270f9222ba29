import { READ_LANGUAGES } from '../../domain/item.ts';
import { naming } from './own.ts';
import { CLASSES } from './reward-words.ts';
import { WordList } from './word-list.ts';

/** Phrases are runs of so many words: shorter ones are the language's, longer ones break at every changed word. */
const RUN = 3;
/** A phrase that more reviews share is a turn of speech. */
const MOST_SHARED = 40;
/** Of one text so many runs are looked at. */
const MOST_RUNS = 600;
/** A phrase is as rare as among so many reviews at most: of more, more pairs share one by chance. */
const RARE_AMONG = 10_000;
/** An entry is a phrase of 32 bits and the number of a review in the 21 bits behind it: a whole number of 53 bits. */
const MAX_REVIEWS = 2 ** 21;
/** Phrases are sorted in so many parts, by their highest bits. */
const PARTS = 8;
const PART_SHIFT = 29;

/** Words of paying and trying, beside those of rewards and reviews. */
const PAYING = 'плат* заплат* оплат* оплач* кредит* тестир* тест тесте pay* paid test* betaal* betaald getest testen';
/** How a thing was paid for, or was not, all people say in the same few phrases. */
const OF_REWARDS = new WordList(
  READ_LANGUAGES.flatMap((language) => {
    const { review, reward, perk, free } = CLASSES[language];
    return [review, reward, perk, free];
  })
    .concat(PAYING)
    .join(' '),
);

/** Hashes of the phrases of a text, each once; what stands around the brand's name all its people say, and names count by themselves. */
export function phrasesOf(words: readonly string[], brand: string): readonly number[] {
  const runs = new Set<number>();
  const isNamed = naming(brand);
  const isCommon = words.map((word) => OF_REWARDS.has(word) || isNamed(word));
  for (let i = 0; i + RUN <= words.length && runs.size < MOST_RUNS; i++) {
    if (isCommon[i] || isCommon[i + 1] || isCommon[i + 2]) continue;
    let h = 0x811c9dc5;
    for (let j = i; j < i + RUN; j++) {
      const word = words[j]!;
      for (let k = 0; k < word.length; k++) h = Math.imul(h ^ word.charCodeAt(k), 0x01000193);
      h = Math.imul(h ^ 0x20, 0x01000193);
    }
    runs.add(h >>> 0);
  }
  return [...runs];
}

/** Lists of 32-bit numbers, packed one behind another. */
class Lists {
  #all = new Uint32Array(1 << 12);
  readonly #ends: number[] = [0];

  get size(): number {
    return this.#ends.length - 1;
  }

  get used(): number {
    return this.#ends.at(-1)!;
  }

  add(list: ArrayLike<number>): void {
    const { used } = this;
    if (used + list.length > this.#all.length) {
      const larger = new Uint32Array(Math.ceil(this.#all.length * 1.5) + list.length);
      larger.set(this.#all.subarray(0, used));
      this.#all = larger;
    }
    this.#all.set(list, used);
    this.#ends.push(used + list.length);
  }

  at(i: number): Uint32Array {
    return this.#all.subarray(this.#ends[i], this.#ends[i + 1]);
  }
}

/** Another review that shares phrases: the sum of log(reviews / sharing) over them, and their number. */
export interface Sharing {
  readonly at: number;
  readonly strength: number;
  /** Among the phrases of the longer of the two texts, 0..1. */
  readonly share: number;
  /** Places in the text where they stand: what is shared without a gap is one. */
  readonly places: number;
}

/** Which reviews share rare phrases. Reviews are numbered as they are added; texts are not kept, about 300 bytes for 50 words. */
export class PhraseIndex {
  #phrases = new Lists();
  /** How many phrases each review had before those of its own were left out. */
  readonly #sizes: number[] = [];
  /** Where in its text each of the phrases stands. */
  #orders = new Lists();
  readonly #shared: number[] = [];
  readonly #holders = new Lists();
  #strength = new Float64Array(0);
  #common = new Uint16Array(0);
  #places = new Uint16Array(0);
  #last = new Uint16Array(0);

  /** Throws `RangeError` beyond two million reviews. */
  add(phrases: readonly number[]): void {
    if (this.#phrases.size + 1 >= MAX_REVIEWS) throw new RangeError(`more than ${MAX_REVIEWS - 1} reviews`);
    this.#phrases.add(phrases);
    this.#sizes.push(phrases.length);
  }

  /** To be called once, after the last `add`. */
  build(): void {
    const all = this.#phrases;
    // Part by part, so that not all are held twice: one part follows the other in the order of phrases.
    for (let part = 0; part < PARTS; part++) this.#count(all, part);
    const kept = new Lists();
    for (let i = 0; i < all.size; i++) {
      const [numbers, orders]: [number[], number[]] = [[], []];
      for (const [order, phrase] of all.at(i).entries()) {
        const number = this.#numberOf(phrase);
        if (number === null) continue;
        numbers.push(number);
        orders.push(order);
      }
      kept.add(numbers);
      this.#orders.add(orders);
    }
    this.#phrases = kept;
    this.#strength = new Float64Array(all.size);
    this.#common = new Uint16Array(all.size);
    this.#places = new Uint16Array(all.size);
    this.#last = new Uint16Array(all.size);
  }

  /** Which phrases of one part several reviews share, and which reviews. */
  #count(all: Lists, part: number): void {
    const isOf = (phrase: number): boolean => phrase >>> PART_SHIFT === part;
    let n = 0;
    for (let i = 0; i < all.size; i++) for (const phrase of all.at(i)) if (isOf(phrase)) n++;
    const entries = new Float64Array(n);
    let at = 0;
    for (let i = 0; i < all.size; i++)
      for (const phrase of all.at(i)) if (isOf(phrase)) entries[at++] = phrase * MAX_REVIEWS + i;
    entries.sort();
    for (let from = 0; from < entries.length; ) {
      const phrase = Math.floor(entries[from]! / MAX_REVIEWS);
      let to = from + 1;
      while (to < entries.length && entries[to]! < (phrase + 1) * MAX_REVIEWS) to++;
      if (to - from >= 2 && to - from <= MOST_SHARED) {
        this.#shared.push(phrase);
        this.#holders.add(entries.subarray(from, to).map((entry) => entry % MAX_REVIEWS));
      }
      from = to;
    }
  }

  /** Strength from which on reviews are looked at: more than one phrase that two of them share. */
  get least(): number {
    return Math.log(Math.max(2, Math.min(RARE_AMONG, this.#sizes.length)));
  }

  /** Reviews that share more with number `i` than `least`, in no order that means anything. */
  sharing(i: number): Sharing[] {
    const { least } = this;
    const met: number[] = [];
    const orders = this.#orders.at(i);
    for (const [k, number] of this.#phrases.at(i).entries()) {
      const order = orders[k]!;
      const holders = this.#holders.at(number);
      const adds = Math.max(0, least - Math.log(holders.length));
      for (const other of holders) {
        if (other === i) continue;
        if (this.#common[other] === 0) met.push(other);
        this.#strength[other]! += adds;
        if (this.#common[other] === 0 || this.#last[other] !== order - 1) this.#places[other]! += 1;
        this.#common[other]! += 1;
        this.#last[other] = order;
      }
    }
    const found: Sharing[] = [];
    for (const at of met) {
      const [strength, n] = [this.#strength[at]!, this.#common[at]!];
      const share = n / Math.max(this.#sizes[i]!, this.#sizes[at]!);
      if (strength > least) found.push({ at, strength, share, places: this.#places[at]! });
      this.#strength[at] = 0;
      this.#common[at] = 0;
      this.#places[at] = 0;
    }
    return found;
  }

  /** The place of a phrase among those that are shared; null where it is not. */
  #numberOf(phrase: number): number | null {
    let [low, high] = [0, this.#shared.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#shared[middle]! < phrase) low = middle + 1;
      else high = middle;
    }
    return this.#shared[low] === phrase ? low : null;
  }
}
