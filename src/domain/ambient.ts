/** Time and the log come in as arguments, so that every use can be repeated in a test. */
export interface Clock {
  /** The present instant in milliseconds since 1970. */
  now(): number;
}

/** Static messages with fields. A reviewer's text, a name or a token never goes in at info or above. */
export interface Log {
  debug(fields: Readonly<Record<string, unknown>>, message: string): void;
  info(fields: Readonly<Record<string, unknown>>, message: string): void;
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
  error(fields: Readonly<Record<string, unknown>>, message: string): void;
}

/** A log that says nothing, for pure tests and one-shot commands. */
export const quietLog: Log = { debug() {}, info() {}, warn() {}, error() {} };
