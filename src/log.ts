import pino from 'pino';
import type { Log } from './domain/ambient.ts';
import { MolvaError } from './errors.ts';

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
      serializers: { err: errorFields, url: bareAddress },
    },
    pino.destination({ fd: 2, sync: true }),
  );
}

/**
 * Name, message and place of our own failures. The words of any other one (a parser's, a driver's) may quote what was being
 * read: only its name and place are written, and of a `cause` nothing.
 */
export function errorFields(error: unknown): Record<string, unknown> {
  if (error instanceof MolvaError) {
    const { name, message, stack, details } = error;
    const place = 'url' in details ? { url: bareAddress(details['url']) } : {};
    return { name, message, stack, details: { ...details, ...place } };
  }
  if (!(error instanceof Error)) return { name: typeof error };
  // Cut by length, not by pattern: a text may have lines that look like frames.
  const stack = error.stack ?? '';
  const at = stack.indexOf(error.message);
  const frames = at < 0 ? '' : stack.slice(at + error.message.length);
  return { name: error.name, stack: `${error.name}${frames}` };
}

/** An address may open a door: only numbers (a page's, a product's) are kept of what it asks for, and no password. */
function bareAddress(address: unknown): unknown {
  if (typeof address !== 'string' || !URL.canParse(address)) return address;
  const url = new URL(address);
  url.username = '';
  url.password = '';
  url.hash = '';
  for (const [name, value] of [...url.searchParams]) if (!/^\d{1,12}$/.test(value)) url.searchParams.set(name, 'cut');
  return url.href;
}
