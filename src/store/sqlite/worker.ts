import { existsSync } from 'node:fs';
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { Unavailable } from '../../errors.ts';
import type { CleanedUp } from '../care-store.ts';
import { Connection } from './connection.ts';
import { plainFailure } from './failures.ts';
import { emptyLog } from './forget.ts';
import { type Lock, takeLock } from './lock.ts';
import { reads, writes } from './methods.ts';
import { migrate, requireSameSchema, versionOf } from './migrate.ts';
import type { Reply, Request, WorkerTask } from './protocol.ts';
import { answerTogether } from './together.ts';
import { toWire } from './wire-errors.ts';

type Handler = (args: readonly unknown[]) => unknown;

interface Opened {
  /** Each in a transaction of its own. */
  readonly handlers: Readonly<Record<string, Handler>>;
  /** Those of them that may share one with others, without any. */
  readonly steps: Readonly<Record<string, Handler>>;
  readonly connection: Connection;
  readonly lock: Lock | null;
}

const task = workerData as WorkerTask;
const port = parentPort;
if (port === null) throw new Error('The store worker runs in a thread of the store.');

function connect(mode: 'write' | 'read'): Connection {
  if ((mode === 'read' || task.role === 'beside') && !existsSync(task.path))
    throw new Unavailable(`There is no database at ${task.path} yet. Start Molva once to make it.`, {
      details: { path: task.path },
    });
  return new Connection({ ...task, mode });
}

/** The caller's types stand for the arguments: `open.ts` is the only one who sends. */
function handlersOf(methods: object, within: (step: () => unknown) => unknown): Record<string, Handler> {
  const named = Object.entries(methods as Record<string, (...args: readonly unknown[]) => unknown>);
  return Object.fromEntries(named.map(([name, method]) => [name, (args) => within(() => method(...args))]));
}

function openWriter(): Opened {
  const lock = task.role === 'loop' ? takeLock(task.path) : null;
  try {
    const connection = connect('write');
    if (task.role === 'beside') requireSameSchema(connection);
    versionOf(connection);
    connection.prepareForWriting(task.maxPages);
    if (task.role === 'loop') migrate(connection);
    const methods = writes(connection);
    const written = handlersOf(methods, (step) => connection.write(step));
    // After these two the log is emptied, which needs their own commit.
    const { forget: _, cleanUp: __, ...others } = methods;
    // A command beside a server asks a few questions: a second thread for them would take longer to start than they do.
    const read = task.role === 'beside' ? handlersOf(reads(connection), (step) => connection.read(step)) : {};
    return { handlers: { ...read, ...written }, steps: handlersOf(others, (step) => step()), connection, lock };
  } catch (error) {
    lock?.release();
    throw error;
  }
}

function openReader(): Opened {
  const connection = connect('read');
  requireSameSchema(connection);
  const handlers = handlersOf(reads(connection), (step) => connection.read(step));
  return { handlers, steps: {}, connection, lock: null };
}

/** One statement, one snapshot: others read and write meanwhile, and erased text does not come along. */
function backUp(): Opened {
  const connection = connect('read');
  connection.run('VACUUM INTO ?', task.backupPath);
  return { handlers: {}, steps: {}, connection, lock: null };
}

function open(): Opened {
  if (task.kind === 'backup') return backUp();
  return task.kind === 'writer' ? openWriter() : openReader();
}

function answer(id: number, step: () => unknown): Reply {
  try {
    return { id, ok: true, value: step() };
  } catch (error) {
    return { id, ok: false, error: toWire(plainFailure(error, task.path)) };
  }
}

let opened: Opened | null = null;

function handle({ method, args }: Request): unknown {
  if (opened === null) throw new Unavailable('The store is closed.');
  const { handlers, connection, lock } = opened;
  if (method === 'close') {
    opened = null;
    connection.close();
    lock?.release();
    return null;
  }
  const handler = handlers[method];
  if (handler === undefined) throw new Error(`The store has no step "${method}".`);
  const value = handler(args);
  const isErased = method === 'forget' || (method === 'cleanUp' && (value as CleanedUp).more === false);
  if (isErased) emptyLog(connection);
  return value;
}

/** Taken from the queue while others were being written, and not one that could be written with them. */
let nextUp: Request | undefined;

function waiting(): Request | undefined {
  const next = nextUp ?? (receiveMessageOnPort(port!) as { message: Request } | undefined)?.message;
  nextUp = undefined;
  return next;
}

/** A batch gains nothing from the commit of others, and inside a savepoint it would take twice as long. */
const MAX_JOINING = 100;

/** Texts or results that a request brings, where it brings any. */
function sizeOf({ args: [first] }: Request): number {
  const lists = Array.isArray(first) ? [first] : Object.values(first ?? {}).filter(Array.isArray);
  return lists.reduce((most, { length }) => Math.max(most, length), 1);
}

function joining(): Request | undefined {
  const next = waiting();
  if (next === undefined || (opened?.steps[next.method] !== undefined && sizeOf(next) <= MAX_JOINING)) return next;
  nextUp = next;
  return undefined;
}

function serve(request: Request): readonly Reply[] {
  const step = opened?.steps[request.method];
  if (opened === null || step === undefined) return [answer(request.id, () => handle(request))];
  const { connection, steps } = opened;
  const perform = ({ method, args }: Request): unknown => steps[method]?.(args);
  return answerTogether(request, { connection, next: joining, perform, answer });
}

port.on('message', (message: Request) => {
  for (
    let request: Request | undefined = message;
    request !== undefined;
    request = nextUp === undefined ? undefined : waiting()
  ) {
    for (const reply of serve(request)) port.postMessage(reply);
    if (request.method === 'close') port.close();
  }
});
const first = answer(0, () => {
  opened = open();
  return null;
});
port.postMessage(first);
if (!first.ok) port.close();
