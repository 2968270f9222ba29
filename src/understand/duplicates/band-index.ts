/** A larger bucket holds a phrase that many texts share: of it, only neighbours by rank and some centres are looked at. */
const HOT = 32;
const NEIGHBOURS = 4;
/** Comparisons that a hot bucket may cost altogether, shared by its members; each gets at least some. */
const HOT_COMPARISONS = 20_000;
const MIN_CENTRES = 4;
const MAX_CENTRES = 24;
/** An entry is a band of 32 bits and the rank of a review in the 21 bits behind it: a whole number of 53 bits. */
const MAX_REVIEWS = 2 ** 21;
/** So many reviews can be searched at once. */
export const MOST_REVIEWS = MAX_REVIEWS - 1;
/** Reviews are ranked by their first bands, so that copies are neighbours. */
const SIGNATURE = 4;
/** What one more review is compared with at most. */
const MAX_SHARING = 200;
const MAX_OF_BUCKET = 500;
/** Of 25 bands, texts that are alike by a fifth share fewer than two in one case of forty; unrelated ones hardly ever share two. */
const MIN_SHARED = 2;
/** Of so many candidates, those that share one band are left out. */
const MANY = 40;
/** Short texts have few bands. */
const FEW_BANDS = 10;

/** Which reviews share a band. Reviews are numbered as they are added. */
export class BandIndex {
  /** Of all reviews one behind another; those of review i from `begins[i]` on. */
  private bands: Uint32Array = new Uint32Array(1 << 16);
  private readonly begins: number[] = [0];
  /** Sorted entries band * MAX_REVIEWS + rank. */
  private entries = new Float64Array(0);
  private byRank: Uint32Array = new Uint32Array(0);
  private rank: Uint32Array = new Uint32Array(0);
  private readonly centres = new Map<number, number[]>();

  /** Throws `RangeError` beyond two million reviews. */
  add(bands: readonly number[]): void {
    if (this.begins.length >= MAX_REVIEWS) throw new RangeError(`more than ${MAX_REVIEWS - 1} reviews`);
    const own = [...new Set(bands)];
    const used = this.begins.at(-1)!;
    if (used + own.length > this.bands.length) {
      const larger = new Uint32Array(Math.ceil(this.bands.length * 1.5) + own.length);
      larger.set(this.bands);
      this.bands = larger;
    }
    this.bands.set(own, used);
    this.begins.push(used + own.length);
  }

  /** To be called once, after the last `add`. Ranks depend on what the texts hold, then on the keys: never on the order. */
  build(keyOf: (i: number) => string): void {
    const n = this.begins.length - 1;
    this.byRank = Uint32Array.from({ length: n }, (_, i) => i).sort((i, j) => {
      const [a, b] = [this.begins[i]!, this.begins[j]!];
      const common = Math.min(SIGNATURE, this.begins[i + 1]! - a, this.begins[j + 1]! - b);
      for (let at = 0; at < common; at += 1)
        if (this.bands[a + at] !== this.bands[b + at]) return this.bands[a + at]! - this.bands[b + at]!;
      return keyOf(i) < keyOf(j) ? -1 : 1;
    });
    this.rank = new Uint32Array(n);
    for (const [rank, i] of this.byRank.entries()) this.rank[i] = rank;
    this.entries = new Float64Array(this.begins[n]!);
    for (let i = 0; i < n; i += 1)
      for (let at = this.begins[i]!; at < this.begins[i + 1]!; at += 1)
        this.entries[at] = this.bands[at]! * MAX_REVIEWS + this.rank[i]!;
    this.entries.sort();
  }

  /** Reviews in the order of rank, in which they must be visited. */
  order(): Uint32Array {
    return this.byRank;
  }

  /** Calls `isAlike` once for each review of lower rank that `i` is to be compared with. */
  visit(i: number, isAlike: (j: number) => boolean): void {
    const rank = this.rank[i]!;
    const met = new Map<number, number>();
    const hot: number[] = [];
    for (const band of this.bandsAt(i)) {
      const [from, to] = this.bucket(band);
      if (to - from > HOT) hot.push(band, from, to);
      else
        for (let at = from; this.entries[at]! < band * MAX_REVIEWS + rank; at += 1) {
          const other = this.entries[at]! % MAX_REVIEWS;
          met.set(other, (met.get(other) ?? 0) + 1);
        }
    }
    const said = new Map<number, boolean>();
    const look = (other: number): boolean => {
      let answer = said.get(other);
      if (answer === undefined) {
        answer = isAlike(this.byRank[other]!);
        said.set(other, answer);
      }
      return answer;
    };
    const least = met.size > MANY && this.bandsAt(i).length >= FEW_BANDS ? MIN_SHARED : 1;
    for (const [other, shared] of met) if (shared >= least) look(other);
    for (let at = 0; at < hot.length; at += 3) this.visitHot(hot[at]!, hot[at + 1]!, hot[at + 2]!, rank, look);
  }

  /** Reviews that share bands with these, most of them first, at most some hundred. */
  sharing(bands: readonly number[]): readonly number[] {
    const own = new Set(bands);
    const met = new Map<number, number>();
    for (const band of own) {
      const [from, to] = this.bucket(band);
      for (let at = from; at < Math.min(to, from + MAX_OF_BUCKET); at += 1) {
        const other = this.entries[at]! % MAX_REVIEWS;
        met.set(other, (met.get(other) ?? 0) + 1);
      }
    }
    const enough = met.size > MANY && own.size >= FEW_BANDS ? MIN_SHARED : 1;
    return [...met]
      .filter(([, shared]) => shared >= enough)
      .sort((a, b) => b[1] - a[1] || a[0] - b[0])
      .slice(0, MAX_SHARING)
      .map(([other]) => this.byRank[other]!);
  }

  /** In a bucket of many: neighbours by rank, and centres, which are members that were like none before. */
  private visitHot(band: number, from: number, to: number, rank: number, look: (other: number) => boolean): void {
    const here = this.first(band * MAX_REVIEWS + rank);
    let hasOne = false;
    for (let at = Math.max(from, here - NEIGHBOURS); at < here; at += 1)
      hasOne = look(this.entries[at]! % MAX_REVIEWS) || hasOne;
    const centres = this.centres.get(band) ?? [];
    for (const centre of centres) hasOne = look(centre) || hasOne;
    const room = Math.min(MAX_CENTRES, Math.max(MIN_CENTRES, HOT_COMPARISONS / (to - from)));
    if (hasOne || centres.length >= room) return;
    centres.push(rank);
    this.centres.set(band, centres);
  }

  /** See `DuplicateSearch.free`. */
  free(): void {
    for (const { buffer } of [this.bands, this.entries, this.byRank, this.rank]) (buffer as ArrayBuffer).transfer(0);
  }

  private bandsAt(i: number): Uint32Array {
    return this.bands.subarray(this.begins[i], this.begins[i + 1]);
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
