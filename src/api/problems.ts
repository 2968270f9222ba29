import type { ErrorRequestHandler, Response } from 'express';
import { z } from 'zod';
import type { Log } from '../domain/ambient.ts';
import * as errors from '../errors.ts';
import { localsOf } from './locals.ts';
import type { Problem } from './wire.ts';

/** One wrong field of a request. */
export interface FieldError {
  readonly name: string;
  readonly reason: string;
}

/** Every code a problem document can carry, with its status and its fixed title. `type` is made from the code. */
export const PROBLEMS = {
  'bad-input': { status: 400, title: 'The request cannot be used' },
  'bad-json': { status: 400, title: 'The body is not valid JSON' },
  unauthorised: { status: 401, title: 'Sign in or send an API key' },
  forbidden: { status: 403, title: 'Not allowed' },
  'cross-site': { status: 403, title: 'Refused: the request comes from another site' },
  'not-found': { status: 404, title: 'Not found' },
  'method-not-allowed': { status: 405, title: 'This address does not take that method' },
  conflict: { status: 409, title: 'Somebody else changed it first, or it cannot be changed here' },
  'too-large': { status: 413, title: 'The body is too large' },
  'unsupported-media': { status: 415, title: 'The body must be JSON in UTF-8' },
  'unknown-host': { status: 421, title: 'This server does not answer to that host name' },
  unusable: { status: 422, title: 'Understood, but it cannot be done' },
  blocked: { status: 422, title: 'The page is a wall, not the reviews' },
  'layout-changed': { status: 422, title: 'The page is not what the scraper knows' },
  'key-reused': { status: 422, title: 'The Idempotency-Key was used for another request' },
  'too-many': { status: 429, title: 'Too many requests' },
  internal: { status: 500, title: 'Something failed here' },
  'fetch-failed': { status: 502, title: 'The page could not be fetched' },
  unavailable: { status: 503, title: 'The store or the queue is not reachable' },
} as const;
export type ProblemCode = keyof typeof PROBLEMS;

/** Thrown by handlers and guards of the API for what is about HTTP alone. `detail` goes to the caller. */
export class HttpProblem extends Error {
  readonly code: ProblemCode;
  readonly errors: readonly FieldError[];
  readonly headers: Readonly<Record<string, string>>;
  constructor(
    code: ProblemCode,
    detail: string,
    options: { errors?: readonly FieldError[]; headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(detail);
    this.name = 'HttpProblem';
    this.code = code;
    this.errors = options.errors ?? [];
    this.headers = options.headers ?? {};
  }
}

/** More than this many wrong fields in one request tell a person nothing new. */
const MAX_FIELD_ERRORS = 25;
/** Names of fields come from the caller and go back to the caller: cut, so that an error stays small. */
const MAX_NAME_LENGTH = 100;

/** zod issues -> one row per wrong field. Values of the request never appear in it. */
export function fieldErrors(issues: readonly z.core.$ZodIssue[], prefix = ''): FieldError[] {
  const rows = issues.flatMap((issue) => {
    const path = issue.path.map(String);
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({ name: [...path, key].join('.'), reason: 'unknown parameter' }));
    }
    return [{ name: path.join('.'), reason: issue.message }];
  });
  return rows
    .slice(0, MAX_FIELD_ERRORS)
    .map((row) => ({ name: (prefix + row.name).slice(0, MAX_NAME_LENGTH) || 'body', reason: row.reason }));
}

/** The class of a failure tells its answer. First match wins; what is not listed is a 500 without details. */
const BY_CLASS: readonly (readonly [new (...args: never[]) => Error, ProblemCode])[] = [
  [errors.BadInput, 'bad-input'],
  [errors.BadConfig, 'bad-input'],
  [errors.ForbiddenAddress, 'bad-input'],
  [errors.NotFound, 'not-found'],
  [errors.Conflict, 'conflict'],
  [errors.LeaseLost, 'conflict'],
  [errors.Blocked, 'blocked'],
  [errors.LayoutChanged, 'layout-changed'],
  [errors.RobotsDenied, 'unusable'],
  [errors.NeedsSetup, 'unusable'],
  [errors.PageGone, 'unusable'],
  [errors.OverBudget, 'unusable'],
  [errors.FetchFailed, 'fetch-failed'],
  [errors.Throttled, 'fetch-failed'],
  [errors.HostHeld, 'fetch-failed'],
  [errors.Unavailable, 'unavailable'],
];

/** Errors of body-parser and of Express itself carry `type` and `status`. */
const HttpError = z.object({ status: z.number(), type: z.string().optional() });

function fromHttpError(error: unknown): HttpProblem | null {
  const parsed = HttpError.safeParse(error);
  if (!parsed.success) return null;
  const { status, type } = parsed.data;
  if (status === 413) return new HttpProblem('too-large', 'The body is larger than this address takes.');
  if (status === 415) return new HttpProblem('unsupported-media', 'Send application/json in UTF-8.');
  if (type === 'entity.parse.failed') return new HttpProblem('bad-json', 'The body could not be parsed as JSON.');
  if (status >= 400 && status < 500) return new HttpProblem('bad-input', 'The request could not be read.');
  return null;
}

/** Any failure -> the problem a caller sees. Unknown failures tell nothing but their request id. */
export function toProblem(error: unknown): HttpProblem {
  if (error instanceof HttpProblem) return error;
  if (error instanceof z.ZodError) {
    return new HttpProblem('bad-input', 'Some fields are wrong.', { errors: fieldErrors(error.issues) });
  }
  const code = BY_CLASS.find(([kind]) => error instanceof kind)?.[1];
  if (code !== undefined && error instanceof Error) {
    if (error instanceof errors.BadInput) {
      return new HttpProblem(code, error.message, { errors: [{ name: error.field, reason: error.message }] });
    }
    return new HttpProblem(code, error.message, code === 'unavailable' ? { headers: { 'Retry-After': '5' } } : {});
  }
  return fromHttpError(error) ?? new HttpProblem('internal', 'The log has more under this request id.');
}

/** Sends RFC 9457 `application/problem+json`. */
export function sendProblem(res: Response, problem: HttpProblem): void {
  const { status, title } = PROBLEMS[problem.code];
  const body: Problem = {
    type: `urn:molva:problem:${problem.code}`,
    title,
    status,
    detail: problem.message,
    code: problem.code,
    requestId: localsOf(res).requestId,
    ...(problem.errors.length > 0 ? { errors: [...problem.errors] } : {}),
  };
  res.status(status).set(problem.headers).set('Cache-Control', 'no-store');
  res.type('application/problem+json').send(JSON.stringify(body));
}

/** The last handler of the application. */
export function problemHandler(log: Log): ErrorRequestHandler {
  return (error, _req, res, next) => {
    const problem = toProblem(error);
    const { requestId, route } = localsOf(res);
    if (problem.code === 'internal' || problem.code === 'unavailable') {
      const { name, frames } = describe(error);
      log.error({ requestId, route, error: name, frames }, 'request failed');
    }
    // Half an answer is out already (a stream): only cutting the connection tells the reader that it is not whole.
    if (res.headersSent) return next(error);
    return sendProblem(res, problem);
  };
}

/** Class and place of a failure. Not its message: a driver's message may quote a reviewer's text. */
function describe(error: unknown): { name: string; frames: readonly string[] } {
  if (!(error instanceof Error)) return { name: typeof error, frames: [] };
  const lines = error.stack?.split('\n') ?? [];
  const frames = lines.filter((line) => /^\s+at /.test(line)).slice(0, 8);
  return { name: error.name, frames: frames.map((line) => line.trim()) };
}
