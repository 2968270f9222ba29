import { Worker } from 'node:worker_threads';
import type { Page } from '../collect/page.ts';
import type { ParseResult } from '../collect/scraper.ts';
import type { RenderedDigest } from '../digest/content.ts';
import type { Understanding } from '../domain/item.ts';
import { LayoutChanged } from '../errors.ts';
import type { Edge } from '../understand/duplicates/index.ts';
import type { ReadInput } from '../understand/index.ts';
import type { RisingPhrase } from '../understand/themes/rising.ts';
import type { Compute, PageDrafts, PageJob, WeighedBlocks } from './compute.ts';
import { revive } from './flat-error.ts';
import type { Answer, Envelope, Task, WorkerSetup } from './messages.ts';

export interface PoolOptions {
  readonly workers: number;
  /** A page that takes longer ends its worker and is `LayoutChanged`. */
  readonly parseTimeoutMs: number;
  /** A batch of texts that takes longer ends its worker and is an `Error`. */
  readonly understandTimeoutMs?: number;
  readonly secret: string;
}

interface Waiting {
  readonly task: Task;
  readonly url: string | undefined;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

interface Slot {
  readonly worker: Worker;
  /** The worker said that its imports are done: only then a time limit is fair. */
  ready: boolean;
  job: (Waiting & { readonly id: number; timer?: NodeJS.Timeout }) | undefined;
}

/**
 * Heap of one worker, in MB. Without a limit V8 lets rubbish grow to 400 MB before it looks; with one it looks earlier, and the same
 * work stays at 110 MB. A page that needs more than the limit ends its worker and becomes `LayoutChanged`.
 */
const HEAP = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 16 } as const;

/** Ten thousand reviews are weighed in one task: so many times as long as a batch of texts may take. */
const WEIGHING = 10;

/** Worker threads for parsing and understanding. One task per worker at a time; workers start on first use. */
export function createPool({ workers, parseTimeoutMs, understandTimeoutMs = 30_000, secret }: PoolOptions): Compute {
  const setup: WorkerSetup = { secret };
  const slots = new Set<Slot>();
  const queue: Waiting[] = [];
  let nextId = 1;
  let closed = false;

  function open(): Slot {
    // The extension follows this file's own: .ts in the checkout, .js in the package.
    const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
    const worker = new Worker(new URL(`./worker.${extension}`, import.meta.url), {
      workerData: setup,
      resourceLimits: HEAP,
    });
    const slot: Slot = { worker, ready: false, job: undefined };
    slots.add(slot);
    worker.on('message', (message: Answer | 'ready') => (message === 'ready' ? started(slot) : settle(slot, message)));
    worker.on('error', (error) => gone(slot, error));
    worker.on('exit', () => gone(slot, new Error('The worker ended')));
    // An idle worker must not keep a finished command alive.
    worker.unref();
    return slot;
  }

  function started(slot: Slot): void {
    slot.ready = true;
    if (slot.job !== undefined) limit(slot);
  }

  function limit(slot: Slot): void {
    const { job } = slot;
    if (job === undefined || job.task.kind === 'version') return;
    const { url } = job;
    const ownMs = job.task.kind === 'weigh' ? WEIGHING * understandTimeoutMs : understandTimeoutMs;
    const limitMs = url === undefined ? ownMs : parseTimeoutMs;
    job.timer = setTimeout(() => {
      slot.job = undefined;
      slots.delete(slot);
      void slot.worker.terminate();
      job.reject(
        url === undefined
          ? new Error(`${job.task.kind === 'digest' ? 'Rendering' : 'Understanding'} took longer than ${limitMs} ms`)
          : new LayoutChanged(`Parsing took longer than ${limitMs} ms`, { details: { url } }),
      );
      pump();
    }, limitMs);
  }

  function settle(slot: Slot, answer: Answer): void {
    const { job } = slot;
    if (job === undefined || job.id !== answer.id) return;
    clearTimeout(job.timer);
    slot.job = undefined;
    slot.worker.unref();
    if ('error' in answer) job.reject(revive(answer.error, job.url));
    else job.resolve(answer.value);
    pump();
  }

  function gone(slot: Slot, cause: Error): void {
    slots.delete(slot);
    const { job } = slot;
    slot.job = undefined;
    if (job === undefined) return;
    clearTimeout(job.timer);
    // A worker that never came up says nothing about the page.
    job.reject(
      job.url === undefined || !slot.ready
        ? cause
        : new LayoutChanged('The parser ended its worker', { cause, details: { url: job.url } }),
    );
    pump();
  }

  function pump(): void {
    while (queue.length > 0) {
      const slot = [...slots].find((one) => one.job === undefined) ?? (slots.size < workers ? open() : undefined);
      if (slot === undefined) return;
      const waiting = queue.shift()!;
      slot.job = { ...waiting, id: nextId++ };
      slot.worker.ref();
      slot.worker.postMessage({ id: slot.job.id, task: waiting.task } satisfies Envelope);
      if (slot.ready) limit(slot);
    }
  }

  function ask<T>(task: Task, url?: string): Promise<T> {
    if (closed) return Promise.reject(new Error('The compute pool is closed'));
    return new Promise<T>((resolve, reject) => {
      queue.push({ task, url, resolve: resolve as (value: unknown) => void, reject });
      pump();
    });
  }

  return {
    workers,
    parse: (scraper: string, page: Page, options) =>
      ask<ParseResult>({ kind: 'parse', scraper, page, options }, page.url),
    readPage: (job: PageJob) => ask<PageDrafts>({ kind: 'page', job }, job.page.url),
    understand: (inputs: readonly ReadInput[], layer = null) =>
      ask<readonly (Understanding & { key: string })[]>({ kind: 'understand', inputs, layer }),
    rising: (input) => ask<readonly RisingPhrase[]>({ kind: 'rising', input }),
    bands: (inputs) => ask<readonly string[]>({ kind: 'bands', inputs }),
    alike: (asked) => ask<readonly Edge[]>({ kind: 'alike', asked }),
    weigh: (reviews, context) => ask<WeighedBlocks>({ kind: 'weigh', reviews, context }),
    renderDigest: (content, language) => ask<RenderedDigest>({ kind: 'digest', content, language }),
    modelVersion: () => ask<string>({ kind: 'version' }),
    async close(): Promise<void> {
      closed = true;
      for (const waiting of queue.splice(0)) waiting.reject(new Error('The compute pool is closed'));
      await Promise.all([...slots].map((slot) => slot.worker.terminate()));
    },
  };
}
