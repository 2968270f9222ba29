import { gunzipSync, gzipSync } from 'node:zlib';
import type { ReadLanguage } from '../../domain/item.ts';
import { KIND_SIGNS } from './signs.ts';

/** What is told apart; an `opinion` is a complaint, praise or other by its mood. */
export const SORTS = ['opinion', 'question', 'suggestion', 'advertisement', 'reply'] as const;
export const SORT_COUNT = SORTS.length;
/** Buckets of hashed words and pairs a language. */
export const BUCKETS = 1 << 13;

/** Turns of speech as they travel with the weights: index of the group, patterns with stems made, parted by spaces. */
export type PackedTurns = readonly (readonly [group: number, patterns: readonly string[]])[];

export interface KindLanguage {
  readonly language: ReadLanguage;
  /** `[bucket * sorts + sort]`, times `scale`: logits. */
  readonly codes: Int8Array;
  readonly scale: number;
  readonly turns: PackedTurns;
}

export interface KindWeights {
  /** By sort; then `[sign][sort]`, the same in all languages. */
  readonly bias: readonly number[];
  readonly signs: readonly (readonly number[])[];
  readonly languages: readonly KindLanguage[];
}

type Header = Omit<KindWeights, 'languages'> & { readonly languages: readonly Omit<KindLanguage, 'codes'>[] };

const MAGIC = 'MLK1';
const SIZE = BUCKETS * SORT_COUNT;

/** Weights of a language as codes of one byte and what one step of them is worth. */
export function encode(weights: Float32Array): { codes: Int8Array; scale: number } {
  const scale = weights.reduce((top, w) => Math.max(top, Math.abs(w)), 1e-6) / 127;
  return { codes: Int8Array.from(weights, (w) => Math.round(w / scale)), scale };
}

/** One file: magic, length of the header (uint32 LE), header as zipped JSON, then the zipped codes of all languages. */
export function packKinds({ bias, signs, languages }: KindWeights): Uint8Array {
  const small = languages.map(({ codes: _, ...rest }) => rest);
  const header = gzipSync(JSON.stringify({ bias, signs, languages: small } satisfies Header), { level: 9 });
  const codes = languages.map((one) => Buffer.from(one.codes.buffer, one.codes.byteOffset, SIZE));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(header.length);
  return Buffer.concat([Buffer.from(MAGIC), length, header, gzipSync(Buffer.concat(codes), { level: 9 })]);
}

/** Throws where the bytes are not a weights file of this version. */
export function unpackKinds(bytes: Uint8Array): KindWeights {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.subarray(0, 4).toString() !== MAGIC) throw new Error('not a weights file of kinds of this version');
  const start = 8 + buffer.readUInt32LE(4);
  const { bias, signs, languages } = JSON.parse(gunzipSync(buffer.subarray(8, start)).toString()) as Header;
  const codes = gunzipSync(buffer.subarray(start));
  if (codes.length !== SIZE * languages.length || signs.length !== KIND_SIGNS)
    throw new Error('the weights file of kinds is cut, too long or of another version');
  const all = languages.map((one, i) => ({
    ...one,
    codes: new Int8Array(codes.buffer, codes.byteOffset + i * SIZE, SIZE),
  }));
  return { bias, signs, languages: all };
}
