import { useSyncExternalStore } from 'react';

/** What the last answers say about the way to the server. */
export interface Connection {
  /** No answer at all since this time; null while it answers. */
  readonly goneSince: Date | null;
  /** The server asked for a sign-in. */
  readonly signedOut: boolean;
}

let state: Connection = { goneSince: null, signedOut: false };
const listeners = new Set<() => void>();

function set(next: Connection): void {
  if (next.goneSince === state.goneSince && next.signedOut === state.signedOut) return;
  state = next;
  for (const listener of listeners) listener();
}

export function noteGone(at: Date): void {
  set({ ...state, goneSince: state.goneSince ?? at });
}

export function noteAnswer(options: { readonly signedOut: boolean }): void {
  set({ goneSince: null, signedOut: options.signedOut });
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useConnection(): Connection {
  return useSyncExternalStore(subscribe, () => state);
}
