import express, { type Response, Router } from 'express';
import { z } from 'zod';
import { setSessionCookie } from './auth.ts';
import { assertSameOrigin } from './guards.ts';
import { localsOf } from './locals.ts';
import { HttpProblem, PROBLEMS, toProblem } from './problems.ts';
import type { RateLimits } from './rate-limits.ts';
import { hashSecret } from './secrets.ts';
import type { ApiDeps, ApiLimits } from './settings.ts';
import { type SignInWords, signInPage, wordsFor } from './sign-in-page.ts';

const SignInForm = z.object({ token: z.string().min(1).max(2000) });

interface SignInOptions {
  readonly deps: ApiDeps;
  readonly limits: ApiLimits;
  readonly rates: RateLimits;
}

/**
 * `GET /sign-in?token=` shows a page with one button, `POST /sign-in` redeems the link. The GET changes nothing, so that
 * mail scanners and previews that follow the link do not use it up; there is no automatic sending, because some of them run scripts.
 */
export function signInRouter({ deps, limits, rates }: SignInOptions): Router {
  const router = Router();

  router.use('/sign-in', (_req, res, next) => {
    localsOf(res).route = '/sign-in';
    res.set('Cache-Control', 'no-store');
    next();
  });

  router.get('/sign-in', (req, res) => {
    const token = new URLSearchParams(req.originalUrl.split('?')[1] ?? '').get('token') ?? '';
    sendPage(res, { words: wordsFor(req.acceptsLanguages()), token, status: 200 });
  });

  const form = express.urlencoded({ extended: false, limit: 4096, parameterLimit: 5 });
  router.post('/sign-in', rates.signIn, form, async (req, res) => {
    const words = wordsFor(req.acceptsLanguages());
    try {
      // Otherwise another site could sign a person in as somebody else.
      assertSameOrigin(req);
      const parsed = SignInForm.safeParse(req.body);
      if (!parsed.success) throw new HttpProblem('bad-input', words.failed);
      const session = await openSession(deps, limits, tokenOf(parsed.data.token));
      if (session === null) throw new HttpProblem('unauthorised', words.failed);
      setSessionCookie(req, res, session);
      res.redirect(303, '/');
    } catch (error) {
      const problem = toProblem(error);
      const { status } = PROBLEMS[problem.code];
      if (status >= 500) throw error;
      sendPage(res, { words, token: '', status, message: problem.message });
    }
  });

  return router;
}

/** People paste the whole link as often as the code in it. */
function tokenOf(pasted: string): string {
  const text = pasted.trim();
  return (URL.canParse(text) ? new URL(text).searchParams.get('token') : null) ?? text;
}

async function openSession(
  { store, clock, randomToken }: ApiDeps,
  limits: ApiLimits,
  link: string,
): Promise<{ token: string; maxAgeMs: number } | null> {
  const token = randomToken();
  const maxAgeMs = limits.sessionDays * 86_400_000;
  const redeemed = await store.redeemSignInLink({
    hash: hashSecret(link),
    sessionHash: hashSecret(token),
    sessionExpiresAt: new Date(clock.now() + maxAgeMs).toISOString(),
    now: new Date(clock.now()).toISOString(),
  });
  return redeemed === null ? null : { token, maxAgeMs };
}

function sendPage(res: Response, page: { words: SignInWords; token: string; status: number; message?: string }): void {
  const html = signInPage({ ...page, nonce: localsOf(res).nonce });
  res.status(page.status).type('html').send(html);
}
