import { FetchFailed, ForbiddenAddress } from '../errors.ts';
import type { PageRequest } from './page.ts';

/** What every request says of itself; a scraper may set others beside them, and its own `accept` and `accept-language`. */
const COMMON = { accept: 'text/html,application/xhtml+xml,application/json;q=0.9,*/*;q=0.8' };

/** Headers that belong to the connection or to our honesty: a scraper cannot set them. */
const OURS =
  /^(?:host|connection|keep-alive|content-length|transfer-encoding|accept-encoding|user-agent|te|trailer|upgrade|expect|proxy-.*)$/;

/** The headers of a request as they are sent: names in lower case, the ones of `OURS` replaced by our own. */
export function sentHeaders(custom: PageRequest['headers'], userAgent: string): Record<string, string> {
  const headers: Record<string, string> = { ...COMMON };
  for (const [name, value] of Object.entries(custom ?? {}))
    if (!OURS.test(name.toLowerCase())) headers[name.toLowerCase()] = value;
  return { ...headers, 'accept-encoding': 'gzip, br, zstd', 'user-agent': userAgent };
}

interface Answer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

/**
 * The request that a redirect asks for, or undefined when the answer is none (RFC 9110 15.4). A POST becomes a GET at 303, and at
 * 301 and 302 as in every browser. Another origin gets no headers of the scraper but `accept*`: they may hold a key.
 * Throws `ForbiddenAddress` for a target that is no address, `FetchFailed` for a redirect without one.
 */
export function nextHop(
  hop: PageRequest,
  answer: Answer,
  resolveLocation: (location: string) => string | undefined,
): PageRequest | undefined {
  const { statusCode } = answer;
  if (![301, 302, 303, 307, 308].includes(statusCode)) return undefined;
  const location = answer.headers['location'];
  if (typeof location !== 'string' || location === '')
    throw new FetchFailed(`A redirect without a target (${statusCode})`, { details: { url: hop.url } });
  const url = resolveLocation(location);
  if (url === undefined) throw new ForbiddenAddress('A redirect to what is no address', { details: { url: hop.url } });
  const { method = 'GET', body, headers = {}, ...rest } = hop;
  const keepsBody = method === 'GET' || statusCode === 307 || statusCode === 308;
  const sameOrigin = new URL(url).origin === new URL(hop.url).origin;
  const kept = Object.entries(headers).filter(
    ([name]) => (sameOrigin || /^accept(-language)?$/i.test(name)) && (keepsBody || !/^content-/i.test(name)),
  );
  return {
    ...rest,
    url,
    headers: Object.fromEntries(kept),
    ...(keepsBody ? { method, ...(body === undefined ? {} : { body }) } : { method: 'GET' as const }),
  };
}
