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
    readonly lists: PackedLists;
  }[];
}

const MAGIC = 'MLT1';
const SIZE = BUCKETS * COUNT;

export interface Trained {
  readonly language: ReadLanguage;
  readonly weights: Float32Array;
  readonly lists: PackedLists;
}

/** One file: magic, length of the header (uint32 LE), header as zipped JSON, then the zipped codes of all languages. */
export function packThemes(shared: SharedWeights, trained: readonly Trained[]): Uint8Array {
  const scales = trained.map(({ weights }) => weights.reduce((top, w) => Math.max(top, Math.abs(w)), 1e-6) / 127);
  const languages = trained.map(({ language, lists }, i) => ({ language, lists, scale: scales[i]! }));
  const header = gzipSync(JSON.stringify({ shared, languages } satisfies Header), { level: 9 });
  const codes = trained.map(({ weights }, i) =>
    Buffer.from(Int8Array.from(weights, (w) => Math.round(w / scales[i]!)).buffer),
  );
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
  if (codes.length !== SIZE * languages.length) throw new Error('the weights file of themes is cut or too long');
  return {
    shared,
    languages: languages.map((one, i) => ({
      ...one,
      codes: new Int8Array(codes.buffer, codes.byteOffset + i * SIZE, SIZE),
    })),
  };
}
