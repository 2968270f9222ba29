import type { Connection } from './connection.ts';
import type { Reply, Request } from './protocol.ts';

/**
 * No further request joins a transaction that has lasted so long: a process beside waits for it, and the first one in it for its
 * answer. A committed page takes 5 ms, a batch of understood texts some tens.
 */
const MAX_MS = 25;
const MAX_REQUESTS = 64;

export interface Joined {
  readonly connection: Connection;
  /** The next request that waits already and may join; undefined where none does. */
  readonly next: () => Request | undefined;
  /** What the request does, without a transaction of its own. */
  readonly perform: (request: Request) => unknown;
  readonly answer: (id: number, step: () => unknown) => Reply;
}

/** A failure inside ended the transaction itself (a full disk): what went before it is lost too. */
class Lost extends Error {}

/**
 * Writes a request and those that wait behind it in one transaction, as one fsync costs as much as the writing of a page. Each is
 * whole or not at all, in the order of asking, and none is answered before the commit. Where the transaction as a whole fails,
 * each is done again by itself, so that the failure meets its own request alone. The first has no savepoint, as the transaction is
 * one: inside a savepoint SQLite keeps each page that is changed once more, and walks through all of them at the end of each
 * statement, which for a batch of 500 texts took half of the time.
 */
export function answerTogether(first: Request, { connection, next, perform, answer }: Joined): readonly Reply[] {
  const taken = [first];
  try {
    return connection.write(() => {
      const began = performance.now();
      const replies: Reply[] = [];
      for (let request: Request | undefined = first; request !== undefined; ) {
        const { id } = request;
        const step = request;
        if (step === first) {
          const value = perform(step);
          replies.push(answer(id, () => value));
        } else replies.push(answer(id, () => connection.part(() => perform(step))));
        if (!connection.isWriting) throw new Lost();
        const isFull = taken.length >= MAX_REQUESTS || performance.now() - began >= MAX_MS;
        request = isFull ? undefined : next();
        if (request !== undefined) taken.push(request);
      }
      return replies;
    });
  } catch (error) {
    if (taken.length === 1 && !(error instanceof Lost)) return [answer(first.id, () => raise(error))];
    return taken.map((request) => answer(request.id, () => connection.write(() => perform(request))));
  }
}

function raise(error: unknown): never {
  throw error;
}
