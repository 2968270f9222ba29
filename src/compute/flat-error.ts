import { BadInput, Blocked, LayoutChanged } from '../errors.ts';
import type { FlatError } from './messages.ts';

/** Structured cloning turns a class into a plain `Error`: the class is rebuilt from its name, because it is the retry policy. */
export function flatten(error: unknown): FlatError {
  const known = error instanceof Error ? error : new Error(String(error));
  const { kind, field, details } = known as Error & {
    kind?: string;
    field?: string;
    details?: Readonly<Record<string, unknown>>;
  };
  return { name: known.name, message: known.message, stack: known.stack, kind, field, details: details ?? {} };
}

/** A crash of a parser on a page it did not expect is a changed layout, not ours to die of. */
export function revive(flat: FlatError, url: string | undefined): Error {
  if (flat.name === 'Blocked') return new Blocked(flat.kind ?? 'wall', flat.message, flat.details);
  if (flat.name === 'LayoutChanged') return new LayoutChanged(flat.message, { details: flat.details });
  if (flat.name === 'BadInput') return new BadInput(flat.field ?? 'input', flat.message);
  if (url !== undefined) {
    return new LayoutChanged(`The parser failed on this page (${flat.name})`, {
      details: { url },
      cause: flat.stack ?? flat.message,
    });
  }
  const error = new Error(flat.message);
  error.name = flat.name;
  if (flat.stack !== undefined) error.stack = flat.stack;
  return error;
}
