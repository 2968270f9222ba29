import type { HealthState, Run, Target } from '../api/types.ts';

/** What needs a person stands first. */
const ORDER: readonly HealthState[] = ['broken', 'blocked', 'parked', 'failing', 'quiet', 'new', 'ok', 'paused'];

export type Mood = 'bad' | 'watch' | 'fine' | 'off';

const MOODS: Readonly<Record<HealthState, Mood>> = {
  broken: 'bad',
  blocked: 'bad',
  parked: 'bad',
  failing: 'bad',
  quiet: 'watch',
  new: 'off',
  paused: 'off',
  ok: 'fine',
};

/** A sign beside the colour. */
export const MOOD_SIGNS: Readonly<Record<Mood, string>> = { bad: '!', watch: '~', fine: '✓', off: '○' };

/** A paused target is paused, whatever its last visit said. */
export function stateOf(target: Target): HealthState {
  return target.paused ? 'paused' : target.health;
}

export function moodOf(state: HealthState): Mood {
  return MOODS[state];
}

export function badFirst(a: Target, b: Target): number {
  return ORDER.indexOf(stateOf(a)) - ORDER.indexOf(stateOf(b)) || a.title.localeCompare(b.title);
}

/** States in which pages saved by hand are the way on. */
export function takesPages(state: HealthState): boolean {
  return state === 'blocked' || state === 'broken' || state === 'failing' || state === 'parked' || state === 'quiet';
}

/** A visit that read what there was to read. */
export function isGood(run: Run): boolean {
  return run.outcome === 'ok' || run.outcome === 'empty';
}

/** Days of silence that the note of a quiet target begins with ("3 days without a new text"); null when it says nothing of the kind. */
export function daysIn(note: string | null): number | null {
  const days = /^(\d{1,5}) days?\b/.exec(note ?? '')?.[1];
  return days === undefined ? null : Number(days);
}
