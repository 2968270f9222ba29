import { isIP } from 'node:net';
import type { Request, RequestHandler } from 'express';
import { HttpProblem } from './problems.ts';

/**
 * Answers only to names that are ours. A page of another site whose name was re-pointed to this machine (DNS rebinding)
 * still sends its own name as Host. IP addresses cannot be re-pointed, so they pass.
 */
export function hostGuard(allowedHosts: readonly string[]): RequestHandler {
  const allowed = new Set(allowedHosts.map((host) => host.toLowerCase()));
  return (req, _res, next) => {
    const name = (req.hostname ?? '').toLowerCase().replace(/\.$/, '');
    const bare = name.startsWith('[') && name.endsWith(']') ? name.slice(1, -1) : name;
    if (isIP(bare) !== 0 || name === 'localhost' || name.endsWith('.localhost') || allowed.has(name)) return next();
    throw new HttpProblem('unknown-host', 'Add the host name to the allowed hosts of the server to use it.');
  };
}

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Against forged requests that ride on a session cookie (besides SameSite=Strict): browsers say where a request comes
 * from. `Sec-Fetch-Site` exists on https and loopback only, so on plain http in a local network `Origin` decides.
 */
export function assertSameOrigin(req: Request): void {
  if (SAFE_METHODS.has(req.method)) return;
  const site = req.get('sec-fetch-site');
  if (site === 'same-origin') return;
  if (site === undefined && sameHost(req.get('origin'), req.host)) return;
  throw new HttpProblem('cross-site', 'A session changes things only from its own page. Scripts use an API key.');
}

function sameHost(origin: string | undefined, host: string | undefined): boolean {
  if (origin === undefined || host === undefined || !URL.canParse(origin)) return false;
  return new URL(origin).host === host.toLowerCase();
}

/** Deeper than any option of a scraper; a body of a million brackets would overflow the stack of whoever walks it. */
const MAX_BODY_DEPTH = 32;

/**
 * Refuses bodies that no honest client sends and that stores and parsers stumble over: nesting without end, lone
 * surrogates (not encodable in UTF-8). Walks with a list of its own, so that depth cannot overflow the stack.
 */
export function assertSoundBody(body: unknown): void {
  let level: unknown[] = [body];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MAX_BODY_DEPTH) throw unsound('The body is nested too deeply.');
    const next: unknown[] = [];
    for (const value of level) {
      if (typeof value === 'string' && !value.isWellFormed()) {
        throw unsound('A text in the body holds half a surrogate pair.');
      }
      if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) next.push(inner);
    }
    level = next;
  }
}

function unsound(reason: string): HttpProblem {
  return new HttpProblem('bad-input', reason, { errors: [{ name: 'body', reason }] });
}
