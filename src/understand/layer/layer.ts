import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { SORT_COUNT } from '../kind/weights.ts';
import { CLASSES } from '../sentiment/features.ts';
import { LAYER_BUCKETS, type LayerWord, layerFeatures } from './features.ts';

/** What a layer moves: the three moods, "not mixed" against "mixed", the sorts of texts. Outputs of each, in this order. */
export const HEADS = { mood: CLASSES, mixed: 2, sort: SORT_COUNT } as const;
export type HeadName = keyof typeof HEADS;
export const HEAD_NAMES = ['mood', 'mixed', 'sort'] as const satisfies readonly HeadName[];

/** What was learned for one head in one language. */
export interface Head {
  readonly bias: readonly number[];
  /** `[bucket * outputs + output]`, times `scale`: logits. */
  readonly codes: Int8Array;
  readonly scale: number;
  /** No logit is moved by more than this; 0: nothing was learned. It grows with what was learned from. */
  readonly cap: number;
}

export type Heads = Readonly<Record<HeadName, Head>>;

/**
 * What an installation adds to the shipped models: a small linear correction of their logits, by hashed words and pairs and a bias,
 * bounded. It holds no text and no word.
 */
export interface Layer {
  /** First digits of the hash of what is in it. */
  readonly id: string;
  /** Version of the models that it was learned on; it corrects those alone. */
  readonly models: string;
  readonly languages: ReadonlyMap<string, Heads>;
}

/** A layer as it is kept and sent to other threads. */
export interface PackedLayer {
  readonly id: string;
  readonly bytes: Uint8Array;
}

/** What is added to the logits of each head. */
export type Shift = Readonly<Record<HeadName, readonly number[]>>;

/** Bounded smoothly: small shifts pass as they are. */
export function bounded(raw: number, cap: number): number {
  return cap === 0 ? 0 : cap * Math.tanh(raw / cap);
}

function moved({ bias, codes, scale, cap }: Head, outputs: number, features: readonly number[]): readonly number[] {
  const sums = new Array<number>(outputs).fill(0);
  if (cap === 0) return sums;
  for (const feature of features) {
    const at = feature * outputs;
    for (let k = 0; k < outputs; k++) sums[k]! += codes[at + k]!;
  }
  const factor = scale / Math.sqrt(features.length || 1);
  return sums.map((sum, k) => bounded(bias[k]! + sum * factor, cap));
}

/** By what the layer moves a text with these features; undefined where it knows nothing of the language. */
export function shiftBy(layer: Layer, language: string | null, features: readonly number[]): Shift | undefined {
  const heads = language === null ? undefined : layer.languages.get(language);
  if (heads === undefined) return undefined;
  return {
    mood: moved(heads.mood, HEADS.mood, features),
    mixed: moved(heads.mixed, HEADS.mixed, features),
    sort: moved(heads.sort, HEADS.sort, features),
  };
}

export function shiftOf(
  layer: Layer | undefined,
  language: string | null,
  words: readonly LayerWord[],
): Shift | undefined {
  if (layer === undefined || language === null || !layer.languages.has(language)) return undefined;
  return shiftBy(layer, language, layerFeatures(words));
}

interface Header {
  readonly format: 1;
  readonly models: string;
  readonly languages: readonly {
    readonly language: string;
    readonly heads: Readonly<Record<HeadName, Omit<Head, 'codes'>>>;
  }[];
}

const headSize = (name: HeadName): number => LAYER_BUCKETS * HEADS[name];
const LANGUAGE_SIZE = HEAD_NAMES.reduce((sum, name) => sum + headSize(name), 0);

/** Length of the header (uint32 LE), header as JSON, codes of all languages and heads. The same layer gives the same bytes. */
function plainOf({ models, languages }: Omit<Layer, 'id'>): Buffer {
  const sorted = [...languages].sort(([a], [b]) => (a < b ? -1 : 1));
  const header: Header = {
    format: 1,
    models,
    languages: sorted.map(([language, heads]) => ({
      language,
      heads: Object.fromEntries(
        HEAD_NAMES.map((name) => {
          const { codes: _, ...rest } = heads[name];
          return [name, rest];
        }),
      ) as Record<HeadName, Omit<Head, 'codes'>>,
    })),
  };
  const text = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(text.length);
  const codes = sorted.flatMap(([, heads]) =>
    HEAD_NAMES.map((name) => {
      const { buffer, byteOffset, byteLength } = heads[name].codes;
      return Buffer.from(buffer, byteOffset, byteLength);
    }),
  );
  return Buffer.concat([length, text, ...codes]);
}

const idOf = (plain: Buffer): string => createHash('sha256').update(plain).digest('hex').slice(0, 8);

export function named(content: Omit<Layer, 'id'>): Layer {
  return { ...content, id: idOf(plainOf(content)) };
}

export function packLayer(layer: Omit<Layer, 'id'>): PackedLayer {
  const plain = plainOf(layer);
  return { id: idOf(plain), bytes: gzipSync(plain, { level: 9 }) };
}

/** Throws where the bytes are no layer of this form. */
export function unpackLayer({ id, bytes }: PackedLayer): Layer {
  const plain = gunzipSync(bytes);
  const start = 4 + plain.readUInt32LE(0);
  const { format, models, languages } = JSON.parse(plain.subarray(4, start).toString()) as Header;
  if (format !== 1 || plain.length !== start + languages.length * LANGUAGE_SIZE)
    throw new Error('not a layer of this form');
  let at = plain.byteOffset + start;
  const codesOf = (name: HeadName): Int8Array => {
    const codes = new Int8Array(plain.buffer, at, headSize(name));
    at += headSize(name);
    return codes;
  };
  const all = languages.map(({ language, heads }) => {
    const filled = HEAD_NAMES.map((name) => [name, { ...heads[name], codes: codesOf(name) }] as const);
    return [language, Object.fromEntries(filled) as Record<HeadName, Head>] as const;
  });
  return { id, models, languages: new Map(all) };
}
