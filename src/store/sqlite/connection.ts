import { closeSync, existsSync, openSync } from 'node:fs';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { Unavailable } from '../../errors.ts';

export type { SQLInputValue };

export interface ConnectionOptions {
  readonly path: string;
  readonly mode: 'write' | 'read';
  readonly busyTimeoutMs: number;
  /** Page cache of this connection. */
  readonly cacheKiB: number;
}

/** Filters give many statements; beyond this number the one unused for longest is dropped. */
const MAX_STATEMENTS = 400;

/** One connection with its prepared statements, kept for the life of the thread. */
export class Connection {
  readonly path: string;
  readonly #db: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  constructor(options: ConnectionOptions) {
    this.path = options.path;
    const readOnly = options.mode === 'read';
    // The texts are private: the file (and with it -wal and -shm) belongs to its owner alone.
    if (!readOnly && !existsSync(options.path)) closeSync(openSync(options.path, 'a', 0o600));
    this.#db = new DatabaseSync(options.path, {
      readOnly,
      timeout: options.busyTimeoutMs,
      enableForeignKeyConstraints: true,
    });
    try {
      this.#db.exec(
        `PRAGMA cache_size = -${options.cacheKiB}; PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF`,
      );
    } catch (error) {
      this.#db.close();
      throw error;
    }
  }

  /** Before the first write, and after it was seen whose file this is: the log's mode is kept in the file itself. */
  prepareForWriting(maxPages: number | null): void {
    const mode = this.#db.prepare('PRAGMA journal_mode = WAL').get()?.['journal_mode'];
    if (mode !== 'wal')
      throw new Unavailable(`The folder of ${this.path} does not allow a write-ahead log. Is it a network share?`);
    // A killed process loses nothing with NORMAL either: what was written is in the system's cache. FULL is for the power
    // cut: without it the last corrections, redeemed links and cursors would come undone. It costs one fsync a message.
    this.#db.exec('PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA journal_size_limit = 67108864');
    // Written back each 16 MiB instead of each 4: a fifth less work where thousands of texts come in.
    this.#db.exec('PRAGMA wal_autocheckpoint = 4000');
    if (maxPages !== null) this.#db.exec(`PRAGMA max_page_count = ${maxPages}`);
  }

  #statement(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (statement !== undefined) return statement;
    if (this.#statements.size >= MAX_STATEMENTS) {
      const oldest = this.#statements.keys().next();
      if (!oldest.done) this.#statements.delete(oldest.value);
    }
    statement = this.#db.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }

  /** The caller names the shape of the row that its SQL selects. */
  get<Row>(sql: string, ...values: SQLInputValue[]): Row | undefined {
    return this.#statement(sql).get(...values) as Row | undefined;
  }

  all<Row>(sql: string, ...values: SQLInputValue[]): Row[] {
    return this.#statement(sql).all(...values) as Row[];
  }

  /** Rows as arrays, in the order of the selected columns: half the time of objects where there are very many. */
  arrays<Row extends readonly unknown[]>(sql: string, ...values: SQLInputValue[]): Row[] {
    const statement = this.#db.prepare(sql);
    statement.setReturnArrays(true);
    return statement.all(...values) as unknown as Row[];
  }

  /** Number of rows changed. */
  run(sql: string, ...values: SQLInputValue[]): number {
    return Number(this.#statement(sql).run(...values).changes);
  }

  /** Several statements without values: schema and pragmas only. */
  exec(sql: string): void {
    this.#db.exec(sql);
  }

  /** All or nothing. The write lock is taken at once, so that nothing read inside can grow stale. */
  write<T>(step: () => T): T {
    return this.#within('BEGIN IMMEDIATE', step);
  }

  /** A part of what `write` does that can fail by itself: all or nothing, and what stands before it stays. */
  part<T>(step: () => T): T {
    this.run('SAVEPOINT part');
    try {
      const result = step();
      this.run('RELEASE part');
      return result;
    } catch (error) {
      if (this.isWriting) {
        this.run('ROLLBACK TO part');
        this.run('RELEASE part');
      }
      throw error;
    }
  }

  /** False outside of a transaction, and where a failure has ended it. */
  get isWriting(): boolean {
    return this.#db.isTransaction;
  }

  /** One snapshot for all reads inside. */
  read<T>(step: () => T): T {
    return this.#within('BEGIN', step);
  }

  #within<T>(begin: string, step: () => T): T {
    this.run(begin);
    try {
      const result = step();
      this.run('COMMIT');
      return result;
    } catch (error) {
      // A full disk has already rolled it back; then this has nothing to do.
      if (this.isWriting) this.run('ROLLBACK');
      throw error;
    }
  }

  close(): void {
    this.#statements.clear();
    if (this.#db.isOpen) this.#db.close();
  }
}
