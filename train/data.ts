import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { ReadLanguage } from '../src/domain/item.ts';

export const LABELS = ['negative', 'neutral', 'positive'] as const;

/** A labelled text of one open set. */
export interface Row {
  readonly id: string;
  readonly text: string;
  readonly label: (typeof LABELS)[number];
  readonly set: string;
  /** Kind of text or product, where the set names it; else empty. */
  readonly domain: string;
}

/** Sets by language with the weight of their rows: the large set of pros and cons must not drown the others. */
export const SETS: Readonly<Record<ReadLanguage, Readonly<Record<string, number>>>> = {
  ru: { 'ru-m-absa': 1, 'ru-kinopoisk': 1, 'ru-marketplace': 3, 'ru-cedr': 1 },
  en: { 'en-m-absa': 1, 'en-rt-sentences': 1, 'en-movie-reviews': 1, 'en-product-sentences': 1, 'en-pros-cons': 0.2 },
  nl: { 'nl-m-absa': 1 },
};

function jsonLines(file: string): unknown[] {
  const lines = gunzipSync(readFileSync(file)).toString().split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line));
}

export function readSet(folder: string, set: string, part: 'train' | 'dev'): Row[] {
  const rows = jsonLines(path.join(folder, set, `${part}.jsonl.gz`)) as (Omit<Row, 'set' | 'domain'> & {
    readonly domain?: string;
  })[];
  return rows.map(({ id, text, label, domain = '' }) => ({ id, text, label, set, domain: domain.split('/')[0] ?? '' }));
}

/** One row in ten, by its id, is held out of training: temperatures and choices are made on these. */
export function isHeldOut(id: string): boolean {
  let hash = 2166136261;
  for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 16777619);
  return (hash >>> 0) % 10 === 0;
}

/** Half of the held-out rows: what makes a text mixed is learned on these, and judged on the others. */
export function isForMixed(id: string): boolean {
  let hash = 5381;
  for (let i = 0; i < id.length; i++) hash = Math.imul(hash, 33) ^ id.charCodeAt(i);
  return ((hash >>> 4) & 1) === 0;
}

/** A word of a lexicon as a one-word example: words that no training text has get a sign of their own. */
export interface LexiconWord {
  readonly word: string;
  /** -1..1, mean over its senses. */
  readonly polarity: number;
}

export function readLexicon(folder: string, name: string): LexiconWord[] {
  const senses = new Map<string, number[]>();
  for (const entry of jsonLines(path.join(folder, `${name}.jsonl.gz`)) as LexiconWord[]) {
    senses.set(entry.word, [...(senses.get(entry.word) ?? []), entry.polarity]);
  }
  return [...senses].map(([word, all]) => ({ word, polarity: all.reduce((a, b) => a + b, 0) / all.length }));
}

/** A text with opinions on aspects; `polarities` of them in order. */
export interface AspectRow {
  readonly id: string;
  readonly text: string;
  readonly polarities: readonly string[];
}

export function readAspects(folder: string, set: string, part: 'train' | 'dev'): AspectRow[] {
  const rows = jsonLines(path.join(folder, set, `${part}.jsonl.gz`)) as {
    readonly id: string;
    readonly text: string;
    readonly aspects: readonly { readonly polarity: string }[];
  }[];
  return rows.map(({ id, text, aspects }) => ({ id, text, polarities: aspects.map(({ polarity }) => polarity) }));
}
