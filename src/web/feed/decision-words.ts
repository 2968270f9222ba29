import type { TFunction } from 'i18next';
import type { DecisionChange, Decisions } from '../api/types.ts';
import type { DecidedField } from './decisions.ts';
import { reasonIn } from './reasons.ts';

export function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}

/** A change in words, as the line at the foot of the page says it. */
export function changeText(change: DecisionChange, t: TFunction): string {
  for (const field of ['answer', 'work'] as const) {
    const choice = change[field]?.choice;
    if (choice === undefined) continue;
    if (choice === 'undecided') return t('change.undecided');
    return withReason(t(`decide.${field}.${choice}`), change[field]?.reason ?? null, t);
  }
  return t(change.done ? 'change.done' : 'change.reopened');
}

/** One decision as it stands, in words. */
export function stateText(decisions: Decisions, field: DecidedField, t: TFunction): string {
  if (field === 'done') return decisions.done ? t('decide.done') : t('filter.notDone');
  const { choice, reason } = decisions[field];
  return withReason(t(`decide.${field}.${choice}`), reason, t);
}

function withReason(what: string, reason: string | null, t: TFunction): string {
  if (reason === null) return capital(what);
  return t('change.withReason', { what: capital(what), reason: reasonIn(reason, t) });
}
