import { hash } from 'node:crypto';
import {
  compare,
  type DupInput,
  type Edge,
  type Fingerprint,
  fingerprint,
  gramsIn,
  isFar,
  printOf,
} from '../understand/duplicates/index.ts';
import type { PairsToCompare } from './compute.ts';

/** More keys than this no text has; see `relation-store.ts`. */
const MOST_BANDS = 40;
const BAND_LETTERS = 8;

/** The keys by which a text is found, each made short with its brand, so that one index serves all brands. */
function packed({ input, bands }: Fingerprint): string {
  const short = bands
    .slice(0, MOST_BANDS)
    .map((band) => hash('sha1', `${input.brand}\n${band}`, 'base64url').slice(0, BAND_LETTERS));
  return [...new Set(short)].sort().join('');
}

/** The keys of each text, in the order of the texts; '' for a text without words. */
export function bandsOfEach(inputs: readonly DupInput[]): readonly string[] {
  return inputs.map((input) => (input.text === '' ? '' : packed(fingerprint(input))));
}

/** The pairs that are alike. Most candidates are not, which half a print tells: the whole is read where it does not. */
export function alikeAmong({ inputs, pairs }: PairsToCompare): readonly Edge[] {
  const grams: (Uint32Array | undefined)[] = [];
  const prints: (Fingerprint | undefined)[] = [];
  const seen = (at: number): Uint32Array => {
    grams[at] ??= gramsIn(inputs[at]!.text);
    return grams[at];
  };
  const known = (at: number): Fingerprint => {
    const input = inputs[at]!;
    // Without keys, which take longer than all the rest and are for finding, not for comparing.
    prints[at] ??= { input, bands: [], ...printOf(input.text) };
    return prints[at];
  };
  return pairs.flatMap(([a, b]): Edge[] => {
    if (isFar(seen(a), seen(b))) return [];
    const likeness = compare(known(a), known(b));
    return likeness === null ? [] : [{ a: inputs[a]!.key, b: inputs[b]!.key, ...likeness }];
  });
}
