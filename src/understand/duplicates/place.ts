import type { Duplicate } from '../../domain/duplicate.ts';
import type { Edge, Member } from './input.ts';

function earlier(a: Member, b: Member): number {
  const [x, y] = [a.day ?? '9', b.day ?? '9'];
  if (x !== y) return x < y ? -1 : 1;
  return a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
}

/** Groups of one level: the strongest edges first; two groups become one where enough of the pairs between them are alike. */
class Groups {
  private readonly parent: number[];
  private readonly size: number[];
  /** Per root: how many edges lead to another root. */
  private readonly links: Map<number, number>[];

  constructor(n: number) {
    this.parent = Array.from({ length: n }, (_, i) => i);
    this.size = Array.from({ length: n }, () => 1);
    this.links = Array.from({ length: n }, () => new Map());
  }

  find(i: number): number {
    let root = i;
    while (this.parent[root] !== root) root = this.parent[root]!;
    for (let at = i; at !== root; ) {
      const next = this.parent[at]!;
      this.parent[at] = root;
      at = next;
    }
    return root;
  }

  /** `weight` +1 for an edge that speaks for one group, -1 for one that speaks against. */
  link(a: number, b: number, weight: number): void {
    this.links[a]!.set(b, (this.links[a]!.get(b) ?? 0) + weight);
    this.links[b]!.set(a, (this.links[b]!.get(a) ?? 0) + weight);
  }

  /** Joins the groups of two members where at least `share` of all pairs between them are alike. */
  join(i: number, j: number, share: number): void {
    let [a, b] = [this.find(i), this.find(j)];
    if (a === b) return;
    const between = this.links[a]!.get(b) ?? 0;
    if (between < share * this.size[a]! * this.size[b]!) return;
    if (this.links[a]!.size < this.links[b]!.size) [a, b] = [b, a];
    this.parent[b] = a;
    this.size[a] = this.size[a]! + this.size[b]!;
    for (const [other, weight] of this.links[b]!) {
      this.links[other]!.delete(b);
      if (other === a) continue;
      const sum = (this.links[a]!.get(other) ?? 0) + weight;
      this.links[a]!.set(other, sum);
      this.links[other]!.set(a, sum);
    }
    this.links[b]!.clear();
    this.links[a]!.delete(b);
  }
}

/** Of all pairs between two groups, so many must be alike for them to become one: a chain of a few links does not glue. */
const DUP_SHARE = 0.3;
const NEAR_SHARE = 0.3;

/**
 * Splits a set in clusters (one opinion) and families (one text): a function of the set, whatever the order of its members and
 * edges. The original of each is its earliest by (day, key), undated last. Edges to keys that are no members are let be.
 */
export function placeAll(members: readonly Member[], edges: readonly Edge[]): ReadonlyMap<string, Duplicate> {
  const sorted = [...members].sort(earlier);
  const at = new Map(sorted.map(({ key }, i) => [key, i]));
  const known = edges
    .filter(({ a, b }) => a !== b && at.has(a) && at.has(b))
    .map((edge) => {
      const [x, y] = [at.get(edge.a)!, at.get(edge.b)!];
      return { x: Math.min(x, y), y: Math.max(x, y), level: edge.level, similarity: edge.similarity };
    })
    .sort((p, q) => q.similarity - p.similarity || p.x - q.x || p.y - q.y);
  const clusters = new Groups(sorted.length);
  const families = new Groups(sorted.length);
  for (const { x, y, level } of known) {
    clusters.link(x, y, level === 'dup' ? 1 : -1);
    families.link(x, y, 1);
  }
  for (const { x, y, level } of known) if (level === 'dup') clusters.join(x, y, DUP_SHARE);
  for (const i of sorted.keys()) families.join(i, clusters.find(i), 0);
  for (const { x, y } of known) families.join(x, y, NEAR_SHARE);
  const first = (groups: Groups): number[] => {
    const least = new Map<number, number>();
    for (const i of sorted.keys()) if (!least.has(groups.find(i))) least.set(groups.find(i), i);
    return sorted.map((_, i) => least.get(groups.find(i))!);
  };
  const [cluster, family] = [first(clusters), first(families)];
  const best = new Map<number, number>();
  for (const { x, y, similarity } of known)
    for (const [i, j] of [
      [x, y],
      [y, x],
    ] as const) {
      const head = cluster[i] === i ? family[i] : cluster[i];
      const own = j === head ? similarity + 1 : clusters.find(i) === clusters.find(j) ? similarity : 0;
      best.set(i, Math.max(best.get(i) ?? 0, own));
    }
  return new Map(
    sorted.map(({ key }, i): [string, Duplicate] => {
      const role = cluster[i] !== i ? 'copy' : family[i] !== i ? 'near-copy' : 'original';
      const value = best.get(i) ?? 0;
      const similarity = role === 'original' ? 1 : value > 1 ? value - 1 : value;
      return [key, { cluster: sorted[cluster[i]!]!.key, family: sorted[family[i]!]!.key, role, similarity }];
    }),
  );
}
