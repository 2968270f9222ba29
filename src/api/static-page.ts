import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import express, { type Response, Router } from 'express';
import { NotFound } from '../errors.ts';
import { localsOf } from './locals.ts';

/** What the built index.html has wherever a nonce belongs. */
export const NONCE_PLACE = '__CSP_NONCE__';

const YEAR_MS = 365 * 86_400_000;

/** Below these, an unknown address is a mistake of a script, not a page of ours. */
const NOT_PAGES = /^\/(?:api|assets|metrics|openapi\.json|healthz|readyz)(?:\/|$)/;

/**
 * The built page: its files, and index.html for every address that the page itself routes. Files under `assets/` have
 * their content's hash in the name, so a browser never asks for them again.
 */
export function staticPage(webRoot: string | null): Router {
  const router = Router();
  if (webRoot !== null) {
    const shared = { index: false, redirect: false, dotfiles: 'ignore' as const };
    router.get('/index.html', (_req, res) => sendIndex(webRoot, res));
    router.use(nameRoute('(file)'));
    router.use('/assets', express.static(join(webRoot, 'assets'), { ...shared, immutable: true, maxAge: YEAR_MS }));
    router.use(express.static(webRoot, { ...shared, maxAge: 0 }));
    router.use(nameRoute(undefined));
  }
  router.get('/{*path}', (req, res, next) => {
    if (NOT_PAGES.test(req.path) || !req.accepts('html')) return next();
    if (webRoot === null) throw new NotFound('The page is not built. Build it with: npm run build:web');
    return sendIndex(webRoot, res);
  });
  return router;
}

function nameRoute(name: string | undefined): express.RequestHandler {
  return (_req, res, next) => {
    localsOf(res).route = name;
    next();
  };
}

/** Each response has a nonce of its own: what somebody smuggles into the page cannot know it. */
async function sendIndex(webRoot: string, res: Response): Promise<void> {
  const { nonce } = localsOf(res);
  localsOf(res).route = '(page)';
  let html: string;
  try {
    html = await readFile(join(webRoot, 'index.html'), 'utf8');
  } catch (cause) {
    throw new NotFound('The page is not built. Build it with: npm run build:web', { cause });
  }
  res.set('Cache-Control', 'no-store').type('html').send(html.replaceAll(NONCE_PLACE, nonce));
}
