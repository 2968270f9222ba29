import { parseCookie } from 'cookie';
import type { Request, RequestHandler, Response } from 'express';
import { assertSameOrigin } from './guards.ts';
import { type Caller, type Locals, localsOf } from './locals.ts';
import { HttpProblem } from './problems.ts';
import type { WrongKeys } from './rate-limits.ts';
import { hashSecret } from './secrets.ts';
import type { ApiDeps } from './settings.ts';
import type { Role } from './wire.ts';

export const SESSION_COOKIE = 'molva_session';

const RANK: Readonly<Record<Role, number>> = { read: 0, write: 1, admin: 2 };

/** Longer than any secret we make; nothing longer is worth hashing. */
const MAX_SECRET_LENGTH = 200;

/** The API key of a request: `Authorization: Bearer` before `X-Api-Key`; undefined when it sends neither. */
function keyOf(req: Request): string | undefined {
  const authorization = req.get('authorization');
  if (authorization !== undefined) return /^Bearer +(\S+)$/i.exec(authorization.slice(0, 1000))?.[1] ?? '';
  return req.get('x-api-key');
}

/** The session token of a request; undefined when it sends none. */
export function sessionTokenOf(req: Request): string | undefined {
  const token = parseCookie(req.get('cookie') ?? '')[SESSION_COOKIE];
  return token === undefined || token === '' || token.length > MAX_SECRET_LENGTH ? undefined : token;
}

function unauthorised(detail: string, presented: boolean): HttpProblem {
  const challenge = `Bearer realm="molva"${presented ? ', error="invalid_token"' : ''}`;
  return new HttpProblem('unauthorised', detail, { headers: { 'WWW-Authenticate': challenge } });
}

async function callerByKey(deps: ApiDeps, key: string): Promise<Caller | null> {
  if (key === '' || key.length > MAX_SECRET_LENGTH) return null;
  const hash = hashSecret(key);
  const found = await deps.store.apiKey(hash, new Date(deps.clock.now()).toISOString());
  return found && { kind: 'key', id: found.prefix, name: found.name, role: found.scope, hash };
}

async function callerBySession(deps: ApiDeps, token: string): Promise<Caller | null> {
  const hash = hashSecret(token);
  const found = await deps.store.session(hash, new Date(deps.clock.now()).toISOString());
  return found && { kind: 'session', id: hash.slice(0, 12), name: found.name, role: found.role, hash };
}

/** Whether the key or session of a long answer still stands. */
export async function stillValid(deps: ApiDeps, caller: Caller): Promise<boolean> {
  const now = new Date(deps.clock.now()).toISOString();
  const found = caller.kind === 'key' ? deps.store.apiKey(caller.hash, now) : deps.store.session(caller.hash, now);
  return (await found) !== null;
}

/**
 * Tells who asks. A key that is sent must be right: a wrong one never falls back to the session. A session's unsafe
 * methods must come from our own page. Throws 401 and 403.
 */
async function callerOf(deps: ApiDeps, wrongKeys: WrongKeys, req: Request): Promise<Caller> {
  const key = keyOf(req);
  if (key !== undefined) {
    const caller = await callerByKey(deps, key);
    if (caller !== null) return caller;
    await wrongKeys.count(req);
    throw unauthorised('This API key is not known. An administrator makes keys.', true);
  }
  const token = sessionTokenOf(req);
  if (token === undefined) throw unauthorised('Sign in, or send an API key as Authorization: Bearer.', false);
  const caller = await callerBySession(deps, token);
  if (caller === null) throw unauthorised('The session has ended. Sign in again.', false);
  assertSameOrigin(req);
  return caller;
}

/**
 * Puts the caller into `locals`, or the refusal: it is thrown by `callerWith`, behind the rate limit, so that
 * strangers are counted too.
 */
export function identify(deps: ApiDeps, wrongKeys: WrongKeys): RequestHandler {
  return async (req, res, next) => {
    const locals = localsOf(res);
    try {
      locals.caller = await callerOf(deps, wrongKeys, req);
    } catch (error) {
      if (!(error instanceof HttpProblem)) throw error;
      locals.refusal = error;
    }
    next();
  };
}

/** The caller of a request behind `identify`, with at least this scope. Throws 401 and 403. */
export function callerWith(scope: Role, locals: Locals): Caller {
  const { caller } = locals;
  if (caller === undefined) throw locals.refusal ?? unauthorised('Sign in, or send an API key.', false);
  if (RANK[caller.role] < RANK[scope]) {
    throw new HttpProblem('forbidden', `This needs the scope "${scope}"; yours is "${caller.role}".`);
  }
  return caller;
}

/** Scripts of the page cannot read it; other sites cannot send it; `Secure` wherever the request came over https. */
export function setSessionCookie(req: Request, res: Response, options: { token: string; maxAgeMs: number }): void {
  res.cookie(SESSION_COOKIE, options.token, {
    httpOnly: true,
    sameSite: 'strict',
    secure: req.secure,
    path: '/',
    maxAge: options.maxAgeMs,
  });
}

export function clearSessionCookie(req: Request, res: Response): void {
  res.clearCookie(SESSION_COOKIE, { httpOnly: true, sameSite: 'strict', secure: req.secure, path: '/' });
}
