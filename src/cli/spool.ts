import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Bytes that are written at once. */
const BUFFER = 1 << 18;

/**
 * Values on disk instead of in memory, each to be had again by its number: a file of its own in the system's folder for such, readable
 * for this user only, gone after `close`. Errors of the disk are thrown as they come (`ENOSPC` where it is full).
 */
export class Spool<T> {
  readonly #folder: string;
  readonly #file: number;
  /** Where each begins and ends, one behind another. */
  #places = new Float64Array(1 << 10);
  #size = 0;
  #waiting: Buffer[] = [];
  #waitingBytes = 0;
  #bytes = 0;

  constructor() {
    this.#folder = mkdtempSync(path.join(tmpdir(), 'molva-'));
    this.#file = openSync(path.join(this.#folder, 'spool'), 'wx+', 0o600);
  }

  /** One more than the highest number. */
  get size(): number {
    return this.#size;
  }

  /** `i`: its number; the next where it is not given. */
  put(value: T, i = this.size): void {
    const bytes = Buffer.from(JSON.stringify(value));
    if (2 * i + 1 >= this.#places.length) {
      const larger = new Float64Array(2 * this.#places.length + 2 * i);
      larger.set(this.#places);
      this.#places = larger;
    }
    this.#places[2 * i] = this.#bytes;
    this.#bytes += bytes.length;
    this.#places[2 * i + 1] = this.#bytes;
    this.#size = Math.max(this.#size, i + 1);
    this.#waiting.push(bytes);
    this.#waitingBytes += bytes.length;
    if (this.#waitingBytes >= BUFFER) this.#flush();
  }

  at(i: number): T {
    const [from, to] = [this.#places[2 * i] ?? 0, this.#places[2 * i + 1] ?? 0];
    if (to === from) throw new RangeError(`nothing at ${i}`);
    if (this.#waitingBytes > 0) this.#flush();
    const bytes = Buffer.allocUnsafe(to - from);
    for (let read = 0; read < bytes.length; ) {
      const n = readSync(this.#file, bytes, read, bytes.length - read, from + read);
      if (n === 0) throw new Error('the file for values that wait was cut short');
      read += n;
    }
    return JSON.parse(bytes.toString()) as T;
  }

  close(): void {
    closeSync(this.#file);
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #flush(): void {
    const bytes = Buffer.concat(this.#waiting);
    for (let written = 0; written < bytes.length; ) written += writeSync(this.#file, bytes, written);
    this.#waiting = [];
    this.#waitingBytes = 0;
  }
}
