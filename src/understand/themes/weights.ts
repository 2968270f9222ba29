import { gunzipSync, gzipSync } from 'node:zlib';
import type { ReadLanguage } from '../../domain/item.ts';
import { THEMES } from '../../domain/theme.ts';
import type { PackedLists } from './lists.ts';

/** Buckets of hashed words and pairs a language. */
export const BUCKETS = 1 << 14;
export const COUNT = THEMES.length;

/** What is the same in all languages. */
export interface SharedWeights {
  /** By theme: where a sentence without any sign stands, and what words of the lists add, in logits. */
  readonly bias: readonly number[];
  readonly plain: readonly number[];
  readonly hint: readonly number[];
  /** By theme: from this probability on it is named. */
  readonly threshold: readonly number[];
  /** Rows for negative, neutral, positive: weights of the signs of `signSigns`. */
  readonly sign: readonly (readonly number[])[];
}

export interface LanguageWeights {
  readonly language: ReadLanguage;
  /** `[bucket * themes + theme]`, times `scale`: logits. */
  readonly codes: Int8Array;
  readonly scale: number;
  /** `[bucket * 3 + sign]`, times `signScale`: what words say of the sign of a theme, in logits. */
  readonly signCodes: Int8Array;
  readonly signScale: number;
  readonly lists: PackedLists;
}

export interface ThemeWeights {
  readonly shared: SharedWeights;
  readonly languages: readonly LanguageWeights[];
}

interface Header {
  readonly shared: SharedWeights;
  readonly languages: readonly {
    readonly language: ReadLanguage;
    readonly scale: number;
    readonly signScale: number;
    readonly lists: PackedLists;
  }[];
}

const MAGIC = 'MLT2';
const SIZE = BUCKETS * COUNT;
/** Negative, neutral, positive. */
export const SIGN_CODES = BUCKETS * 3;

export interface Trained {
  readonly language: ReadLanguage;
  readonly weights: Float32Array;
  readonly signs: Float32Array;
  readonly lists: PackedLists;
}

function scaleOf(weights: Float32Array): number {
  return weights.reduce((top, w) => Math.max(top, Math.abs(w)), 1e-6) / 127;
}

function coded(weights: Float32Array): Buffer {
  const scale = scaleOf(weights);
  return Buffer.from(Int8Array.from(weights, (w) => Math.round(w / scale)).buffer);
}

/**
 * One file: magic, length of the header (uint32 LE), header as zipped JSON, then zipped the codes of all languages, and those of
 * their signs.
 */
export function packThemes(shared: SharedWeights, trained: readonly Trained[]): Uint8Array {
  const languages = trained.map(({ language, weights, signs, lists }) => ({
    language,
    lists,
    scale: scaleOf(weights),
    signScale: scaleOf(signs),
  }));
  const header = gzipSync(JSON.stringify({ shared, languages } satisfies Header), { level: 9 });
  const codes = [...trained.map(({ weights }) => coded(weights)), ...trained.map(({ signs }) => coded(signs))];
  const length = Buffer.alloc(4);
  length.writeUInt32LE(header.length);
  return Buffer.concat([Buffer.from(MAGIC), length, header, gzipSync(Buffer.concat(codes), { level: 9 })]);
}

/** Throws where the bytes are not a weights file of this version. */
export function unpackThemes(bytes: Uint8Array): ThemeWeights {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.subarray(0, 4).toString() !== MAGIC) throw new Error('not a weights file of themes of this version');
  const start = 8 + buffer.readUInt32LE(4);
  const { shared, languages } = JSON.parse(gunzipSync(buffer.subarray(8, start)).toString()) as Header;
  const codes = gunzipSync(buffer.subarray(start));
  const themes = SIZE * languages.length;
  if (codes.length !== themes + SIGN_CODES * languages.length)
    throw new Error('the weights file of themes is cut or too long');
  return {
    shared,
    languages: languages.map((one, i) => ({
      ...one,
      codes: new Int8Array(codes.buffer, codes.byteOffset + i * SIZE, SIZE),
      signCodes: new Int8Array(codes.buffer, codes.byteOffset + themes + i * SIGN_CODES, SIGN_CODES),
    })),
  };
}
