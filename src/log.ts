import pino from 'pino';
import type { Log } from './domain/ambient.ts';

/** Fields that could carry a person's words or a secret: cut out whatever a caller passes. */
const NEVER = [
  'text',
  'title',
  'pros',
  'cons',
  'author',
  'authorName',
  'reply',
  'token',
  'cookie',
  'authorization',
  'secret',
  'body',
  'q',
];

/** JSON lines on stderr, so that stdout stays the command's own answer. */
export function createLog(level: string): Log {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: [...NEVER, ...NEVER.map((name) => `*.${name}`)], censor: '[cut]' },
      serializers: { err: errorFields },
    },
    pino.destination({ fd: 2, sync: true }),
  );
}

/** Name, message and place. A `cause` may quote what was being parsed: its message stays out. */
function errorFields(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: String(error) };
  const { details } = error as Error & { details?: unknown };
  return {
    name: error.name,
    message: error.message,
    stack: error.stack,
    ...(details === undefined ? {} : { details }),
  };
}
