import type { Duplicate } from '../../domain/duplicate.ts';
import { Groups } from './groups.ts';
import type { Edge, Member } from './input.ts';

/** Earliest first, undated last, then by key. */
function earlier(a: Member, b: Member): number {
  const [x, y] = [a.day ?? '9', b.day ?? '9'];
  if (x !== y) return x < y ? -1 : 1;
  return a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
}

/** An edge between places in the sorted list of members, `x` before `y`. */
interface Link {
  readonly x: number;
  readonly y: number;
  readonly isDup: boolean;
  readonly similarity: number;
}

function linksOf(sorted: readonly Member[], edges: readonly Edge[]): Link[] {
  const at = new Map(sorted.map(({ key }, i) => [key, i]));
  return edges
    .flatMap(({ a, b, level, similarity }) => {
      const [x, y] = [at.get(a), at.get(b)];
      if (x === undefined || y === undefined || x === y) return [];
      return [{ x: Math.min(x, y), y: Math.max(x, y), isDup: level === 'dup', similarity }];
    })
    .sort((p, q) => q.similarity - p.similarity || p.x - q.x || p.y - q.y);
}

/** What did not belong to two groups may belong to what they have become; that settles soon. */
const MAX_PASSES = 8;

function grow(groups: Groups, links: readonly Link[]): void {
  for (let pass = 0; pass < MAX_PASSES; pass += 1) {
    let joined = 0;
    for (const { x, y } of links) if (groups.join(x, y)) joined += 1;
    if (joined === 0) return;
  }
}

/** Per member how alike it is to `heads[i]`, or, without an edge to it, to the most alike of those with the same head. */
function likeness(links: readonly Link[], heads: readonly number[]): number[] {
  const direct = new Map<number, number>();
  const any = new Map<number, number>();
  const note = (i: number, j: number, similarity: number): void => {
    if (heads[i] === j) direct.set(i, Math.max(direct.get(i) ?? 0, similarity));
    else if (heads[i] === heads[j]) any.set(i, Math.max(any.get(i) ?? 0, similarity));
  };
  for (const { x, y, similarity } of links) {
    note(x, y, similarity);
    note(y, x, similarity);
  }
  return heads.map((head, i) => (head === i ? 1 : (direct.get(i) ?? any.get(i) ?? 0)));
}

/**
 * Splits a set in clusters (one opinion) and families (one text): a function of the set, whatever the order of its members and
 * edges. The original of each is its earliest by (day, key), undated last. The strongest edges come first; two groups become one
 * where enough of the pairs between them are alike (groups.ts), so that a chain does not glue. Edges to keys that are no
 * members are let be.
 */
export function placeAll(members: readonly Member[], edges: readonly Edge[]): ReadonlyMap<string, Duplicate> {
  const sorted = [...members].sort(earlier);
  const links = linksOf(sorted, edges);
  const clusters = new Groups(sorted.length);
  const families = new Groups(sorted.length);
  for (const { x, y, isDup } of links) {
    clusters.link(x, y, isDup ? 1 : -1);
    families.link(x, y, 1);
  }
  grow(
    clusters,
    links.filter(({ isDup }) => isDup),
  );
  // A cluster is of one family, whatever its edges.
  for (const i of sorted.keys()) families.unite(i, clusters.find(i));
  grow(families, links);
  const cluster = clusters.firsts();
  const family = families.firsts();
  const asCopy = likeness(links, cluster);
  const asNear = likeness(links, family);
  return new Map(
    sorted.map(({ key }, i): [string, Duplicate] => {
      const role = cluster[i] !== i ? 'copy' : family[i] !== i ? 'near-copy' : 'original';
      const similarity = role === 'copy' ? asCopy[i]! : asNear[i]!;
      return [key, { cluster: sorted[cluster[i]!]!.key, family: sorted[family[i]!]!.key, role, similarity }];
    }),
  );
}
