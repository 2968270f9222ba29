import { once } from 'node:events';
import type { Request, Response } from 'express';
import type { StoredEvent } from '../store/store.ts';
import { stillValid } from './auth.ts';
import type { Caller } from './locals.ts';
import { HttpProblem } from './problems.ts';
import type { ApiDeps, ApiLimits } from './settings.ts';

/** Events written at once; a reader that does not take them stops the reading, so nothing piles up in memory. */
const BATCH = 200;

interface StreamRequest {
  readonly req: Request;
  readonly res: Response;
  readonly caller: Caller;
  /** Last event that the reader has; null = only what comes from now on. */
  readonly after: number | null;
  readonly brand: string | undefined;
}

/**
 * Server-sent events from the store's outbox. One timer asks the store for its last number, so that changes made by
 * other processes are seen and a hundred open pages cost one small read a second. Each stream then reads from its own mark.
 */
export class EventStreams {
  readonly #deps: ApiDeps;
  readonly #limits: ApiLimits;
  readonly #open = new Set<AbortController>();
  #wake = Promise.withResolvers<void>();
  #lastSeq = 0;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(deps: ApiDeps, limits: ApiLimits) {
    this.#deps = deps;
    this.#limits = limits;
  }

  get size(): number {
    return this.#open.size;
  }

  /** Ends every stream and stops asking the store. */
  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    for (const stream of this.#open) stream.abort();
    this.#wake.resolve();
  }

  /** Writes events until the reader goes, its session ends, or `close`. Throws before the first byte only. */
  async serve(stream: StreamRequest): Promise<void> {
    const { res } = stream;
    if (this.#closed || this.#open.size >= this.#limits.eventStreams) {
      throw new HttpProblem('unavailable', 'Too many event streams are open.', { headers: { 'Retry-After': '10' } });
    }
    const last = await this.#deps.store.lastSeq();
    // A mark beyond the end comes from before a restore of an older backup: following it would show nothing for days.
    const mark = Math.min(stream.after ?? last, last);
    const gone = new AbortController();
    res.once('close', () => gone.abort());
    if (res.closed || this.#closed) return;
    this.#open.add(gone);
    this.#lastSeq = Math.max(this.#lastSeq, last);
    this.#schedule();
    try {
      res.status(200).set({
        'Content-Type': 'text/event-stream; charset=utf-8',
        'Cache-Control': 'no-store',
        // nginx holds small answers back otherwise.
        'X-Accel-Buffering': 'no',
      });
      res.write('retry: 3000\n\n');
      await this.#follow(stream, mark, gone.signal);
    } catch (error) {
      if (!gone.signal.aborted) this.#deps.log.warn({ error: String((error as Error).name) }, 'event stream ended');
    } finally {
      this.#open.delete(gone);
      if (this.#open.size === 0) clearTimeout(this.#timer);
      res.end();
    }
  }

  async #follow({ res, caller, brand }: StreamRequest, start: number, gone: AbortSignal): Promise<void> {
    let mark = start;
    let beatAt = performance.now() + this.#limits.eventHeartbeatMs;
    while (!gone.aborted) {
      const wake = this.#wake.promise;
      const events = mark < this.#lastSeq ? await this.#deps.store.events(mark, BATCH) : [];
      mark = events.at(-1)?.seq ?? mark;
      const mine = brand === undefined ? events : events.filter((event) => event.brand === brand);
      await this.#write(res, mine.map(toFrame).join(''), gone);
      if (events.length === BATCH) continue;
      if (performance.now() >= beatAt) {
        if (!(await stillValid(this.#deps, caller))) return;
        // A comment: keeps proxies from cutting the line. The id moves a brand's reader past the others' events.
        await this.#write(res, brand === undefined ? ': beat\n\n' : `id: ${mark}\n: beat\n\n`, gone);
        beatAt = performance.now() + this.#limits.eventHeartbeatMs;
      }
      await wake;
    }
  }

  /** Waits for a slow reader; one that takes nothing for `eventStallMs` is cut and may resume from its last id. */
  async #write(res: Response, text: string, gone: AbortSignal): Promise<void> {
    if (text === '' || gone.aborted || res.write(text)) return;
    const stalled = AbortSignal.timeout(this.#limits.eventStallMs);
    try {
      await once(res, 'drain', { signal: AbortSignal.any([gone, stalled]) });
    } catch (error) {
      res.destroy();
      throw error;
    }
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    if (this.#closed || this.#open.size === 0) return;
    this.#timer = setTimeout(() => void this.#poll(), this.#limits.eventPollMs);
    this.#timer.unref();
  }

  async #poll(): Promise<void> {
    try {
      this.#lastSeq = await this.#deps.store.lastSeq();
    } catch {
      // The store is busy or gone: streams stay open and see it at the next tick.
    }
    const { resolve } = this.#wake;
    this.#wake = Promise.withResolvers<void>();
    resolve();
    this.#schedule();
  }
}

function toFrame({ seq, at, type, subject, brand, quiet }: StoredEvent): string {
  const data = JSON.stringify({ seq, at, type, subject, brand, quiet });
  return `id: ${seq}\nevent: ${type}\ndata: ${data}\n\n`;
}
