import { BadInput, FetchFailed, MolvaError } from '../errors.ts';

/** System codes in words that a person who reads a run's reason understands. */
const SENTENCES: Readonly<Record<string, string>> = {
  ENOTFOUND: 'The host name does not exist',
  EAI_AGAIN: 'The host name could not be looked up',
  ECONNREFUSED: 'The host refuses connections',
  ECONNRESET: 'The connection was cut',
  EPIPE: 'The connection was cut',
  UND_ERR_SOCKET: 'The connection was cut',
  UND_ERR_CONNECT_TIMEOUT: 'The host did not answer in time',
  ETIMEDOUT: 'The host did not answer in time',
  EHOSTUNREACH: 'The host cannot be reached',
  ENETUNREACH: 'There is no network',
  CERT_HAS_EXPIRED: 'The certificate of the host has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'The certificate of the host is self-signed',
  ERR_TLS_CERT_ALTNAME_INVALID: 'The certificate belongs to another host',
  UND_ERR_HEADERS_OVERFLOW: 'The headers of the answer are too large',
};

/** Codes that say: no connection to the host was made at all. */
const UNREACHABLE = new Set(['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL']);

/**
 * Turns what a request threw into the taxonomy: an error of ours that lies within (the guard refusing inside a lookup) as it is,
 * anything else as `FetchFailed` with a sentence and `details.code`.
 */
export function networkFailure(error: unknown, url: string): MolvaError {
  const inner = [...chain(error)];
  const own = inner.find((one) => one instanceof MolvaError);
  if (own) return own;
  const code = inner.map(codeOf).find((found) => found !== undefined);
  if (code === 'UND_ERR_INVALID_ARG') return new BadInput('headers', 'The request cannot be sent', { cause: error });
  const sentence = (code && SENTENCES[code]) ?? 'The request failed on the way';
  return new FetchFailed(sentence, { cause: error, details: { url, code } });
}

/** True when no connection to the host was made: nothing can be said about the site itself. */
export function isUnreachable(error: FetchFailed): boolean {
  return UNREACHABLE.has(String(error.details['code']));
}

function codeOf(error: unknown): string | undefined {
  const code = field(error, 'code');
  return typeof code === 'string' ? code : undefined;
}

/** The error, its causes, and the members of aggregates; ten at most, for a cause may point at itself. */
function* chain(error: unknown): Generator<unknown> {
  const open: unknown[] = [error];
  for (let seen = 0; open.length > 0 && seen < 10; seen++) {
    const one = open.shift();
    yield one;
    const members = field(one, 'errors');
    if (Array.isArray(members)) open.push(...members);
    open.push(field(one, 'cause'));
  }
}

/** By name and not by class: drivers throw errors of other realms. */
function field(error: unknown, name: string): unknown {
  return typeof error === 'object' && error !== null ? (error as Record<string, unknown>)[name] : undefined;
}
