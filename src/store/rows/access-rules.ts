import type { ApiKey } from '../store.ts';

/** How long an answer to an idempotent request is kept. */
const KEPT_MS = 24 * 3_600_000;
/** The last use of a key is written down at most this often: it is asked for at every request. */
const USE_STEP_MS = 60_000;

/** Answers kept at this instant or before are not repeated any more. */
export function oldestAnswer(now: string): string {
  return new Date(Date.parse(now) - KEPT_MS).toISOString();
}

/** Whether the use of a key at `now` is worth writing down. */
export function isNewUse(key: Pick<ApiKey, 'lastUsedAt'>, now: string): boolean {
  return key.lastUsedAt === null || Date.parse(now) - Date.parse(key.lastUsedAt) >= USE_STEP_MS;
}

/** Weakest first: who holds several roles is shown with the strongest. */
const ROLES = ['read', 'write', 'admin'];

interface Entry {
  readonly name: string;
  readonly role: string;
  /** 1 for a session, 0 for a link. */
  readonly session: number;
}

/** Who may come in, by name. */
export function peopleOf(
  entries: readonly Entry[],
): readonly { readonly name: string; readonly role: string; readonly sessions: number }[] {
  return [...Map.groupBy(entries, (entry) => entry.name)]
    .map(([name, own]) => ({
      name,
      role: ROLES.findLast((role) => own.some((entry) => entry.role === role)) ?? '',
      sessions: own.reduce((sum, entry) => sum + entry.session, 0),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
