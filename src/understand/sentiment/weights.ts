import { gunzipSync, gzipSync } from 'node:zlib';
import type { ReadLanguage } from '../../domain/item.ts';
import { BUCKETS, CLASSES } from './features.ts';
import type { PackedLexicon } from './lexicon.ts';
import { MIXED_SIGNS } from './mixed.ts';
import { SIGNS } from './signs.ts';

/** Calibration temperatures for texts of at most 8, at most 40 and more tokens. */
export type Temperatures = readonly [number, number, number];

/** What was learned for one language. */
export interface LanguageWeights {
  readonly language: ReadLanguage;
  /** `[bucket * 3 + class]`, classes negative, neutral, positive; decoded by `decode`. */
  readonly codes: Int8Array;
  /** Value of each code -128..127, at index code + 128. */
  readonly decode: Float32Array;
  /** `[sign * 3 + class]`: weights of the signs of the lexicon. */
  readonly signs: Float32Array;
  readonly bias: readonly [number, number, number];
  readonly temperatures: Temperatures;
  readonly lexicon: PackedLexicon;
}

/** All that is learned: of each language, and of what makes a text mixed, which is the same in all. */
export interface SentimentWeights {
  readonly languages: readonly LanguageWeights[];
  /** Weights of `mixedSigns`, bias first. */
  readonly mixed: readonly number[];
}

interface Header {
  readonly languages: readonly {
    readonly language: ReadLanguage;
    readonly largest: number;
    readonly bias: readonly [number, number, number];
    readonly temperatures: Temperatures;
  }[];
  readonly mixed: readonly number[];
  /** Bytes of the packed lexicons at the end of the file. */
  readonly lexicons: number;
}

const MAGIC = 'MLV2';
const CODES = BUCKETS * CLASSES;
const SIGN_WEIGHTS = SIGNS * CLASSES;

/** Codes grow with the root of a weight, so that the many small weights keep their differences in one byte. */
function decodeTable(largest: number): Float32Array {
  return Float32Array.from({ length: 256 }, (_, i) => {
    const share = (i - 128) / 127;
    return Math.sign(share) * share * share * largest;
  });
}

function encode(weights: Float32Array, largest: number): Int8Array {
  return Int8Array.from(weights, (w) => Math.sign(w) * Math.round(127 * Math.sqrt(Math.min(1, Math.abs(w) / largest))));
}

export interface Trained {
  readonly language: ReadLanguage;
  readonly weights: Float32Array;
  readonly signs: Float32Array;
  readonly bias: readonly [number, number, number];
  readonly temperatures: Temperatures;
  readonly lexicon: PackedLexicon;
}

/**
 * One file: magic, header length (uint32 LE), JSON header padded to four bytes, then for each language its codes and its sign
 * weights (float32 LE), then the lexicons as zipped JSON.
 */
export function packWeights(trained: readonly Trained[], mixed: readonly number[]): Uint8Array {
  const largest = trained.map(({ weights }) => weights.reduce((top, w) => Math.max(top, Math.abs(w)), 1e-6));
  const lexicons = gzipSync(JSON.stringify(trained.map(({ lexicon }) => lexicon)), { level: 9 });
  const languages = trained.map(({ language, bias, temperatures }, i) => ({
    language,
    largest: largest[i] ?? 1,
    bias,
    temperatures,
  }));
  const json = JSON.stringify({ languages, mixed, lexicons: lexicons.length } satisfies Header);
  const header = Buffer.from(json.padEnd(Math.ceil(Buffer.byteLength(json) / 4) * 4, ' '));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(header.length);
  const tables = trained.flatMap(({ weights, signs }, i) => [
    Buffer.from(encode(weights, largest[i] ?? 1).buffer),
    Buffer.from(Float32Array.from(signs).buffer),
  ]);
  return Buffer.concat([Buffer.from(MAGIC), length, header, ...tables, lexicons]);
}

/** Throws where the bytes are not a weights file of this version. */
export function unpackWeights(bytes: Uint8Array): SentimentWeights {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.subarray(0, 4).toString() !== MAGIC) throw new Error('not a weights file of this version');
  const start = 8 + buffer.readUInt32LE(4);
  const header = JSON.parse(buffer.subarray(8, start).toString()) as Header;
  const size = CODES + SIGN_WEIGHTS * 4;
  const end = start + header.languages.length * size;
  if (buffer.length !== end + header.lexicons || header.mixed.length !== MIXED_SIGNS + 1)
    throw new Error('the weights file is cut or too long');
  const lexicons = JSON.parse(gunzipSync(buffer.subarray(end)).toString()) as readonly PackedLexicon[];
  const languages = header.languages.map(({ language, largest, bias, temperatures }, i) => {
    const at = bytes.byteOffset + start + i * size;
    return {
      language,
      codes: new Int8Array(bytes.buffer, at, CODES),
      decode: decodeTable(largest),
      // A copy, as the bytes need not begin at a multiple of four.
      signs: new Float32Array(bytes.buffer.slice(at + CODES, at + size)),
      bias,
      temperatures,
      lexicon: lexicons[i]!,
    };
  });
  return { languages, mixed: header.mixed };
}
