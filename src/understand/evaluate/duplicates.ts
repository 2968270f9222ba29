import { z } from 'zod';
import type { Duplicate } from '../../domain/duplicate.ts';
import { DupLine } from '../duplicates/line.ts';

/**
 * A labelled review: `dup` and `near` are equal for reviews of one opinion and of one text family. `edit` names how it was made, `base` of
 * which review.
 */
export const DupRow = DupLine.extend({
  truth: z.object({
    dup: z.string(),
    near: z.string(),
    edit: z.string(),
    base: z.string().nullish(),
    negOf: z.string().nullish(),
  }),
});
export type DupRow = z.infer<typeof DupRow>;

/** Edits of which it is open whether they are the same: a review so rewritten, or turned round, is left out of that count. */
const UNSCORED = {
  dup: new Set(['wordrep30', 'wordrep50']),
  near: new Set(['wordrep50', 'neg_flip']),
} as const;

/** Over pairs of reviews that are put together. Shares 0..1; null where there is no pair. */
export interface PairFigures {
  readonly pairs: number;
  readonly precision: number | null;
  readonly recall: number | null;
  readonly f1: number | null;
}

/** Of one kind of edit. Shares of its reviews. */
export interface EditFigures {
  readonly edit: string;
  readonly n: number;
  /** In one cluster, one family with the review it was made from; null where that is not there. */
  readonly merged: number | null;
  readonly linked: number | null;
  /** With at least one review that is another opinion, another text; null where that is not scored. */
  readonly mergedWrongly: number | null;
  readonly linkedWrongly: number | null;
}

export interface DupFigures {
  readonly n: number;
  readonly dup: PairFigures;
  readonly near: PairFigures;
  readonly edits: readonly EditFigures[];
}

/** A labelled review and where it was placed. */
export interface PlacedRow {
  readonly row: DupRow;
  readonly place: Pick<Duplicate, 'cluster' | 'family'>;
}

type Level = 'dup' | 'near';

function said({ place }: PlacedRow, level: Level): string {
  return level === 'dup' ? place.cluster : place.family;
}

function count(keys: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

function pairs(counts: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const n of counts.values()) sum += (n * (n - 1)) / 2;
  return sum;
}

function pairFigures(rows: readonly PlacedRow[], level: Level): PairFigures {
  const both = pairs(count(rows.map((one) => JSON.stringify([one.row.truth[level], said(one, level)]))));
  const told = pairs(count(rows.map((one) => said(one, level))));
  const true_ = pairs(count(rows.map(({ row }) => row.truth[level])));
  return {
    pairs: true_,
    precision: told === 0 ? null : both / told,
    recall: true_ === 0 ? null : both / true_,
    f1: told + true_ === 0 ? null : (2 * both) / (told + true_),
  };
}

/** Reviews that stand together with one that does not belong to them. */
function misplaced(rows: readonly PlacedRow[], level: Level): ReadonlySet<PlacedRow> {
  const groups = count(rows.map((one) => said(one, level)));
  const same = count(rows.map((one) => JSON.stringify([one.row.truth[level], said(one, level)])));
  return new Set(
    rows.filter(
      (one) => same.get(JSON.stringify([one.row.truth[level], said(one, level)]))! < groups.get(said(one, level))!,
    ),
  );
}

/** Figures over all pairs of a labelled file, by kind of edit beside it. */
export function dupFigures(all: readonly PlacedRow[]): DupFigures {
  const scored = (level: Level) => all.filter(({ row }) => !UNSCORED[level].has(row.truth.edit));
  const wrong = { dup: misplaced(scored('dup'), 'dup'), near: misplaced(scored('near'), 'near') };
  const byId = new Map(all.map((one) => [String(one.row.id), one]));
  const edits = [...count(all.map(({ row }) => row.truth.edit))].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    n: all.length,
    dup: pairFigures(scored('dup'), 'dup'),
    near: pairFigures(scored('near'), 'near'),
    edits: edits.map(([edit, n]) => {
      const mine = all.filter(({ row }) => row.truth.edit === edit);
      const based = mine.flatMap((one) => {
        const base = byId.get(one.row.truth.base ?? one.row.truth.negOf ?? '');
        return base === undefined ? [] : [[one, base] as const];
      });
      const together = (level: Level): number | null =>
        based.length === 0
          ? null
          : based.filter(([one, base]) => said(one, level) === said(base, level)).length / based.length;
      const off = (level: Level): number | null =>
        UNSCORED[level].has(edit) ? null : mine.filter((one) => wrong[level].has(one)).length / n;
      return {
        edit,
        n,
        merged: together('dup'),
        linked: together('near'),
        mergedWrongly: off('dup'),
        linkedWrongly: off('near'),
      };
    }),
  };
}
