import { type NgramTable, nextSlot, slotOf } from './table.ts';

/** A text is read up to the first end of a word after so many bytes of its UTF-8, and never further than the second. */
const CUT_AFTER_BYTES = 350;
const CUT_BYTES = 380;
/** Of a longer word the rest says nothing new. */
const MAX_WORD = 70;
/** Length and stride of the n-grams, in bytes. */
const LENGTH = 4;
const STRIDE = 3;
/** Scores are written less this. */
const BASE_SCORE = 53;
const BLANK = 0x20;
/** More than twice the n-grams that the bytes of one text give. */
const SEEN = 1024;

/** How a byte above 127 of UTF-8 is written in the n-grams of the data: one character code below 256 for each byte. */
export type ByteNames = Uint8Array;

/** Sums the scores of a text's n-grams, each counted once. One for a thread: its arrays are used again for each text. */
export class NgramCounter {
  readonly #table: NgramTable;
  readonly #names: ByteNames;
  readonly #word = new Uint8Array(CUT_BYTES + LENGTH);
  readonly #seenHigh = new Uint16Array(SEEN);
  readonly #seenLow = new Uint32Array(SEEN);
  readonly #seenIn = new Uint32Array(SEEN);
  #text = 0;
  #count = 0;
  #scores = new Float64Array(0);

  constructor(table: NgramTable, names: ByteNames) {
    this.#table = table;
    this.#names = names;
  }

  /** `text`: words in lower case with single blanks between. Scores by the number of the language, and how many n-grams there were. */
  sum(text: string): { readonly scores: Float64Array; readonly count: number } {
    this.#text = (this.#text + 1) >>> 0;
    this.#count = 0;
    this.#scores = new Float64Array(this.#table.languages.length);
    const [word, names] = [this.#word, this.#names];
    let [length, bytes] = [0, 0];
    for (let at = 0; at < text.length && bytes <= CUT_BYTES; at += 1) {
      const code = text.charCodeAt(at);
      if (code === BLANK) {
        if (length > 0) this.#addWord(length);
        length = 0;
        if (bytes > CUT_AFTER_BYTES) break;
        bytes += 1;
      } else if (code < 0x80) {
        word[length++] = code;
        bytes += 1;
      } else if (code < 0x800) {
        word[length++] = names[0xc0 | (code >> 6)]!;
        word[length++] = names[0x80 | (code & 0x3f)]!;
        bytes += 2;
      } else {
        word[length++] = names[0xe0 | (code >> 12)]!;
        word[length++] = names[0x80 | ((code >> 6) & 0x3f)]!;
        word[length++] = names[0x80 | (code & 0x3f)]!;
        bytes += 3;
      }
    }
    if (length > 0) this.#addWord(length);
    return { scores: this.#scores, count: this.#count };
  }

  /** Four bytes at each third place, the first with a blank before; and the last four with a blank after. */
  #addWord(whole: number): void {
    const length = Math.min(whole, MAX_WORD);
    let from = 0;
    for (; from + LENGTH < length; from += STRIDE) this.#add(from, from + LENGTH, from === 0 ? BLANK : 0);
    if (whole > MAX_WORD) {
      this.#addRest(length - LENGTH, whole);
      return;
    }
    this.#word[length] = BLANK;
    this.#add(Math.max(0, length - LENGTH), length + 1, from === 0 ? BLANK : 0);
  }

  #add(from: number, to: number, before: number): void {
    let [high, low] = [0, before];
    for (let at = from; at < to; at += 1) {
      high = (high << 8) | (low >>> 24);
      low = ((low << 8) | this.#word[at]!) >>> 0;
    }
    if (!this.#isNew(high, low)) return;
    const { places, pairLanguage, pairScore } = this.#table;
    let slot = slotOf(high, low);
    while (places[slot] !== 0 && (this.#table.low[slot] !== low || this.#table.high[slot] !== high))
      slot = nextSlot(slot);
    const place = places[slot]!;
    const first = place >>> 6;
    for (let pair = first; pair < first + (place & 63); pair += 1)
      this.#scores[pairLanguage[pair]!]! += pairScore[pair]! + BASE_SCORE;
  }

  /** What is left of a word that is too long is counted as one n-gram, which no language has. */
  #addRest(from: number, to: number): void {
    let hash = 0;
    for (let at = from; at < to; at += 1) hash = (Math.imul(hash, 31) + this.#word[at]!) >>> 0;
    this.#isNew(0xffff, hash);
  }

  #isNew(high: number, low: number): boolean {
    let slot = slotOf(high, low) & (SEEN - 1);
    for (; this.#seenIn[slot] === this.#text; slot = (slot + 1) & (SEEN - 1))
      if (this.#seenLow[slot] === low && this.#seenHigh[slot] === high) return false;
    this.#seenIn[slot] = this.#text;
    this.#seenLow[slot] = low;
    this.#seenHigh[slot] = high;
    this.#count += 1;
    return true;
  }
}
