import type { Level } from '../understand/duplicates/index.ts';

/** What is known of a text that is compared with others of its brand. */
export interface RelatedText {
  readonly key: string;
  /** Number of its state; whoever writes says it again, and is refused where the text has changed meanwhile. */
  readonly state: number;
  readonly scraper: string;
  readonly language: string | null;
  /** As its site names it. */
  readonly siteProductId: string | null;
  /** The name as it is kept, or the keyed hash. */
  readonly author: string | null;
  /** `YYYY-MM-DD`. */
  readonly day: string | null;
  readonly stars: number | null;
  /** All parts joined by newlines, the title only where nothing else is there; empty where it is never a copy. */
  readonly text: string;
}

/** Keys of the look-up, eight letters each, at most 40, joined; '' where nothing is to be found by. No two brands share a key. */
export type Bands = string;

/** Texts to be compared, with all that they are to be compared with. */
export interface Comparisons {
  /** The texts whose comparison is due. */
  readonly due: readonly string[];
  /** Those and their candidates, each once. */
  readonly texts: readonly RelatedText[];
  /** Keys of a due one and of a candidate; each pair once. */
  readonly pairs: readonly (readonly [string, string])[];
  /** Pairs that are linked now but are no candidates any more. */
  readonly stale: readonly (readonly [string, string])[];
  /** A due text among the first of a key, and the key, where so many are behind that they are compared with it from their side. */
  readonly crowded: readonly (readonly [text: string, band: string])[];
}

/** Two texts that are alike. */
export interface Link {
  readonly a: string;
  readonly b: string;
  readonly level: Level;
  /** 0..1. */
  readonly similarity: number;
}

/** What was compared: all of `asked`, with the links that were found among its pairs. What the texts say need not come back. */
export interface Compared {
  readonly asked: Omit<Comparisons, 'texts'> & { readonly texts: readonly Pick<RelatedText, 'key' | 'state'>[] };
  readonly links: readonly Link[];
}

/** Where an opinion stands once more. */
export interface CopyPlace {
  readonly key: string;
  readonly scraper: string;
  readonly url: string | null;
}

/**
 * Which texts are one opinion (`copyOf`), and which are of one family. First each text gets the keys by which it is found, then it
 * is compared with those that share one; links are kept, and at last what hangs together by links is placed anew as a whole, so that
 * where a text stands is a function of the set and not of the order in which it came. All in bounded steps that may be repeated.
 */
export interface RelationStore {
  /** Brands of which texts may wait to be related or placed. */
  brandsToRelate(): Promise<readonly string[]>;
  /** Texts that wait for their keys; teasers are left out. */
  toKey(brand: string, limit: number): Promise<readonly RelatedText[]>;
  /** Writes keys where the text is still the one that was read. Returns how many were written. */
  saveBands(
    brand: string,
    texts: readonly { readonly key: string; readonly state: number; readonly bands: Bands }[],
  ): Promise<number>;
  /**
   * Texts that have their keys and wait to be compared, with their candidates: of each key the first `BAND_HEAD` texts, and for
   * one of these all texts of the key that do not wait themselves. So whoever comes as one of the first is compared with those
   * behind, who need not be compared anew. A key that more than `FEW` have makes two texts candidates with another one only. Of two
   * that both wait the newer has the other as a candidate, so that each pair is compared once.
   */
  toCompare(brand: string, limit: number): Promise<Comparisons>;
  /**
   * Puts the links that were found in place of those that each text had, where neither side has changed since they were read, and
   * notes with them what is to be placed. Until it is, texts stand where they stood, new ones alone. Where too
   * many are behind a text, they are to be compared again. Returns how many are related now.
   */
  saveLinks(brand: string, compared: Compared): Promise<number>;
  /**
   * Places what is noted: whole groups of what hangs together by links, no further one where so many texts were placed; marks the
   * days whose figures change. Returns how many notes are settled, 0 at the end.
   */
  placeDue(brand: string, limit: number): Promise<number>;
  /** All texts behind an id, at most so many, are to be related anew; where they stand meanwhile stays. Returns the last id, null at the end. */
  relateAgain(after: number, limit: number): Promise<number | null>;
  /** Where else each of these opinions stands: at most `limit` other items each, in the order of keys. Those that stand alone are left out. */
  copyPlaces(keys: readonly string[], limit: number): Promise<ReadonlyMap<string, readonly CopyPlace[]>>;
  /** Keys of the others of an item's family, its copies among them, at most `limit`, in the order of keys. */
  familyKeys(key: string, limit: number): Promise<readonly string[]>;
}

/**
 * So many texts of one key, in the order of their ids (of publication), are candidates of each other and of all the rest. Of a text
 * that a thousand people send the earliest are compared, among which is the original.
 */
export const BAND_HEAD = 32;

/**
 * What so many texts or fewer share tells by itself that two of them may be alike; more share a phrase that many people use, which tells
 * together with another key only. Half of `BAND_HEAD`: of 20,000 texts two thirds of the pairs share nothing but one such key, and of
 * the links of real reviews and their copies one in five hundred (docs/performance.md).
 */
export const FEW = 16;

/**
 * With so many texts behind the first of a key a text that comes to be one of these is compared in one step: of forty keys, the most
 * that a text has, as many as a step compares. Where they are more, all behind are compared with the first again, in many steps. Of
 * 20,000 texts of their own the most frequent key had 208.
 */
export const MOST_BEHIND = 500;
