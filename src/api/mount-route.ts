import express, { type Request, type RequestHandler, type Response, type Router } from 'express';
import { callerWith } from './auth.ts';
import type { Route } from './define-route.ts';
import { assertSoundBody } from './guards.ts';
import type { Idempotency } from './idempotency.ts';
import { localsOf } from './locals.ts';
import { fieldErrors, HttpProblem } from './problems.ts';
import { readQuery } from './query.ts';

interface MountOptions {
  readonly router: Router;
  readonly routes: readonly Route[];
  readonly idempotency: Idempotency;
  readonly maxBodyBytes: number;
}

/** `/items/{key}` -> `/items/:key`. */
function expressPath(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ':$1');
}

/** Puts the declared routes on a router, and an answer 405 with `Allow` under every declared path. */
export function mountRoutes(options: MountOptions): void {
  const { router, routes } = options;
  for (const route of routes) {
    const path = expressPath(route.path);
    const readers = route.body === undefined ? [] : [bodyReader(route.maxBodyBytes ?? options.maxBodyBytes)];
    // The scope is checked before the body is read: a stranger cannot make us swallow megabytes.
    router[route.method](path, scopeGuard(route), ...readers, (req, res) => answer(route, options, req, res));
  }
  for (const path of new Set(routes.map((route) => route.path))) {
    const methods = routes.filter((route) => route.path === path).map((route) => route.method.toUpperCase());
    const allow = [...methods, ...(methods.includes('GET') ? ['HEAD'] : [])].join(', ');
    router.all(expressPath(path), (_req, res) => {
      localsOf(res).route = path;
      throw new HttpProblem('method-not-allowed', `This address takes ${allow}.`, { headers: { Allow: allow } });
    });
  }
}

function scopeGuard(route: Route): RequestHandler {
  return (_req, res, next) => {
    const locals = localsOf(res);
    locals.route = route.path;
    callerWith(route.scope, locals);
    next();
  };
}

function bodyReader(maxBytes: number): RequestHandler {
  const json = express.json({ limit: maxBytes, type: 'application/json' });
  return (req, res, next) => {
    const hasBody = req.headers['transfer-encoding'] !== undefined || Number(req.get('content-length') ?? 0) > 0;
    if (hasBody && !req.is('application/json')) {
      throw new HttpProblem('unsupported-media', 'Send the body as Content-Type: application/json.');
    }
    json(req, res, next);
  };
}

/** Validates, calls the handler and sends what it returns. */
async function answer(route: Route, options: MountOptions, req: Request, res: Response): Promise<void> {
  const caller = callerWith(route.scope, localsOf(res));
  const params = readParams(route, req);
  const query = route.query === undefined ? readNoQuery(req) : readQuery(route.query, req.originalUrl);
  const body = readBody(route, req);
  if (route.stream !== undefined && req.method === 'HEAD') {
    res.type(route.stream.contentTypes[0] ?? '').end();
    return;
  }
  const work = async () => {
    const result = await route.handle({ params, query, body, caller, req, res });
    return { status: route.status, body: result === undefined ? '' : JSON.stringify(result) };
  };
  const header = route.idempotent === true ? req.get('idempotency-key') : undefined;
  if (header === undefined) {
    const done = await work();
    if (route.stream === undefined) send(res, done);
    return;
  }
  const done = await options.idempotency.once({ header, route: route.id, caller, body }, work);
  if (done.repeated) res.set('Idempotency-Replayed', 'true');
  send(res, done);
}

function send(res: Response, done: { readonly status: number; readonly body: string }): void {
  res.status(done.status).set('Cache-Control', 'no-store');
  if (done.status === 204) res.end();
  else res.type('application/json').send(done.body);
}

function readParams(route: Route, req: Request): Record<string, unknown> {
  if (route.params === undefined) return {};
  const parsed = route.params.safeParse(req.params);
  // An id that cannot exist is not found; its form is nobody's business.
  if (!parsed.success) throw new HttpProblem('not-found', 'There is nothing under this address.');
  return parsed.data;
}

function readNoQuery(req: Request): Record<string, never> {
  const names = [...new URLSearchParams(req.originalUrl.split('?')[1] ?? '').keys()];
  if (names.length === 0) return {};
  const errors = names.slice(0, 25).map((name) => ({ name: name.slice(0, 100), reason: 'unknown parameter' }));
  throw new HttpProblem('bad-input', 'This address takes no query parameters.', { errors });
}

function readBody(route: Route, req: Request): unknown {
  if (route.body === undefined) return undefined;
  const body: unknown = req.body;
  assertSoundBody(body);
  const parsed = route.body.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new HttpProblem('bad-input', 'Some fields of the body are wrong.', {
    errors: fieldErrors(parsed.error.issues),
  });
}
