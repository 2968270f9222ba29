import { Worker } from 'node:worker_threads';
import { Unavailable } from '../../errors.ts';
import type { Reply, Request, WorkerTask } from './protocol.ts';
import { fromWire } from './wire-errors.ts';

interface Waiting {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

/** Rows are soon passed on: without a limit V8 lets 32 MB of them lie in each of the two threads. */
const YOUNG_MB = 8;

/** Sources run as .ts, the packed product as .js: the worker is the neighbour with the same extension. */
function workerUrl(): URL {
  return new URL(`./worker${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url);
}

/**
 * One thread and the requests that wait for it. Requests are answered in the order in which they were sent. A thread that
 * nobody waits for does not keep the process alive.
 */
export class WorkerClient {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  readonly #ended: Promise<void>;
  readonly ready: Promise<unknown>;
  #lastId = 0;
  #closed: Error | null = null;

  constructor(task: WorkerTask) {
    this.#worker = new Worker(workerUrl(), {
      workerData: task,
      name: `molva-store-${task.kind}`,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
    });
    this.ready = new Promise((resolve, reject) => this.#waiting.set(0, { resolve, reject }));
    this.#worker.on('message', (reply: Reply) => this.#settle(reply));
    this.#worker.on('error', (cause) =>
      this.#fail(new Unavailable('The thread of the store ended with an error.', { cause })),
    );
    this.#ended = new Promise((resolve) => {
      this.#worker.on('exit', () => {
        this.#fail(new Unavailable('The store is closed.'));
        resolve();
      });
    });
  }

  #settle(reply: Reply): void {
    const waiting = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    if (this.#waiting.size === 0 && this.#closed === null) this.#worker.unref();
    if (reply.ok) waiting?.resolve(reply.value);
    else waiting?.reject(fromWire(reply.error));
  }

  #fail(error: Error): void {
    this.#closed ??= error;
    for (const waiting of this.#waiting.values()) waiting.reject(this.#closed);
    this.#waiting.clear();
  }

  call(method: string, args: readonly unknown[]): Promise<unknown> {
    const closed = this.#closed;
    if (closed !== null) return Promise.reject(closed);
    return new Promise((resolve, reject) => {
      this.#lastId += 1;
      const request: Request = { id: this.#lastId, method, args };
      this.#waiting.set(request.id, { resolve, reject });
      this.#worker.ref();
      this.#worker.postMessage(request);
    });
  }

  /** Answers what was asked before, then ends the thread. Idempotent. */
  async close(): Promise<void> {
    if (this.#closed === null) {
      const last = this.call('close', []).catch(() => undefined);
      this.#closed = new Unavailable('The store is closed.');
      await last;
    }
    await this.#ended;
  }
}
