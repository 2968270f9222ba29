import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Models } from '../../understand/index.ts';
import { understandLines } from '../../understand/jsonl.ts';

/** Lines that follow each other; `from`: the number of the first, from 1. */
export interface LinesToRead {
  readonly lines: readonly string[];
  readonly from: number;
}

type Settle = (answers: readonly string[]) => void;

/** Lines after which a second thread pays: whoever sends so many will mostly send thousands. */
const ALONE_LINES = 400;
/** Chunks that wait in the thread: enough that it has work while this thread reads a chunk of its own. */
const AHEAD = 2;
/** Its garbage is cut short, or two threads would take as much memory as two processes. */
const HEAP = { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 256 } as const;

/**
 * Reads chunks of lines, each here or in a second thread that begins with the first long input. Where the thread cannot be started,
 * or ends, all is read here.
 */
export class LineReader {
  readonly #models: Models;
  readonly #labels: 3 | 4;
  #thread: Worker | null = null;
  #isReady = false;
  #isLost = false;
  readonly #waiting: { readonly chunk: LinesToRead; readonly settle: Settle }[] = [];

  constructor(models: Models, labels: 3 | 4) {
    this.#models = models;
    this.#labels = labels;
  }

  /** Answers of these lines, in their order. */
  read(chunk: LinesToRead): Promise<readonly string[]> | readonly string[] {
    if (chunk.from > ALONE_LINES) this.#begin();
    if (this.#thread === null || !this.#isReady || this.#waiting.length >= AHEAD) return this.#here(chunk);
    const { promise, resolve } = Promise.withResolvers<readonly string[]>();
    this.#waiting.push({ chunk, settle: resolve });
    this.#thread.postMessage(chunk);
    return promise;
  }

  async close(): Promise<void> {
    this.#isLost = true;
    await this.#thread?.terminate();
  }

  #here(chunk: LinesToRead): readonly string[] {
    return understandLines(chunk, this.#models, this.#labels);
  }

  #begin(): void {
    if (this.#thread !== null || this.#isLost) return;
    const address = new URL(`../reading-thread${path.extname(import.meta.url)}`, import.meta.url);
    const thread = new Worker(address, { workerData: { labels: this.#labels }, resourceLimits: HEAP });
    this.#thread = thread;
    thread.on('message', (answers: readonly string[] | null) => {
      if (answers === null) this.#isReady = true;
      else this.#waiting.shift()?.settle(answers);
    });
    const lost = () => {
      this.#isLost = true;
      this.#thread = null;
      for (const { chunk, settle } of this.#waiting.splice(0)) settle(this.#here(chunk));
    };
    thread.on('error', lost);
    thread.on('exit', lost);
  }
}
