import type { Response } from 'express';
import type { Role } from './wire.ts';

/** Who asks. `id` is safe to log and to count by: a hash's beginning or a key's prefix, never a secret. */
export interface Caller {
  readonly kind: 'session' | 'key';
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  /** SHA-256 of the session token or key, to ask the store again (long streams) or to end the session. */
  readonly hash: string;
}

/** What one request carries from guard to guard, in `res.locals`. */
export interface Locals {
  requestId: string;
  /** Of this response's content security policy. */
  nonce: string;
  caller?: Caller;
  /** Why nobody is known to ask; thrown where a caller is needed. */
  refusal?: Error;
  /** Template of the route that took it, for log and metrics: never the address itself, which may hold a token. */
  route?: string;
}

/** The one place where `res.locals` gets its type. */
export function localsOf(res: Response): Locals {
  return res.locals as Locals;
}
