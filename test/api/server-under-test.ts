import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import { z } from 'zod';
import type { Route } from '../../src/api/define-route.ts';
import { listen } from '../../src/api/listen.ts';
import { createApiKey, createSignInLink } from '../../src/api/secrets.ts';
import { createApi } from '../../src/api/server.ts';
import type { ApiDeps } from '../../src/api/settings.ts';
import { Problem, type Role } from '../../src/api/wire.ts';
import { defineScraper } from '../../src/collect/scraper.ts';
import type { Compute } from '../../src/compute/compute.ts';
import { renderDigest } from '../../src/digest/render/render.ts';
import type { Log } from '../../src/domain/ambient.ts';
import { Brand } from '../../src/domain/brand.ts';
import { createFeedbackDesk } from '../../src/feedback/desk.ts';
import { createDigests } from '../../src/jobs/digest-desk.ts';
import { createFigures } from '../../src/jobs/figures.ts';
import { createRising } from '../../src/jobs/rising-phrases.ts';
import { createThemes } from '../../src/jobs/themes.ts';
import { createLocalQueue } from '../../src/queue/local-queue.ts';

import { openSqliteStore } from '../../src/store/sqlite/open.ts';
import { loadModels, type Models, readItem } from '../../src/understand/index.ts';
import { proposeThemes } from '../../src/understand/themes/propose.ts';
import { testSources } from './test-sources.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests read answers of many shapes; `call` has checked them by schema
  readonly body: any;
}

export interface CallOptions {
  readonly key?: string;
  readonly cookie?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

const scraper = defineScraper({
  name: 'otzovik',
  title: 'Otzovik',
  kind: 'aggregator',
  hosts: ['otzovik.com'],
  idScope: 'site',
  languages: ['ru'],
  browser: false,
  access: 'public-page',
  pace: { perMinute: 6, concurrency: 1, source: 'test' },
  order: 'newest-first',
  parserVersion: 1,
  options: z.object({ path: z.string().describe('Path of the page') }),
  example: { url: 'https://otzovik.com/reviews/x/', options: { path: '/reviews/x/' } },
  required: ['text'],
  fromUrl: (url) => ({ path: url.pathname }),
  firstPage: (options) => ({ url: `https://otzovik.com${options.path}` }),
  parse: () => ({ reviews: [] }),
});

/** Texts are read in this thread, by the models of the product, loaded when they are first asked for. */
function readingCompute(): Pick<Compute, 'understand' | 'rising'> {
  let models: Promise<Models> | undefined;
  return {
    async understand(inputs) {
      models ??= loadModels();
      const loaded = await models;
      return inputs.map((input) => ({ key: input.key, ...readItem(input, loaded) }));
    },
    async rising(input) {
      models ??= loadModels();
      return proposeThemes(input, (await models).themes);
    },
  };
}

/** The API on a real port over a real store in a folder of its own. Every JSON answer is checked against its declared schema. */
export async function startServer(overrides: Partial<ApiDeps> = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'molva-api-'));
  // A store of the caller's is closed with the server, too.
  const store = overrides.store ?? (await openSqliteStore({ path: join(folder, 'molva.db'), role: 'loop' }));
  const clock = { ms: Date.parse('2026-04-01T12:00:00Z'), now: () => clock.ms };
  const now = () => new Date(clock.ms).toISOString();
  const logged: { fields: unknown; message: string }[] = [];
  const write = (fields: unknown, message: string) => void logged.push({ fields, message });
  const log: Log = { debug: write, info: write, warn: write, error: write };
  const randomToken = () => randomBytes(32).toString('base64url');
  const queue = createLocalQueue({ concurrency: 1, log });
  const sources = testSources(store, now);
  const figures = createFigures({ store, clock });
  const compute = readingCompute();
  const deps: ApiDeps = {
    store,
    queue,
    sources,
    figures,
    themes: createThemes({ store, compute, clock }),
    rising: createRising({ store, compute, clock }),
    digests: createDigests({
      store,
      figures,
      scrapers: [scraper],
      pageUrl: null,
      render: renderDigest,
      mailer: null,
      from: 'Molva <molva@localhost>',
      clock,
      log,
      leaseMs: 60_000,
    }),
    feedback: createFeedbackDesk({ store, secret: 'secret of the test', keepNames: false, now }),
    scrapers: [scraper],
    clock,
    log,
    randomToken,
    version: '0.0.1',
    webRoot: null,
    ...overrides,
  };
  const api = createApi(deps);
  const server = await listen({ api, host: '127.0.0.1', port: 0 });
  await store.saveBrand(Brand.parse({ id: 'romashka', name: 'Ромашка' }), now());

  const keys = new Map<Role, string>();
  async function key(scope: Role): Promise<string> {
    const known = keys.get(scope) ?? (await createApiKey({ ...deps, name: `${scope} key`, scope })).key;
    keys.set(scope, known);
    return known;
  }

  async function call(method: string, path: string, options: CallOptions = {}): Promise<Answer> {
    const headers: Record<string, string> = { ...options.headers };
    if (options.key !== undefined) headers['authorization'] = `Bearer ${options.key}`;
    if (options.cookie !== undefined) headers['cookie'] = options.cookie;
    if (options.body !== undefined) headers['content-type'] ??= 'application/json';
    const raw = typeof options.body === 'string' ? options.body : JSON.stringify(options.body);
    const response = await fetch(server.url + path, {
      method,
      headers,
      redirect: 'manual',
      ...(raw === undefined ? {} : { body: raw }),
    });
    const text = await response.text();
    const type = response.headers.get('content-type') ?? '';
    const body: unknown = /json/.test(type) && !/ndjson/.test(type) && text !== '' ? JSON.parse(text) : undefined;
    const answer = { status: response.status, headers: response.headers, text, body };
    checkAnswer(api.routes, method, path, answer);
    return answer;
  }

  /** Signs in as a person does; returns the cookie. */
  async function signIn(role: Role): Promise<string> {
    const { token } = await createSignInLink({ store, clock, randomToken, name: 'Анна', role });
    const answer = await fetch(`${server.url}/sign-in`, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin: server.url, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ token }),
    });
    expect(answer.status).toBe(303);
    return (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  }

  return {
    api,
    store,
    clock,
    sources,
    logged,
    randomToken,
    url: server.url,
    port: server.port,
    now,
    key,
    call,
    signIn,
    async close() {
      await server.close(100);
      await queue.close(0);
      await store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
export type ServerUnderTest = Awaited<ReturnType<typeof startServer>>;

/** A JSON answer is a problem document, or what its route declares: with nothing more in it. */
function checkAnswer(routes: readonly Route[], method: string, path: string, answer: Answer): void {
  if (answer.status >= 400) {
    if (!path.startsWith('/sign-in')) {
      expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
      expect(Problem.strict().parse(answer.body)).toMatchObject({ status: answer.status });
    }
    return;
  }
  const pathname = path.split('?')[0]?.replace('/api/v1', '') ?? '';
  const route = routes.find(
    (one) =>
      one.method === method.toLowerCase() && new RegExp(`^${one.path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(pathname),
  );
  if (route === undefined || !path.startsWith('/api/v1')) return;
  expect(answer.status).toBe(route.status);
  // Equal to its own parsed form: no undeclared field (a search stem, a hash) slips out.
  if (route.response !== undefined) expect(route.response.parse(answer.body)).toEqual(answer.body);
}

/** A request byte by byte as a hostile client sends it: own Host, paths that `fetch` would tidy. */
export function rawRequest(
  port: number,
  options: { method?: string; path: string; headers?: Readonly<Record<string, string>> },
): Promise<{ status: number; headers: http.IncomingHttpHeaders; text: string }> {
  return new Promise((resolve, reject) => {
    const request = http.request({ host: '127.0.0.1', port, agent: false, ...options }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: Buffer.concat(chunks).toString(),
        }),
      );
      response.on('error', reject);
    });
    request.on('error', reject);
    request.end();
  });
}
