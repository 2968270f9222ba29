import express, { type RequestHandler, Router } from 'express';
import helmet from 'helmet';
import { NotFound } from '../errors.ts';
import { callerWith, identify } from './auth.ts';
import type { Route } from './define-route.ts';
import { EventStreams } from './event-stream.ts';
import { hostGuard } from './guards.ts';
import { Idempotency } from './idempotency.ts';
import { localsOf } from './locals.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { mountRoutes } from './mount-route.ts';
import { openApiDocument } from './openapi.ts';
import { problemHandler } from './problems.ts';
import { readiness } from './process-health.ts';
import { createRateLimits } from './rate-limits.ts';
import { accessRoutes } from './routes/access.ts';
import { auditRoutes } from './routes/audits.ts';
import { comparisonRoutes } from './routes/comparison.ts';
import { correctionRoutes } from './routes/corrections.ts';
import { decisionRoutes } from './routes/decisions.ts';
import { digestRoutes } from './routes/digest.ts';
import { digestMailRoutes } from './routes/digest-mail.ts';
import { eventRoutes } from './routes/events.ts';
import { exportRoutes } from './routes/export.ts';
import { figureRoutes } from './routes/figures.ts';
import { importRoutes } from './routes/imports.ts';
import { ingestRoutes } from './routes/ingest.ts';
import { itemRoutes } from './routes/items.ts';
import { queueRoutes } from './routes/queue.ts';
import { runRoutes } from './routes/runs.ts';
import { scraperRoutes } from './routes/scrapers.ts';
import { systemRoutes } from './routes/system.ts';
import { targetRoutes } from './routes/targets.ts';
import { themeRoutes } from './routes/themes.ts';
import { trustRoutes } from './routes/trust.ts';
import { viewRoutes } from './routes/views.ts';
import { type ApiDeps, DEFAULT_LIMITS } from './settings.ts';
import { signInRouter } from './sign-in.ts';
import { staticPage } from './static-page.ts';

export interface Api {
  readonly app: express.Express;
  /** Every declared route, for checks of answers against their schemas. */
  readonly routes: readonly Route[];
  /** Ends event streams and timers. Close the server afterwards. */
  close(): Promise<void>;
}

/** Builds the HTTP side: page, sign-in, `/api/v1`, description, metrics. Opens nothing: `listen` does. */
export function createApi(deps: ApiDeps): Api {
  const limits = { ...DEFAULT_LIMITS, ...deps.limits };
  const rates = createRateLimits(limits, deps.log);
  const streams = new EventStreams(deps, limits);
  const metrics = createMetrics(deps, streams);
  const routes = [
    ...itemRoutes(deps),
    ...decisionRoutes(deps),
    ...viewRoutes(deps),
    ...figureRoutes(deps),
    ...comparisonRoutes(deps),
    ...auditRoutes(deps),
    ...correctionRoutes(deps),
    ...trustRoutes(deps),
    ...exportRoutes(deps),
    ...eventRoutes(streams),
    ...targetRoutes(deps, limits),
    ...importRoutes(deps, limits),
    ...ingestRoutes(deps, limits),
    ...digestRoutes(deps),
    ...digestMailRoutes(deps),
    ...runRoutes(deps),
    ...scraperRoutes(deps),
    ...systemRoutes(deps),
    ...themeRoutes(deps),
    ...queueRoutes(deps),
    ...accessRoutes(deps),
  ];
  const api = Router();
  api.use(identify(deps, rates.wrongKeys), rates.requests);
  mountRoutes({ router: api, routes, idempotency: new Idempotency(deps), maxBodyBytes: limits.maxBodyBytes });

  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.set('query parser', false);
  app.set('trust proxy', deps.trustProxy ?? 0);
  app.use(trackRequest(deps, metrics), secureHeaders(), hostGuard(deps.allowedHosts ?? []));
  app.get('/healthz', healthz(deps));
  app.get('/readyz', readyz(deps));
  app.get('/openapi.json', describeApi(routes, deps.version));
  app.get('/metrics', identify(deps, rates.wrongKeys), rates.requests, needsRead, metrics.handler);
  app.use(signInRouter({ deps, limits, rates }));
  app.use('/api/v1', api);
  app.use(staticPage(deps.webRoot));
  app.use(() => {
    throw new NotFound('There is nothing under this address.');
  });
  app.use(problemHandler(deps.log));
  return {
    app,
    routes,
    async close() {
      streams.close();
      rates.close();
    },
  };
}

const needsRead: RequestHandler = (_req, res, next) => {
  callerWith('read', localsOf(res));
  next();
};

/** Gives each request its id and nonce, and writes one line when it is over. Never the address: it may hold words or a token. */
function trackRequest({ log, randomToken }: ApiDeps, metrics: Metrics): RequestHandler {
  return (req, res, next) => {
    const startedAt = performance.now();
    const locals = localsOf(res);
    locals.requestId = randomToken().slice(0, 12);
    locals.nonce = randomToken();
    res.set('X-Request-Id', locals.requestId);
    res.once('close', () => {
      const ms = Math.round(performance.now() - startedAt);
      const route = locals.route ?? '(unknown)';
      const { method } = req;
      log.debug({ requestId: locals.requestId, method, route, status: res.statusCode, ms }, 'request');
      metrics.count({ method, route, status: res.statusCode, seconds: ms / 1000 });
    });
    next();
  };
}

const LOOPBACK = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/**
 * Nothing from elsewhere, nothing inline without this response's nonce. `same-origin` referrers, not none: with none,
 * browsers send `Origin: null` with our own forms. No HSTS: it would bind every port of the host; the proxy that holds the certificate decides.
 */
function secureHeaders(): RequestHandler {
  return (req, res, next) => {
    const nonce = `'nonce-${localsOf(res).nonce}'`;
    const self = "'self'";
    const none = "'none'";
    const directives = {
      'default-src': [self],
      'script-src': [self, nonce],
      'style-src': [self, nonce],
      'img-src': [self, 'data:'],
      'connect-src': [self],
      'font-src': [self],
      'object-src': [none],
      'base-uri': [none],
      'form-action': [self],
      'frame-ancestors': [none],
    };
    // Browsers obey these two on https and loopback only; elsewhere they complain about them in the console.
    const trustworthy = req.secure || LOOPBACK.test(req.hostname ?? '');
    helmet({
      crossOriginOpenerPolicy: trustworthy,
      originAgentCluster: trustworthy,
      contentSecurityPolicy: { useDefaults: false, directives },
      referrerPolicy: { policy: 'same-origin' },
      strictTransportSecurity: false,
      xFrameOptions: { action: 'deny' },
    })(req, res, next);
  };
}

/** Alive and able to read the store; tells nothing else, so it needs no key. */
function healthz({ store }: ApiDeps): RequestHandler {
  return async (_req, res) => {
    localsOf(res).route = '/healthz';
    await store.lastSeq();
    res.set('Cache-Control', 'no-store').json({ status: 'ok' });
  };
}

/** Able to do its work: store and queue answer. */
function readyz(deps: ApiDeps): RequestHandler {
  return async (_req, res) => {
    localsOf(res).route = '/readyz';
    const state = await readiness(deps);
    res
      .status(state.ready ? 200 : 503)
      .set('Cache-Control', 'no-store')
      .json(state);
  };
}

function describeApi(routes: readonly Route[], version: string): RequestHandler {
  let text: string | undefined;
  return (_req, res) => {
    localsOf(res).route = '/openapi.json';
    text ??= JSON.stringify(openApiDocument(routes, version));
    res.set('Cache-Control', 'no-cache').type('application/json').send(text);
  };
}
