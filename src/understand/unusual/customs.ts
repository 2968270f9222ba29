import type { Row } from './rows.ts';

/** How often each source shows young accounts and buyers. */
export interface Customs {
  /** Share of young accounts on the row's source; null where the row's own is not known. */
  thin(row: Row): number | null;
  /** Share of reviews without a buyer's mark; null where the source marks all or none: the mark says nothing there. */
  unverified(row: Row): number | null;
}

interface Shown {
  thin: number;
  known: number;
  unverified: number;
  marked: number;
}

/** The custom of each source, from all reviews that are weighed together. */
export class SourceCustoms implements Customs {
  readonly #sources = new Map<string, Shown>();

  add({ input, thin }: Row): void {
    const one = this.#sources.get(input.source) ?? { thin: 0, known: 0, unverified: 0, marked: 0 };
    this.#sources.set(input.source, one);
    if (thin !== null) one.known += 1;
    if (thin === true) one.thin += 1;
    if (input.verified !== null) one.marked += 1;
    if (input.verified === false) one.unverified += 1;
  }

  /** A quarter is what sites commonly show; a source is believed by its own figures from some twenty reviews on. */
  thin({ input, thin }: Row): number | null {
    const one = this.#sources.get(input.source);
    return thin === null || one === undefined ? null : (one.thin + 5) / (one.known + 20);
  }

  unverified({ input }: Row): number | null {
    const one = this.#sources.get(input.source);
    if (input.verified === null || one === undefined) return null;
    return one.unverified === 0 || one.unverified === one.marked ? null : (one.unverified + 2) / (one.marked + 10);
  }
}

/** Share of each brand's reviews that name it, drawn to one in seven as if fourteen more had been seen. */
export function namedShares(rows: readonly Row[]): (brand: string) => number {
  const brands = new Map<string, { n: number; named: number }>();
  for (const { input, signs } of rows) {
    const one = brands.get(input.brand) ?? { n: 0, named: 0 };
    brands.set(input.brand, one);
    one.n += 1;
    if (signs.style.named > 0) one.named += 1;
  }
  return (brand) => ((brands.get(brand)?.named ?? 0) + 2) / ((brands.get(brand)?.n ?? 0) + 14);
}
