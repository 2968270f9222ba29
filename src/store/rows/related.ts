import type { RelatedText } from '../relation-store.ts';
import { derive } from './draft-row.ts';
import type { ItemRow } from './item-row.ts';

/**
 * How far an item has come, in one number, which is another one after each change, so that a step that read an older state is
 * refused: from 0 it waits for its look-up keys, from `COMPARE` for its comparison, from `RELINK` for a look at which of its links
 * still hold, below 0 it is done. The rest counts changes.
 */
export const COMPARE = 2 ** 30;
export const RELINK = 2 * COMPARE;

/** Of texts that are never related: direct feedback, in which each answer is a respondent's own, and the brand's own posts. */
export const NOT_RELATED = -1;

function changes(related: number): number {
  return related < 0 ? -1 - related : related % COMPARE;
}

/** What it is compared by has changed: all begins anew. */
export function again(related: number): number {
  return (changes(related) + 1) % COMPARE;
}

/** Its look-up keys are written. */
export function keyed(related: number): number {
  return related + COMPARE;
}

/** Whether it was compared with all, and is only to give up links of which neither side is among the first of a key any more. */
export function isRelinked(related: number): boolean {
  return related >= RELINK;
}

/** Whether it has its keys and is to be compared with all. */
export function isToCompare(related: number): boolean {
  return related >= COMPARE && related < RELINK;
}

/** It was compared with all that share a key with it. */
export function done(related: number): number {
  return -1 - changes(related);
}

/** Whether nothing that it is compared by has changed from one state to the other. */
export function isSameText(a: number, b: number): boolean {
  return changes(a) === changes(b);
}

const BAND_LETTERS = 8;

/** The keys that are written behind one another. */
export function bandsOf(bands: string | null): readonly string[] {
  const text = bands ?? '';
  return Array.from({ length: text.length / BAND_LETTERS }, (_, at) =>
    text.slice(at * BAND_LETTERS, (at + 1) * BAND_LETTERS),
  );
}

/** What two texts are compared by. */
const COMPARED_BY = [
  'title',
  'text',
  'pros',
  'cons',
  'stars',
  'product_id',
  'author_hash',
  'author_name',
  'day',
  'channel',
  'is_own',
  'partial',
] as const satisfies readonly (keyof ItemRow)[];

type Compared = Pick<ItemRow, (typeof COMPARED_BY)[number]>;

/** Whether an outsider said it in public. */
export function isRelatable(row: Pick<ItemRow, 'channel' | 'is_own'>): boolean {
  return row.channel === 'public' && row.is_own === 0;
}

/** State of a new item. */
export function relatedFirst(row: Pick<ItemRow, 'channel' | 'is_own'>): number {
  return isRelatable(row) ? 0 : NOT_RELATED;
}

/** State of an item after a change. It stays where it is among the others until it is compared again. */
export function relatedNext(stored: Compared & Pick<ItemRow, 'related'>, next: Compared): number {
  return COMPARED_BY.some((name) => stored[name] !== next[name]) ? again(stored.related) : stored.related;
}

/** The columns of an item in another zone. */
export function movedTo(row: ItemRow, timeZone: string): Partial<ItemRow> {
  const derived = derive(row, timeZone);
  return { ...derived, related: relatedNext(row, { ...row, ...derived }) };
}

/** Columns that are read for a comparison. */
export const RELATED_COLUMNS = [
  'key',
  'brand',
  'revision',
  'related',
  'scraper',
  'language',
  ...COMPARED_BY,
] as const satisfies readonly (keyof ItemRow)[];
export type RelatedRow = Pick<ItemRow, (typeof RELATED_COLUMNS)[number]>;

/** The title counts only where there is no text, because one site has titles and the next does not. */
export function relatedText(row: RelatedRow): RelatedText {
  const parts = [row.text, row.pros, row.cons].filter((part) => part !== null && part.trim() !== '');
  return {
    key: row.key,
    state: row.related,
    scraper: row.scraper,
    language: row.language,
    siteProductId: row.product_id,
    author: row.author_name ?? row.author_hash,
    day: row.day === '' ? null : row.day,
    stars: row.stars,
    text: isRelatable(row) ? parts.join('\n') || (row.title ?? '') : '',
  };
}
