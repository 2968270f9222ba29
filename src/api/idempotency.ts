import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Caller } from './locals.ts';
import { HttpProblem } from './problems.ts';
import type { ApiDeps } from './settings.ts';

/** Printable ASCII, as the IETF draft for the header has it; longer than any UUID. */
const IdempotencyKey = z.string().regex(/^[\x21-\x7e]{1,200}$/, '1 to 200 printable ASCII characters');

/** What the store keeps as the body: the request's fingerprint beside the answer. */
const Kept = z.object({ request: z.string(), answer: z.string() });

export interface Answer {
  readonly status: number;
  readonly body: string;
  /** It was given before; nothing was done now. */
  readonly repeated: boolean;
}

/**
 * Gives the first answer again when the same caller repeats a request with the same key. The store keeps answers for
 * 24 hours. Only successes are kept: a failed request changed nothing and may be tried again. Throws `conflict` while
 * the first one is still being worked on, `key-reused` when the body differs.
 */
export class Idempotency {
  readonly #deps: ApiDeps;
  readonly #busy = new Set<string>();

  constructor(deps: ApiDeps) {
    this.#deps = deps;
  }

  async once(
    request: { readonly header: string; readonly route: string; readonly caller: Caller; readonly body: unknown },
    work: () => Promise<{ readonly status: number; readonly body: string }>,
  ): Promise<Answer> {
    const parsed = IdempotencyKey.safeParse(request.header);
    if (!parsed.success) {
      const reason = '1 to 200 printable ASCII characters';
      throw new HttpProblem('bad-input', `Idempotency-Key: ${reason}`, {
        errors: [{ name: 'Idempotency-Key', reason }],
      });
    }
    const { store, clock } = this.#deps;
    const { route } = request;
    const key = sha256(JSON.stringify([request.caller.kind, request.caller.name, request.caller.id, parsed.data]));
    const fingerprint = sha256(JSON.stringify(request.body ?? null));
    if (this.#busy.has(key)) {
      throw new HttpProblem('conflict', 'The first request with this Idempotency-Key is still being worked on.', {
        headers: { 'Retry-After': '2' },
      });
    }
    this.#busy.add(key);
    try {
      const now = new Date(clock.now()).toISOString();
      const kept = await store.idempotent({ key, route, now });
      if (kept !== null) {
        const { request: first, answer } = Kept.parse(JSON.parse(kept.body));
        if (first !== fingerprint) {
          throw new HttpProblem('key-reused', 'This Idempotency-Key came with another body before. Use a new one.');
        }
        return { status: kept.status, body: answer, repeated: true };
      }
      const { status, body } = await work();
      await store.keepIdempotent({
        key,
        route,
        status,
        body: JSON.stringify({ request: fingerprint, answer: body }),
        now,
      });
      return { status, body, repeated: false };
    } finally {
      this.#busy.delete(key);
    }
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
