import type { DupRow, PlacedRow } from '../../src/understand/evaluate/duplicates.ts';
import { foldText } from '../../src/understand/normalise.ts';

/** What everybody would try first: one opinion where the runs of four letters of two folded texts are alike by half. */
const MIN_JACCARD = 0.5;

function gramsOf(text: string): ReadonlySet<string> {
  const folded = foldText(text);
  return new Set(Array.from({ length: Math.max(1, folded.length - 3) }, (_, i) => folded.slice(i, i + 4)));
}

/** Clusters and families alike are what is connected by such pairs; product, stars and author are not looked at. */
export function plainJaccard(rows: readonly DupRow[]): PlacedRow[] {
  const grams = rows.map(({ text }) => gramsOf(text));
  const holders = new Map<string, number[]>();
  const parent = rows.map((_, i) => i);
  const find = (i: number): number => {
    let root = i;
    while (parent[root] !== root) root = parent[root]!;
    return root;
  };
  for (const [i, mine] of grams.entries()) {
    const both = new Uint16Array(i);
    for (const gram of mine) {
      const list = holders.get(gram) ?? [];
      for (const j of list) both[j]! += 1;
      list.push(i);
      holders.set(gram, list);
    }
    for (let j = 0; j < i; j += 1)
      if (both[j]! / (mine.size + grams[j]!.size - both[j]!) >= MIN_JACCARD) parent[find(i)] = find(j);
  }
  return rows.map((row, i) => ({ row, place: { cluster: String(find(i)), family: String(find(i)) } }));
}
