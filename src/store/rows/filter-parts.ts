import type { ItemFilter } from '../../domain/filter.ts';
import { BadInput } from '../../errors.ts';
import { instantMs } from './times.ts';

const LABELS = ['negative', 'neutral', 'positive', 'mixed'];

/** Whether the default holds: outsiders' texts, each once. It is one indexed column. */
export function isShownOnly(filter: ItemFilter): boolean {
  return filter.own !== true && filter.copies !== 'all';
}

/** The values of `effective_sentiment` that are meant, null for all; `guess` when the label behind "unsure" decides. */
export function sentimentGroups(filter: ItemFilter): { groups: readonly string[] | null; guess: readonly string[] } {
  const labels = filter.sentiment ?? [];
  if (filter.unsure === true) return { groups: ['unsure'], guess: labels };
  if (labels.length > 0) return { groups: labels, guess: [] };
  return { groups: filter.unsure === false ? LABELS : null, guess: [] };
}

/** A bound that is a day, not an instant. */
export function isDay(value: string): boolean {
  return !value.includes('T');
}

/** Whether only items can match on which somebody has decided: they have an index of their own. */
export function isDecidedOnly({ answer, work, done, open, decided_by: by, decided_from: from }: ItemFilter): boolean {
  const decided = [answer, work].some((choices) => (choices ?? []).length > 0 && !choices?.includes('undecided'));
  return decided || done === true || open === false || (by ?? []).length > 0 || from !== undefined;
}

/** Throws `BadInput` for a bound that is no day. */
export function checkBounds(filter: ItemFilter): void {
  for (const name of ['published_from', 'published_to', 'collected_from', 'collected_to', 'decided_from'] as const) {
    const bound = filter[name];
    if (bound !== undefined && instantMs(bound) === null)
      throw new BadInput(name, `"${bound}" is not a day of the calendar.`);
  }
}
