import type { DecisionChange, Decisions } from '../api/types.ts';

/** What becomes of an item's decisions by a change. Pure: the page shows it before the server has answered. */

export type ChoiceField = 'answer' | 'work';
export type Choice = Decisions['answer']['choice'];

interface Mark {
  readonly by: string;
  /** ISO instant. */
  readonly at: string;
}

const UNDECIDED: Decisions['answer'] = { choice: 'undecided', reason: null, by: null, at: null };

export function decided(old: Decisions, change: DecisionChange, mark: Mark): Decisions {
  const one = (before: Decisions['answer'], next: DecisionChange['answer']): Decisions['answer'] => {
    if (next === undefined) return before;
    if (next.choice === 'undecided') return UNDECIDED;
    return { choice: next.choice, reason: next.reason ?? null, ...mark };
  };
  return {
    ...old,
    answer: one(old.answer, change.answer),
    work: one(old.work, change.work),
    done: change.done === undefined ? old.done : change.done ? (old.done ?? mark) : null,
    outdated: change.answer === undefined && old.outdated,
  };
}

/** Still asks for a decision: what the default view shows. */
export function isOpen({ done, answer, work }: Decisions): boolean {
  return done === null && (answer.choice === 'undecided' || work.choice === 'undecided');
}

/** True where the items already stand as the change wants them. */
export function changesNothing(now: Decisions, change: DecisionChange): boolean {
  const same = (field: ChoiceField) => {
    const wanted = change[field];
    return (
      wanted === undefined ||
      (wanted.choice === now[field].choice && (wanted.reason ?? null) === (now[field].reason ?? null))
    );
  };
  return same('answer') && same('work') && (change.done === undefined || change.done === (now.done !== null));
}

/** Takes back, in what stands now, the fields of a change to what they were before it. */
export function takenBack(now: Decisions, before: Decisions, change: DecisionChange): Decisions {
  return {
    ...now,
    answer: change.answer === undefined ? now.answer : before.answer,
    work: change.work === undefined ? now.work : before.work,
    done: change.done === undefined ? now.done : before.done,
    outdated: change.answer === undefined ? now.outdated : before.outdated,
  };
}

export type DecidedField = ChoiceField | 'done';

/** The first field that somebody else decided otherwise since it was seen: that decision must be looked at before it is changed. */
export function clash(
  seen: Decisions,
  now: Decisions,
  { change, me }: { readonly change: DecisionChange; readonly me: string },
): DecidedField | null {
  for (const field of ['answer', 'work'] as const) {
    if (change[field] === undefined) continue;
    const moved = seen[field].choice !== now[field].choice || seen[field].at !== now[field].at;
    // "Undecided" carries no name: somebody took a decision back.
    if (moved && now[field].by !== me) return field;
  }
  if (change.done === undefined || (seen.done === null) === (now.done === null)) return null;
  return now.done?.by === me ? null : 'done';
}

/** The newest of an item's decisions: who and when; why, where any of them is a "no". */
export function lastDecision(
  decisions: Decisions,
): { readonly by: string; readonly at: string; readonly reason: string | null } | null {
  const { answer, work, done } = decisions;
  const all = [{ ...answer }, { ...work }, { by: done?.by ?? null, at: done?.at ?? null, reason: null }].flatMap(
    ({ by, at, reason }) => (by === null || at === null ? [] : [{ by, at, reason }]),
  );
  const last = all.sort((a, b) => (a.at < b.at ? 1 : -1))[0];
  return last ? { ...last, reason: last.reason ?? answer.reason ?? work.reason } : null;
}
