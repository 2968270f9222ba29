import type { TFunction } from 'i18next';
import i18next from 'i18next';
import type { ChoiceField } from './decisions.ts';

/** Reasons that are offered, the likely ones first. Each is kept as the words that the person saw, so that every reader of the data can read it. */
export const REASONS = {
  answer: ['thanks', 'starsOnly', 'answered', 'spam', 'notUs', 'old'],
  work: ['fixed', 'inWork', 'oneOff', 'noProblem', 'notOurs', 'intended'],
} as const satisfies Record<ChoiceField, readonly string[]>;

/** Longer ones are refused by the API. */
export const MOST_LETTERS = 500;

export function reasonsFor(field: ChoiceField, t: TFunction): readonly string[] {
  return field === 'answer'
    ? REASONS.answer.map((key) => t(`reason.answer.${key}`))
    : REASONS.work.map((key) => t(`reason.work.${key}`));
}

/** A kept reason in the reader's language where it is one of those offered; a person's own words as they are. */
export function reasonIn(reason: string, t: TFunction): string {
  const key = offered().get(reason);
  return key === undefined ? reason : t(key);
}

type ReasonKey =
  | `reason.answer.${(typeof REASONS)['answer'][number]}`
  | `reason.work.${(typeof REASONS)['work'][number]}`;

let known: ReadonlyMap<string, ReasonKey> | undefined;

/** Each offered reason in each language, with its key. */
function offered(): ReadonlyMap<string, ReasonKey> {
  known ??= new Map(
    Object.keys(i18next.services.resourceStore.data).flatMap((language) => {
      const fixed = i18next.getFixedT(language);
      const answer = REASONS.answer.map((key) => [fixed(`reason.answer.${key}`), `reason.answer.${key}`] as const);
      const work = REASONS.work.map((key) => [fixed(`reason.work.${key}`), `reason.work.${key}`] as const);
      return [...answer, ...work];
    }),
  );
  return known;
}
