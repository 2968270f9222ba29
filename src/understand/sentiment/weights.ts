import type { ReadLanguage } from '../../domain/item.ts';
import { BUCKETS, CLASSES } from './features.ts';

/** Calibration temperatures for texts of at most 8, at most 40 and more tokens. */
export type Temperatures = readonly [number, number, number];

/** What was learned for one language. */
export interface LanguageWeights {
  readonly language: ReadLanguage;
  /** `[bucket * 3 + class]`, classes negative, neutral, positive; decoded by `decode`. */
  readonly codes: Int8Array;
  /** Value of each code -128..127, at index code + 128. */
  readonly decode: Float32Array;
  readonly bias: readonly [number, number, number];
  readonly temperatures: Temperatures;
}

interface Header {
  readonly languages: readonly {
    readonly language: ReadLanguage;
    readonly largest: number;
    readonly bias: readonly [number, number, number];
    readonly temperatures: Temperatures;
  }[];
}

const MAGIC = 'MLV1';
const SIZE = BUCKETS * CLASSES;

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
  readonly bias: readonly [number, number, number];
  readonly temperatures: Temperatures;
}

/** One file: magic, header length (uint32 LE), JSON header, then the codes of each language. */
export function packWeights(trained: readonly Trained[]): Uint8Array {
  const largest = trained.map(({ weights }) => weights.reduce((top, w) => Math.max(top, Math.abs(w)), 1e-6));
  const languages = trained.map(({ language, bias, temperatures }, i) => ({
    language,
    largest: largest[i] ?? 1,
    bias,
    temperatures,
  }));
  const header = Buffer.from(JSON.stringify({ languages } satisfies Header));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(header.length);
  const codes = trained.map(({ weights }, i) => Buffer.from(encode(weights, largest[i] ?? 1).buffer));
  return Buffer.concat([Buffer.from(MAGIC), length, header, ...codes]);
}

/** Throws where the bytes are not a weights file of this version. */
export function unpackWeights(bytes: Uint8Array): readonly LanguageWeights[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.subarray(0, 4).toString() !== MAGIC) throw new Error('not a weights file of this version');
  const start = 8 + buffer.readUInt32LE(4);
  const { languages } = JSON.parse(buffer.subarray(8, start).toString()) as Header;
  if (buffer.length !== start + languages.length * SIZE) throw new Error('the weights file is cut or too long');
  return languages.map(({ language, largest, bias, temperatures }, i) => ({
    language,
    codes: new Int8Array(bytes.buffer, bytes.byteOffset + start + i * SIZE, SIZE),
    decode: decodeTable(largest),
    bias,
    temperatures,
  }));
}
