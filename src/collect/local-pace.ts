import type { Pace } from './pace.ts';

interface Waiter {
  readonly minGapMs: number;
  readonly start: () => void;
}

interface Host {
  /** When the last slot was given out, and the gap its taker asked for. */
  lastMs: number;
  lastGapMs: number;
  holdUntilMs: number;
  readonly waiters: Waiter[];
  timer: NodeJS.Timeout | undefined;
}

/** A timer set for longer fires at once; longer waits are slept in pieces. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/** Hosts remembered before idle ones are forgotten. */
const MAX_IDLE_HOSTS = 1000;

/** `Pace` within one process: each host has its own line of waiters, served first come, first served, on a monotonic clock. */
export class LocalPace implements Pace {
  readonly #hosts = new Map<string, Host>();

  async next(host: string, minGapMs: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    const line = this.#line(host);
    await new Promise<void>((resolve, reject) => {
      const giveUp = (): void => {
        line.waiters.splice(line.waiters.indexOf(waiter), 1);
        this.#serve(line);
        reject(signal!.reason);
      };
      const waiter: Waiter = {
        minGapMs,
        start: () => {
          signal?.removeEventListener('abort', giveUp);
          resolve();
        },
      };
      signal?.addEventListener('abort', giveUp, { once: true });
      line.waiters.push(waiter);
      this.#serve(line);
    });
  }

  async hold(host: string, delayMs: number): Promise<void> {
    const line = this.#line(host);
    line.holdUntilMs = Math.max(line.holdUntilMs, performance.now() + delayMs);
    this.#serve(line);
  }

  async waitMs(host: string): Promise<number> {
    const line = this.#hosts.get(host);
    return line ? Math.max(0, Math.ceil(freeAt(line, 0) - performance.now())) : 0;
  }

  #line(host: string): Host {
    let line = this.#hosts.get(host);
    if (!line) {
      if (this.#hosts.size >= MAX_IDLE_HOSTS) this.#forgetIdle();
      line = { lastMs: Number.NEGATIVE_INFINITY, lastGapMs: 0, holdUntilMs: 0, waiters: [], timer: undefined };
      this.#hosts.set(host, line);
    }
    return line;
  }

  /** Gives out the slots that are due and sets the timer for the next one. */
  #serve(line: Host): void {
    clearTimeout(line.timer);
    line.timer = undefined;
    for (let first = line.waiters[0]; first; first = line.waiters[0]) {
      const now = performance.now();
      const waitMs = freeAt(line, first.minGapMs) - now;
      if (waitMs > 0) {
        // Timers may fire up to a millisecond early: rounded up, and the time is looked at again.
        line.timer = setTimeout(() => this.#serve(line), Math.min(Math.ceil(waitMs), MAX_TIMER_MS));
        return;
      }
      line.waiters.shift();
      line.lastMs = now;
      line.lastGapMs = first.minGapMs;
      first.start();
      // It counts from when its taker has begun: a thread that is held just then must not bring two requests closer.
      setImmediate(() => {
        line.lastMs = performance.now();
      });
    }
  }

  #forgetIdle(): void {
    const now = performance.now();
    for (const [host, line] of this.#hosts)
      if (line.waiters.length === 0 && freeAt(line, 0) <= now) this.#hosts.delete(host);
  }
}

/** The gap between two slots is the larger of the wishes of those who take them, so that neither sees a window that is too full. */
function freeAt(line: Host, minGapMs: number): number {
  return Math.max(line.lastMs + Math.max(line.lastGapMs, minGapMs), line.holdUntilMs);
}
