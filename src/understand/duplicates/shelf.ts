import type { Fingerprint, TextPrint } from './fingerprint.ts';
import type { DupInput } from './input.ts';

/** Numbers a piece of memory holds: 16 MB. */
const PIECE = 1 << 22;

/**
 * Fingerprints of many reviews, packed: hashes lie one behind another in large pieces of memory instead of in millions of small
 * objects. Texts are not kept: about 1.5 kB a review of 300 characters.
 */
export class Shelf {
  private readonly inputs: DupInput[] = [];
  private readonly pieces: Uint32Array[] = [];
  /** Kinds of words, a byte each, parallel to the pieces. */
  private readonly bytes: Uint8Array[] = [];
  private usedBytes = 0;
  private used = 0;
  /** Per review: piece, place, and how many words, denied, pairs and grams. */
  private readonly places: number[][] = [[], [], [], [], [], []];
  private readonly kindPlaces: number[] = [];
  private readonly wholes: number[] = [];
  private readonly strings = new Map<string, string>();

  get size(): number {
    return this.inputs.length;
  }

  input(i: number): DupInput {
    return this.inputs[i]!;
  }

  add(input: DupInput, print: TextPrint): void {
    const { words, kinds, denied, pairs, grams } = print;
    const needed = words.length + denied.length + pairs.length + grams.length;
    if (this.pieces.length === 0 || this.used + needed > PIECE) {
      this.pieces.push(new Uint32Array(Math.max(PIECE, needed)));
      this.used = 0;
    }
    const piece = this.pieces.at(-1)!;
    if (this.bytes.length === 0 || this.usedBytes + kinds.length > PIECE) {
      this.bytes.push(new Uint8Array(PIECE));
      this.usedBytes = 0;
    }
    this.bytes.at(-1)!.set(kinds, this.usedBytes);
    this.kindPlaces.push((this.bytes.length - 1) * PIECE + this.usedBytes);
    this.usedBytes += kinds.length;
    const numbers = [this.pieces.length - 1, this.used, words.length, denied.length, pairs.length, grams.length];
    for (const [at, value] of numbers.entries()) this.places[at]!.push(value);
    for (const list of [words, denied, pairs, grams]) {
      piece.set(list, this.used);
      this.used += list.length;
    }
    this.wholes.push(print.whole);
    this.inputs.push({
      ...input,
      lang: null,
      source: '',
      text: '',
      brand: this.once(input.brand),
      productId: this.once(input.productId),
      author: this.once(input.author),
      day: this.once(input.day),
    });
  }

  /** The review as `compare` wants it; without its text and bands. */
  at(i: number): Fingerprint {
    const [piece, from, words, denied, pairs, grams] = this.places.map((list) => list[i]!) as [
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    const all = this.pieces[piece]!;
    const kindsAt = this.kindPlaces[i]!;
    let at = from;
    const take = (n: number): Uint32Array => {
      at += n;
      return all.subarray(at - n, at);
    };
    return {
      input: this.inputs[i]!,
      bands: [],
      words: take(words),
      kinds: this.bytes[Math.floor(kindsAt / PIECE)]!.subarray(kindsAt % PIECE, (kindsAt % PIECE) + words),
      denied: take(denied),
      pairs: take(pairs),
      grams: take(grams),
      whole: this.wholes[i]!,
    };
  }

  /** See `DuplicateSearch.free`. */
  free(): void {
    for (const { buffer } of [...this.pieces, ...this.bytes]) (buffer as ArrayBuffer).transfer(0);
  }

  /** One copy of each string: brands, products, days and names come again and again. */
  private once<T extends string | null>(value: T): T {
    if (value === null) return value;
    const known = this.strings.get(value);
    if (known !== undefined) return known as T;
    this.strings.set(value, value);
    return value;
  }
}
