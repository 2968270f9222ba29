import { z } from 'zod';
import type { Unusual, UnusualLevel } from '../../domain/unusual.ts';
import { UnusualLine } from '../unusual/line.ts';

/** A labelled review: `tactic` names how it was paid for, or what kind of honest review it is. The detector does not see either. */
export const UnusualRow = UnusualLine.extend({
  label: z.enum(['fake', 'paid', 'genuine', 'unscored']),
  tactic: z.string().nullish(),
});
export type UnusualRow = z.infer<typeof UnusualRow>;

/** Of one tactic or kind. `above`: share that reaches the score that 1 % and 5 % of the honest reviews reach. */
export interface TacticFigures {
  readonly tactic: string;
  readonly paid: boolean;
  readonly n: number;
  readonly above1: number;
  readonly above5: number;
  readonly levels: Readonly<Record<UnusualLevel, number>>;
}

/** How well paid reviews are told from honest ones. Shares 0..1; null where one of the two is not there. */
export interface UnusualFigures {
  readonly paid: number;
  readonly genuine: number;
  readonly unscored: number;
  /** Probability that a paid review scores above an honest one; ties count half. */
  readonly auc: number | null;
  /** Mean over the paid reviews of the precision at their score, ties taken together. */
  readonly averagePrecision: number | null;
  readonly recallAt1: number | null;
  readonly recallAt5: number | null;
  /** Mean squared distance of the score from the truth. */
  readonly brier: number | null;
  readonly tactics: readonly TacticFigures[];
}

interface Scored {
  readonly score: number;
  readonly level: UnusualLevel;
  readonly paid: boolean;
  readonly tactic: string;
}

/** Recall at the lowest score that at most `share` of the honest reach, and that score (infinite where none does). */
function at(
  sorted: readonly Scored[],
  share: number,
  paid: number,
  genuine: number,
): { recall: number; score: number } {
  let [hits, wrong, best] = [0, 0, { recall: 0, score: Number.POSITIVE_INFINITY }];
  for (let i = 0; i < sorted.length; ) {
    const { score } = sorted[i]!;
    for (; i < sorted.length && sorted[i]!.score === score; i++) {
      if (sorted[i]!.paid) hits += 1;
      else wrong += 1;
    }
    if (wrong > share * genuine) break;
    best = { recall: hits / paid, score };
  }
  return best;
}

function ranking(sorted: readonly Scored[], paid: number, genuine: number): { auc: number; averagePrecision: number } {
  let [hits, wrong, area, precision] = [0, 0, 0, 0];
  for (let i = 0; i < sorted.length; ) {
    const { score } = sorted[i]!;
    let [p, g] = [0, 0];
    for (; i < sorted.length && sorted[i]!.score === score; i++) {
      if (sorted[i]!.paid) p += 1;
      else g += 1;
    }
    area += g * (hits + p / 2);
    hits += p;
    wrong += g;
    precision += (p * hits) / (hits + wrong);
  }
  return { auc: area / paid / genuine, averagePrecision: precision / paid };
}

export function unusualFigures(
  answers: readonly { readonly row: Pick<UnusualRow, 'label' | 'tactic'>; readonly unusual: Unusual }[],
): UnusualFigures {
  const scored = answers
    .filter(({ row }) => row.label !== 'unscored')
    .map(({ row, unusual }): Scored => {
      const paid = row.label !== 'genuine';
      return { score: unusual.score, level: unusual.level, paid, tactic: row.tactic ?? (paid ? 'paid' : 'genuine') };
    })
    .sort((a, b) => b.score - a.score);
  const paid = scored.filter((one) => one.paid).length;
  const genuine = scored.length - paid;
  const counted = { paid, genuine, unscored: answers.length - scored.length };
  if (paid === 0 || genuine === 0)
    return {
      ...counted,
      auc: null,
      averagePrecision: null,
      recallAt1: null,
      recallAt5: null,
      brier: null,
      tactics: [],
    };
  const [one, five] = [at(scored, 0.01, paid, genuine), at(scored, 0.05, paid, genuine)];
  const groups = new Map<string, Scored[]>();
  for (const row of scored) groups.set(row.tactic, [...(groups.get(row.tactic) ?? []), row]);
  const tactics = [...groups].map(([tactic, rows]): TacticFigures => {
    const share = (is: (row: Scored) => boolean): number => rows.filter(is).length / rows.length;
    const level = (name: UnusualLevel): number => share((row) => row.level === name);
    return {
      tactic,
      paid: rows[0]!.paid,
      n: rows.length,
      above1: share(({ score }) => score >= one.score),
      above5: share(({ score }) => score >= five.score),
      levels: {
        none: level('none'),
        'worth-a-look': level('worth-a-look'),
        'likely-paid': level('likely-paid'),
        rewarded: level('rewarded'),
      },
    };
  });
  tactics.sort((a, b) => Number(b.paid) - Number(a.paid) || b.n - a.n);
  const brier = scored.reduce((sum, row) => sum + (row.score - (row.paid ? 1 : 0)) ** 2, 0) / scored.length;
  return {
    ...counted,
    ...ranking(scored, paid, genuine),
    recallAt1: one.recall,
    recallAt5: five.recall,
    brier,
    tactics,
  };
}
