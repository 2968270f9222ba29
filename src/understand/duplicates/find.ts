import type { Duplicate } from '../../domain/duplicate.ts';
import { compare } from './compare.ts';
import { type Fingerprint, fingerprint } from './fingerprint.ts';
import type { DupInput, Edge } from './input.ts';
import { placeAll } from './place.ts';

/** Where each review of a set stands: candidates by bands, compared, placed. A function of the set; keys must be unique. */
export function findDuplicates(inputs: Iterable<DupInput>): ReadonlyMap<string, Duplicate> {
  const prints: Fingerprint[] = [];
  const byBand = new Map<string, number[]>();
  for (const input of inputs) {
    const print = fingerprint(input);
    for (const band of print.bands) {
      const held = byBand.get(band);
      if (held === undefined) byBand.set(band, [prints.length]);
      else held.push(prints.length);
    }
    prints.push(print);
  }
  const edges: Edge[] = [];
  const seen = new Int32Array(prints.length).fill(-1);
  for (const [i, print] of prints.entries())
    for (const band of print.bands)
      for (const j of byBand.get(band)!) {
        if (j >= i || seen[j] === i) continue;
        seen[j] = i;
        const likeness = compare(print, prints[j]!);
        if (likeness !== null) edges.push({ a: print.input.key, b: prints[j]!.input.key, ...likeness });
      }
  return placeAll(
    prints.map(({ input }) => ({ key: input.key, day: input.day })),
    edges,
  );
}
