import { createHash } from 'node:crypto';
import type { Sentiment, SentimentLabel } from '../../domain/item.ts';
import type { TextKind } from '../../domain/theme.ts';
import { SORTS } from '../kind/weights.ts';
import type { Logits } from '../sentiment/classify.ts';
import { sentimentOf } from '../sentiment/read.ts';
import type { Example } from './fit.ts';
import { type HeadName, type Layer, shiftBy } from './layer.ts';

export type Side = 'negative' | 'positive';

/** One text of the installation, as the shipped models see it, with what people said of it. */
export interface Lesson {
  /** The same for texts that are nearly alike, so that none is learned from while another is held back. */
  readonly group: string;
  readonly language: string;
  readonly features: readonly number[];
  readonly z: Logits;
  readonly mixed: number;
  /** Null where words do not decide the sort. */
  readonly sorts: readonly number[] | null;
  /** A person's corrections; null where there is none. */
  readonly said: { readonly sentiment: SentimentLabel | null; readonly kind: TextKind | null };
  /** What the author's stars say: a weak sign, and of the side alone. Null without stars and where they say neither. */
  readonly side: Side | null;
}

/** One or two stars of five are blame, four or five praise; three may be anything. */
export function sideOf(stars: number | null): Side | null {
  if (stars === null || (stars > 2 && stars < 4)) return null;
  return stars <= 2 ? 'negative' : 'positive';
}

/** Every fifth text is never learned from: before and after are measured on these. */
const HELD_BACK = 0.2;
export const FOLDS = 4;

/** 0 <= x < 1, by the hash of the group: the same in every training. */
export function placeOf(group: string): number {
  return createHash('sha256').update(`layer ${group}`).digest().readUIntBE(0, 6) / 2 ** 48;
}

export function isHeldBack(group: string): boolean {
  return placeOf(group) < HELD_BACK;
}

/** Which quarter of the texts that are not held back. */
export function foldOf(group: string): number {
  return Math.floor(((placeOf(group) - HELD_BACK) / (1 - HELD_BACK)) * FOLDS);
}

/** Stars are given to a purchase, not to a text: they count for a quarter of a person's word. */
const STAR_WEIGHT = 0.25;
/** What nobody corrected is mostly right and shall stay as it is: twenty such texts hold against one correction. */
const KEEP_WEIGHT = 0.05;

export interface Examples {
  readonly list: readonly Example[];
  /** Weight of what people said: grows the cap. */
  readonly counted: number;
}

const CLASSES = ['negative', 'neutral', 'positive'] as const;
export type Sort = (typeof SORTS)[number];

/** Complaints, praise and others are opinions: which of them is told by their mood. */
export function sortOf(kind: TextKind): Sort {
  return SORTS.find((sort) => sort === kind) ?? 'opinion';
}

function oneOf(count: number, at: number): number[] {
  return Array.from({ length: count }, (_, k) => (k === at ? 1 : 0));
}

function chances(z: readonly number[]): number[] {
  const top = Math.max(...z);
  const all = z.map((one) => Math.exp(one - top));
  const total = all.reduce((a, b) => a + b, 0);
  return all.map((one) => one / total);
}

type Asked = Omit<Example, 'features' | 'weight'>;

const ALL = { mood: [0, 1, 2], mixed: [0, 1], sort: SORTS.map((_, k) => k) } as const;

/** The logits that a head moves; null where it has nothing to move in this text. */
function baseOf(head: HeadName, { z, mixed, sorts }: Lesson): readonly number[] | null {
  if (head === 'mood') return z.every(Number.isFinite) ? z : null;
  if (head === 'sort') return sorts;
  return mixed === 0 ? null : [0, Math.log(mixed / (1 - mixed))];
}

function said(head: HeadName, base: readonly number[], lesson: Lesson): Asked | null {
  const { sentiment, kind } = lesson.said;
  const among = ALL[head];
  if (head === 'sort')
    return kind === null ? null : { base, among, target: oneOf(SORTS.length, SORTS.indexOf(sortOf(kind))) };
  if (sentiment === null) return null;
  if (head === 'mixed') return { base, among, target: oneOf(2, sentiment === 'mixed' ? 1 : 0) };
  return sentiment === 'mixed' ? null : { base, among, target: oneOf(CLASSES.length, CLASSES.indexOf(sentiment)) };
}

/** What a head is learned from: what people said, what stars say of the side, and that all else shall stay as it is. */
export function examplesOf(head: HeadName, lessons: readonly Lesson[]): Examples {
  const list: Example[] = [];
  const others: Asked[] = [];
  const features: (readonly number[])[] = [];
  let counted = 0;
  for (const lesson of lessons) {
    const base = baseOf(head, lesson);
    if (base === null) continue;
    const word = said(head, base, lesson);
    if (word !== null) {
      list.push({ ...word, features: lesson.features, weight: 1 });
      counted += 1;
      continue;
    }
    // Said to be mixed: that says nothing of the side.
    if (head !== 'sort' && lesson.said.sentiment !== null) continue;
    if (head === 'mood' && lesson.side !== null) {
      const target = lesson.side === 'negative' ? [1, 0, 0] : [0, 0, 1];
      list.push({ features: lesson.features, base, target, among: [0, 2], weight: STAR_WEIGHT });
      counted += STAR_WEIGHT;
    }
    others.push({ base, among: ALL[head], target: chances(base) });
    features.push(lesson.features);
  }
  if (counted === 0) return { list: [], counted };

  for (const [at, other] of others.entries()) list.push({ ...other, features: features[at]!, weight: KEEP_WEIGHT });
  return { list, counted };
}

/** What is said of a text with a layer, or without one. */
export interface Answer extends Sentiment {
  /** Null where words do not decide it. */
  readonly sort: Sort | null;
  /** 1 where words do not decide it. */
  readonly sortConfidence: number;
}

export function answerTo({ language, features, z, mixed, sorts }: Lesson, layer: Layer | null): Answer {
  const shift = layer === null ? undefined : shiftBy(layer, language, features);
  const moved = sorts?.map((one, k) => one + (shift?.sort[k] ?? 0));
  const sentiment = sentimentOf({ z, mixed }, shift);
  if (moved === undefined) return { ...sentiment, sort: null, sortConfidence: 1 };
  const sort = moved.indexOf(Math.max(...moved));
  return { ...sentiment, sort: SORTS[sort]!, sortConfidence: chances(moved)[sort]! };
}
