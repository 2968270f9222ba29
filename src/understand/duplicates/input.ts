/** One review as the search for duplicates sees it. Null is unknown, and unknown speaks for and against nothing. */
export interface DupInput {
  /** The review's own key, unique in the set. */
  readonly key: string;
  /** `ru`, `en`, `nl`, ...; texts are compared whatever it says. */
  readonly lang: string | null;
  /** Site or scraper. */
  readonly source: string;
  /** Brand; reviews of two brands are never one opinion. Empty where it is unknown. */
  readonly brand: string;
  /** The brand's own product, not the site's number of it. */
  readonly productId: string | null;
  /** A name as printed, or a keyed hash of it. */
  readonly author: string | null;
  /** `YYYY-MM-DD`. */
  readonly day: string | null;
  /** 1..5. */
  readonly stars: number | null;
  /** All parts joined by newlines; the title only where nothing else is there. */
  readonly text: string;
}

/** `dup`: one opinion, to be counted once. `near`: the same text family, linked and shown. */
export type Level = 'dup' | 'near';

/** What `compare` says of two reviews: how alike their texts are, 0..1. */
export interface Likeness {
  readonly level: Level;
  readonly similarity: number;
}

/** Two reviews of a set that are alike, by their keys. */
export interface Edge extends Likeness {
  readonly a: string;
  readonly b: string;
}

export interface Member {
  readonly key: string;
  /** `YYYY-MM-DD`. */
  readonly day: string | null;
}
