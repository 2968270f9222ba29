import { BadInput, Conflict, LeaseLost, NotFound, Unavailable } from '../../errors.ts';

/** An error as it crosses the border between two threads: structured clone would lose its class and its fields. */
export interface WireError {
  readonly name: string;
  readonly message: string;
  readonly field: string | null;
  readonly details: Readonly<Record<string, unknown>>;
  readonly cause: string | null;
  readonly stack: string | null;
}

export function toWire(error: unknown): WireError {
  const known = error instanceof Error ? error : new Error(String(error));
  const cause = known.cause;
  return {
    name: known.name,
    message: known.message,
    field: known instanceof BadInput ? known.field : null,
    details:
      'details' in known && known.details !== null && typeof known.details === 'object' ? { ...known.details } : {},
    cause: cause instanceof Error ? cause.message : cause === undefined ? null : String(cause),
    stack: known.stack ?? null,
  };
}

/** The same class again. What is not of the taxonomy is a bug and stays a plain `Error`, with the worker's stack. */
export function fromWire(wire: WireError): Error {
  const options = { details: wire.details, ...(wire.cause === null ? {} : { cause: new Error(wire.cause) }) };
  switch (wire.name) {
    case 'Unavailable':
      return new Unavailable(wire.message, options);
    case 'LeaseLost':
      return new LeaseLost(wire.message, options);
    case 'NotFound':
      return new NotFound(wire.message, options);
    case 'Conflict':
      return new Conflict(wire.message, options);
    case 'BadInput':
      return new BadInput(wire.field ?? '', wire.message, options);
    default: {
      const bug = new Error(wire.message);
      bug.name = wire.name;
      if (wire.stack !== null) bug.stack = wire.stack;
      return bug;
    }
  }
}
