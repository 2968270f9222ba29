/**
 * Scores of byte n-grams by language, in typed arrays of together 1.5 MB: as nested objects, which is how the data is
 * written, the same scores take 50 to 80 MB of every thread that reads texts.
 */
export interface NgramTable {
  /** ISO 639-1 codes; the languages' numbers are their places here. */
  readonly languages: readonly string[];
  /** First two and last four bytes of the n-gram in each slot. */
  readonly high: Uint16Array;
  readonly low: Uint32Array;
  /** Of each slot: the place of its first pair, and in the last six bits their number; 0 for an empty one. */
  readonly places: Uint32Array;
  /** Pairs of language and score. */
  readonly pairLanguage: Uint8Array;
  readonly pairScore: Uint8Array;
}

/** 0.4 of the slots are taken by the 50,000 n-grams of the smallest data: nearly each is found at the first look. */
const SLOTS = 131_072;
const MAX_PAIRS_OF_ONE = 63;
/** An n-gram has four bytes and a blank at each end of a word. */
const MAX_NGRAM = 6;

/** Where the search for an n-gram begins. The factors are the usual odd ones of multiplicative hashing (Knuth, TAOCP 3, 6.4). */
export function slotOf(high: number, low: number): number {
  return (Math.imul(low ^ Math.imul(high, 0x9e3779b1), 0x85ebca6b) >>> 15) & (SLOTS - 1);
}

export function nextSlot(slot: number): number {
  return (slot + 1) & (SLOTS - 1);
}

/**
 * Reads `{...languages:{0:'am',...},...ngrams:{'abcd':{0:64,...},...}}` as it stands in the module of the data, without running
 * it: what a module makes stays for the life of the thread. Throws where it is written in another way.
 */
export function readNgramTable(source: string): NgramTable {
  const languages: string[] = [];
  const names = new Reader(source, 'languages:');
  names.object((number) => languages.splice(Number(number), 1, names.name()));
  const high = new Uint16Array(SLOTS);
  const low = new Uint32Array(SLOTS);
  const places = new Uint32Array(SLOTS);
  const pairs: number[] = [];
  let taken = 0;
  const scores = new Reader(source, 'ngrams:');
  scores.object((ngram) => {
    const from = pairs.length / 2;
    scores.object((number) => pairs.push(Number(number), scores.number()));
    const count = pairs.length / 2 - from;
    taken += 1;
    if (ngram.length > MAX_NGRAM || count < 1 || count > MAX_PAIRS_OF_ONE || taken === SLOTS) throw scores.unknown();
    let [first, last] = [0, 0];
    for (let at = 0; at < ngram.length; at += 1) {
      first = ((first << 8) | (last >>> 24)) & 0xffff;
      last = ((last << 8) | ngram.charCodeAt(at)) >>> 0;
    }
    let slot = slotOf(first, last);
    while (places[slot] !== 0) slot = nextSlot(slot);
    high[slot] = first;
    low[slot] = last;
    places[slot] = (from << 6) | count;
  });
  const pairLanguage = Uint8Array.from({ length: pairs.length / 2 }, (_, at) => pairs[2 * at] ?? 0);
  const pairScore = Uint8Array.from({ length: pairs.length / 2 }, (_, at) => pairs[2 * at + 1] ?? 0);
  const isWhole = pairs.every((value, at) => (at % 2 === 0 ? value < languages.length : value < 256));
  if (!isWhole || languages.length === 0) throw scores.unknown();
  return { languages, high, low, places, pairLanguage, pairScore };
}

const IDENTIFIER = /[\p{L}\p{N}_$]+/uy;

/** The few forms of a minified object: keys with and without quotes, strings, whole numbers. */
class Reader {
  readonly #source: string;
  #at: number;

  constructor(source: string, field: string) {
    this.#source = source;
    this.#at = source.indexOf(`${field}{`) + field.length;
    if (this.#at < field.length) throw this.unknown();
  }

  unknown(): Error {
    return new Error(`the data of the language detector is written in an unknown way (at ${this.#at})`);
  }

  /** `onKey` reads the value. */
  object(onKey: (key: string) => void): void {
    this.#expect('{');
    for (;;) {
      const key = this.name();
      this.#expect(':');
      onKey(key);
      if (this.#source[this.#at] === '}') break;
      this.#expect(',');
    }
    this.#at += 1;
  }

  name(): string {
    const quote = this.#source[this.#at];
    if (quote !== "'" && quote !== '"') {
      IDENTIFIER.lastIndex = this.#at;
      const [word] = IDENTIFIER.exec(this.#source) ?? [];
      if (word === undefined) throw this.unknown();
      this.#at += word.length;
      return word;
    }
    let text = '';
    for (this.#at += 1; this.#source[this.#at] !== quote; this.#at += 1) {
      if (this.#source[this.#at] === '\\') this.#at += 1;
      const char = this.#source[this.#at];
      if (char === undefined) throw this.unknown();
      text += char;
    }
    this.#at += 1;
    return text;
  }

  number(): number {
    const value = Number(this.name());
    if (!Number.isInteger(value)) throw this.unknown();
    return value;
  }

  #expect(char: string): void {
    if (this.#source[this.#at] !== char) throw this.unknown();
    this.#at += 1;
  }
}
