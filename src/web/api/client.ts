import { currentTime } from '../app/clock.ts';
import { noteAnswer, noteGone } from './connection.ts';
import type { Problem } from './types.ts';

/** The server answered with a problem document (or with something that is none). */
export class ApiError extends Error {
  readonly status: number;
  readonly problem: Problem | null;
  /** What a server asked for that has too much to do; null where it asked for nothing. */
  readonly retryAfterMs: number | null;
  constructor(status: number, problem: Problem | null, retryAfterMs: number | null = null) {
    super(problem?.detail ?? problem?.title ?? `HTTP ${status}`);
    this.name = 'ApiError';
    this.status = status;
    this.problem = problem;
    this.retryAfterMs = retryAfterMs;
  }
}

/** No answer: the server is not running or the network is away. */
export class ServerGone extends Error {
  constructor(cause: unknown) {
    super('The server does not answer', { cause });
    this.name = 'ServerGone';
  }
}

export interface RequestOptions {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

/** One call of `/api/v1`. Throws `ApiError`, `ServerGone`, or the abort. */
export async function request<T>(path: string, options: RequestOptions = {}): Promise<T> {
  const response = await send(path, options);
  noteAnswer({ signedOut: response.status === 401 });
  if (!response.ok) throw new ApiError(response.status, await readProblem(response), patienceMs(response));
  if (response.status === 204) return undefined as T;
  const text = await response.text();
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

async function send(path: string, options: RequestOptions): Promise<Response> {
  const hasBody = options.body !== undefined;
  try {
    return await fetch(`/api/v1${path}`, {
      method: options.method ?? 'GET',
      headers: hasBody
        ? { accept: 'application/json', 'content-type': 'application/json' }
        : { accept: 'application/json' },
      body: hasBody ? JSON.stringify(options.body) : undefined,
      signal: options.signal,
      credentials: 'same-origin',
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    noteGone(currentTime());
    throw new ServerGone(error);
  }
}

/** Our own server names whole seconds, never a date. */
function patienceMs(response: Response): number | null {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  return (response.status === 429 || response.status === 503) && seconds >= 0 ? seconds * 1000 : null;
}

async function readProblem(response: Response): Promise<Problem | null> {
  if (!(response.headers.get('content-type') ?? '').includes('json')) return null;
  try {
    return (await response.json()) as Problem;
  } catch {
    return null;
  }
}
