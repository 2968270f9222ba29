import type { Choice, Decision, Decisions } from '../../domain/decision.ts';

/** What people decided on an item. */
export interface DecisionColumns {
  answer_choice: string;
  answer_reason: string | null;
  answer_by: string | null;
  answer_at: string | null;
  /** Revision that the answer was decided on; null while undecided. */
  answer_revision: number | null;
  work_choice: string;
  work_reason: string | null;
  work_by: string | null;
  work_at: string | null;
  done_by: string | null;
  done_at: string | null;
  /** Grows with each change, also with one that is taken back. */
  decisions_version: number;
  /** Derived: not done, and the answer or the work is undecided. */
  open: number;
  /** Derived: who made the latest of the decisions that stand. */
  decided_by: string | null;
}

export const NOT_DECIDED: DecisionColumns = {
  answer_choice: 'undecided',
  answer_reason: null,
  answer_by: null,
  answer_at: null,
  answer_revision: null,
  work_choice: 'undecided',
  work_reason: null,
  work_by: null,
  work_at: null,
  done_by: null,
  done_at: null,
  decisions_version: 0,
  open: 1,
  decided_by: null,
};

/** Brings the derived columns in step with the others. */
export function settled(row: DecisionColumns): DecisionColumns {
  const waits = row.answer_choice === 'undecided' || row.work_choice === 'undecided';
  const made = [
    { by: row.answer_by, at: row.answer_at },
    { by: row.work_by, at: row.work_at },
    { by: row.done_by, at: row.done_at },
  ];
  const last = made.reduce((latest, next) => ((next.at ?? '') > (latest.at ?? '') ? next : latest));
  return { ...row, open: row.done_at === null && waits ? 1 : 0, decided_by: last.by };
}

function decision(choice: string, rest: Omit<Decision, 'choice'>): Decision {
  return { choice: choice as Choice, ...rest };
}

/** `textRevision`: the last revision that its author made, which an answer decided before has not seen. */
export function toDecisions(row: DecisionColumns, textRevision: number): Decisions {
  return {
    answer: decision(row.answer_choice, { reason: row.answer_reason, by: row.answer_by, at: row.answer_at }),
    work: decision(row.work_choice, { reason: row.work_reason, by: row.work_by, at: row.work_at }),
    done: row.done_at === null ? null : { by: row.done_by ?? '', at: row.done_at },
    version: row.decisions_version,
    outdated: row.answer_revision !== null && textRevision > row.answer_revision,
  };
}
