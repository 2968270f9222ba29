import type { Subscription } from '../api/rooms.ts';

/** What the form holds; everything as it was typed. */
export interface Draft {
  readonly recipient: string;
  readonly hour: number;
  readonly timeZone: string;
  readonly language: Subscription['language'];
  readonly days: Subscription['days'];
  readonly quiet: Subscription['quiet'];
}

export type Wrong = Readonly<
  Partial<Record<'recipient' | 'timeZone', 'recipientEmpty' | 'recipientWrong' | 'taken' | 'zone'>>
>;

/** A name, an at sign, a host with a dot; what else an address may be is for the mail server to say. */
const ADDRESS = /^[^\s@<>",;:]{1,64}@[^\s@<>",;:]{1,190}\.[^\s@<>",;:.]{2,63}$/;

/** What of the draft cannot be sent, by field; empty when all is well. `taken`: addresses that already get this brand's mail. */
export function wrongIn(draft: Draft, taken: readonly string[]): Wrong {
  const recipient = draft.recipient.trim();
  return {
    ...(recipient === ''
      ? { recipient: 'recipientEmpty' as const }
      : !ADDRESS.test(recipient)
        ? { recipient: 'recipientWrong' as const }
        : taken.some((one) => one.toLowerCase() === recipient.toLowerCase())
          ? { recipient: 'taken' as const }
          : {}),
    ...(isZone(draft.timeZone.trim()) ? {} : { timeZone: 'zone' as const }),
  };
}

export function isZone(name: string): boolean {
  if (name === '') return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
