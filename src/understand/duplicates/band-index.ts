/** A larger bucket holds a phrase that many texts share: of it, only neighbours by rank and some centres are looked at. */
const HOT = 32;
const NEIGHBOURS = 4;
/** Comparisons that a hot bucket may cost altogether, shared by its members; each gets at least some. */
const HOT_COMPARISONS = 20_000;
const MIN_CENTRES = 4;
const MAX_CENTRES = 24;
/** An entry is a band of 32 bits and the rank of a review in the 21 bits behind it: a whole number of 53 bits. */
const MAX_REVIEWS = 2 ** 21;
/** What one more review is compared with at most. */
const MAX_SHARING = 400;

/** Which reviews share a band. Reviews are numbered as they are added. */
export class BandIndex {
  private readonly bands: Uint32Array[] = [];
  private total = 0;
  /** Sorted entries band * MAX_REVIEWS + rank. */
  private entries = new Float64Array(0);
  private byRank: Uint32Array = new Uint32Array(0);
  private rank: Uint32Array = new Uint32Array(0);
  private seen: Uint32Array = new Uint32Array(0);
  private readonly centres = new Map<number, number[]>();

  /** Throws `RangeError` beyond two million reviews. */
  add(bands: readonly number[]): void {
    if (this.bands.length >= MAX_REVIEWS - 1) throw new RangeError(`more than ${MAX_REVIEWS - 1} reviews`);
    this.bands.push(Uint32Array.from(new Set(bands)));
    this.total += bands.length;
  }

  /** To be called once, after the last `add`. Ranks depend on what the texts hold, then on the keys: never on the order. */
  build(keyOf: (i: number) => string): void {
    const n = this.bands.length;
    this.byRank = Uint32Array.from({ length: n }, (_, i) => i).sort((i, j) => {
      const [a, b] = [this.bands[i]!, this.bands[j]!];
      for (let at = 1; at < 4; at += 1) if (a[at] !== b[at]) return (a[at] ?? 0) - (b[at] ?? 0);
      return keyOf(i) < keyOf(j) ? -1 : 1;
    });
    this.rank = new Uint32Array(n);
    for (const [rank, i] of this.byRank.entries()) this.rank[i] = rank;
    this.entries = new Float64Array(this.total);
    let at = 0;
    for (const [i, bands] of this.bands.entries())
      for (const band of bands) {
        this.entries[at] = band * MAX_REVIEWS + this.rank[i]!;
        at += 1;
      }
    this.entries = this.entries.subarray(0, at).sort();
    this.seen = new Uint32Array(n).fill(n);
  }

  /** Reviews in the order of rank, in which they must be visited. */
  order(): Uint32Array {
    return this.byRank;
  }

  /** Calls `isAlike` once for each review of lower rank that `i` is to be compared with. */
  visit(i: number, isAlike: (j: number) => boolean): void {
    const rank = this.rank[i]!;
    this.seen[i] = i;
    const look = (entry: number): boolean => {
      const j = this.byRank[entry % MAX_REVIEWS]!;
      if (this.seen[j] === i) return false;
      this.seen[j] = i;
      return isAlike(j);
    };
    for (const band of this.bands[i]!) {
      const [from, to] = this.bucket(band);
      if (to - from <= HOT) {
        for (let at = from; this.entries[at]! < band * MAX_REVIEWS + rank; at += 1) look(this.entries[at]!);
        continue;
      }
      const here = this.first(band * MAX_REVIEWS + rank);
      let hasOne = false;
      for (let at = Math.max(from, here - NEIGHBOURS); at < here; at += 1) hasOne = look(this.entries[at]!) || hasOne;
      const centres = this.centres.get(band) ?? [];
      for (const centre of centres) hasOne = look(centre) || hasOne;
      const room = Math.min(MAX_CENTRES, Math.max(MIN_CENTRES, HOT_COMPARISONS / (to - from)));
      if (hasOne || centres.length >= room) continue;
      centres.push(rank);
      this.centres.set(band, centres);
    }
  }

  /** Reviews that share a band with these: those of the smaller buckets first, at most some hundred. */
  sharing(bands: readonly number[]): ReadonlySet<number> {
    const buckets = [...new Set(bands)].map((band) => this.bucket(band)).sort((a, b) => a[1] - a[0] - (b[1] - b[0]));
    const found = new Set<number>();
    for (const [from, to] of buckets)
      for (let at = from; at < to && found.size < MAX_SHARING; at += 1)
        found.add(this.byRank[this.entries[at]! % MAX_REVIEWS]!);
    return found;
  }

  private bucket(band: number): readonly [number, number] {
    return [this.first(band * MAX_REVIEWS), this.first((band + 1) * MAX_REVIEWS)];
  }

  /** The place of the first entry that is not below `entry`. */
  private first(entry: number): number {
    let [low, high] = [0, this.entries.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.entries[middle]! < entry) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
