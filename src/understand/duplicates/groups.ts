/**
 * Two groups become one where pairs between them are alike at least this many times as often as pairs inside the looser of them:
 * edges by chance are far fewer, even of heavily edited copies there are more.
 */
const MIN_SHARE = 0.3;
/** Looser groups are those of thousands of copies, which were compared with some centres only: there the centres decide. */
const LOOSE = 0.3;

/** Groups of the numbers 0 to n-1 that grow by edges between them (union-find with counts of edges between groups). */
export class Groups {
  private readonly parent: number[];
  private readonly size: number[];
  /** Per number: its edges for, less those against. The number with most of a group is its centre. */
  private readonly degree: number[];
  private readonly centre: number[];
  /** Per root: weight of the edges to other roots. */
  private readonly between: Map<number, number>[];
  private readonly edges: Map<number, number>[];
  /** Per root: weight of the edges inside. */
  private readonly inside: number[];

  constructor(n: number) {
    this.parent = Array.from({ length: n }, (_, i) => i);
    this.size = Array.from({ length: n }, () => 1);
    this.degree = Array.from({ length: n }, () => 0);
    this.centre = Array.from({ length: n }, (_, i) => i);
    this.between = Array.from({ length: n }, () => new Map());
    this.edges = Array.from({ length: n }, () => new Map());
    this.inside = Array.from({ length: n }, () => 0);
  }

  /** The number that stands for the group of `i`. */
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

  /** Notes an edge before the first `join`. `weight`: 1 speaks for one group, -1 against. */
  link(a: number, b: number, weight: number): void {
    for (const [x, y] of [
      [a, b],
      [b, a],
    ] as const) {
      this.between[x]!.set(y, weight);
      this.edges[x]!.set(y, weight);
      this.degree[x] = this.degree[x]! + weight;
    }
  }

  /** Joins the groups of two numbers where enough of the pairs between them have an edge. Whether they were two and are one now. */
  join(i: number, j: number): boolean {
    const [a, b] = [this.find(i), this.find(j)];
    if (a === b) return false;
    const weight = this.between[a]!.get(b) ?? 0;
    if (weight <= 0) return false;
    const [x, y] = [this.density(a), this.density(b)];
    const isEnough = weight >= MIN_SHARE * Math.min(x, y) * this.size[a]! * this.size[b]!;
    const larger = this.size[a]! >= this.size[b]! ? x : y;
    const isCentral = larger < LOOSE && (this.edges[this.centre[a]!]!.get(this.centre[b]!) ?? 0) > 0;
    if (!isEnough && !isCentral) return false;
    this.merge(a, b);
    return true;
  }

  /** Joins the groups of two numbers in any case. */
  unite(i: number, j: number): void {
    const [a, b] = [this.find(i), this.find(j)];
    if (a !== b) this.merge(a, b);
  }

  /** Per number the least of its group. */
  firsts(): number[] {
    const least = new Map<number, number>();
    for (const i of this.parent.keys()) if (!least.has(this.find(i))) least.set(this.find(i), i);
    return this.parent.map((_, i) => least.get(this.find(i))!);
  }

  /** Share of the pairs inside a group that have an edge; 1 for one number alone. */
  private density(root: number): number {
    const n = this.size[root]!;
    return n === 1 ? 1 : Math.min(1, Math.max(0, (2 * this.inside[root]!) / (n * (n - 1))));
  }

  private merge(i: number, j: number): void {
    const [a, b] = this.between[i]!.size >= this.between[j]!.size ? [i, j] : [j, i];
    const [x, y] = [this.centre[a]!, this.centre[b]!];
    const difference = this.degree[x]! - this.degree[y]! || y - x;
    this.centre[a] = difference >= 0 ? x : y;
    this.parent[b] = a;
    this.inside[a] = this.inside[a]! + this.inside[b]! + (this.between[a]!.get(b) ?? 0);
    this.size[a] = this.size[a]! + this.size[b]!;
    for (const [other, weight] of this.between[b]!) {
      this.between[other]!.delete(b);
      if (other === a) continue;
      const sum = (this.between[a]!.get(other) ?? 0) + weight;
      this.between[a]!.set(other, sum);
      this.between[other]!.set(a, sum);
    }
    this.between[b]!.clear();
  }
}
