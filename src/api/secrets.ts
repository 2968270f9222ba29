import { createHash } from 'node:crypto';
import type { Clock } from '../domain/ambient.ts';
import { NotFound } from '../errors.ts';
import type { Store } from '../store/store.ts';
import type { Role } from './wire.ts';

/**
 * Only this reaches the store. Plain SHA-256 is enough because what is hashed is 256 random bits, not a password that
 * somebody chose: there is nothing to guess.
 */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret, 'utf8').digest('hex');
}

/** A link is for the next minutes of one person; a day covers "I do it tomorrow". */
export const SIGN_IN_LINK_HOURS = 24;

export interface NewSignInLink {
  readonly store: Store;
  readonly clock: Clock;
  readonly randomToken: () => string;
  readonly name: string;
  readonly role: Role;
}

/** Makes a one-time sign-in link and keeps its hash. Put the address of the server before `path`. */
export async function createSignInLink(
  options: NewSignInLink,
): Promise<{ readonly token: string; readonly path: string; readonly expiresAt: string }> {
  const token = options.randomToken();
  const expiresAt = new Date(options.clock.now() + SIGN_IN_LINK_HOURS * 3_600_000).toISOString();
  await options.store.addSignInLink({ hash: hashSecret(token), name: options.name, role: options.role, expiresAt });
  return { token, path: `/sign-in?token=${encodeURIComponent(token)}`, expiresAt };
}

/** Letters of a key that are stored and shown, to tell keys apart. */
const PREFIX_LENGTH = 14;

export interface NewApiKey {
  readonly store: Store;
  readonly clock: Clock;
  readonly randomToken: () => string;
  readonly name: string;
  readonly scope: Role;
}

/** Makes an API key and keeps its hash. `key` is shown once and can never be read again. */
export async function createApiKey(
  options: NewApiKey,
): Promise<{ readonly key: string; readonly prefix: string; readonly createdAt: string }> {
  const key = `molva_${options.randomToken()}`;
  const prefix = key.slice(0, PREFIX_LENGTH);
  const now = new Date(options.clock.now()).toISOString();
  await options.store.addApiKey({ hash: hashSecret(key), prefix, name: options.name, scope: options.scope, now });
  return { key, prefix, createdAt: now };
}

/** Takes a key back at once. Throws `NotFound`. */
export async function removeApiKey(store: Store, prefix: string): Promise<void> {
  if (!(await store.removeApiKey(prefix))) throw new NotFound('There is no API key with this beginning.');
}
