import { ForbiddenAddress } from '../errors.ts';
import { type AddressKind, addressKind, isLiteralAddress } from './address.ts';
import type { PageRequest } from './page.ts';

/* Where a request may go. Pure; the half that needs the resolver is `guarded-lookup.ts`. */

/** Longer addresses are refused: no page needs one, and servers answer 414 from 8 KB on. */
const MAX_URL_LENGTH = 8192;

/** Names that stand for this machine or its network, whatever the resolver says about them. */
const INSIDE_NAMES = /(?:^|\.)(?:localhost|localdomain|local|internal|intranet|home\.arpa)$/;

/** Which addresses the requests of one target may touch. */
export interface AddressScope {
  /** `otzovik.com`, `*.wb.ru` (sub-domains, not `wb.ru` itself), `shop.example:8443`, or `*` for every public host. */
  readonly hosts: readonly string[];
  /** `host:port` that the operator typed: allowed on this machine and in private networks too. See `typedHostOf`. */
  readonly typedHost?: string;
}

/** An address that passed. `trusted` hosts were typed by the operator: their names may resolve to private addresses. */
export interface AllowedAddress {
  readonly url: URL;
  readonly trusted: boolean;
}

/**
 * Checks an address before it is asked: http or https, no user name or password in it, a host of the scope, no literal
 * address outside the public internet in any spelling (the URL parser has turned `2130706433`, `0x7f.1` and the like into
 * dotted decimals). A pattern without a port means the default ports 80 and 443. Throws `ForbiddenAddress` with a sentence.
 */
export function checkAddress(address: string | URL, scope: AddressScope): AllowedAddress {
  const url = parseAddress(address);
  const hostname = bareHost(url.hostname);
  const port = portOf(url);
  const kind = kindOf(hostname);
  if (kind === 'closed') throw refusal(url, 'is in a range that no site lives in (link-local, metadata, reserved)');
  if (scope.typedHost !== undefined && sameHost(scope.typedHost, hostname, port)) return { url, trusted: true };
  if (kind === 'own') throw refusal(url, 'is inside a private network');
  if (!scope.hosts.some((pattern) => matches(pattern, hostname, port)))
    throw refusal(url, `is not one of the hosts of this source (${scope.hosts.join(', ')})`);
  return { url, trusted: false };
}

/** `http://shop.example/reviews` -> `shop.example:80`: the form of `typedHost`. Throws `ForbiddenAddress` for what is no web address. */
export function typedHostOf(address: string): string {
  const url = parseAddress(address);
  return `${bareHost(url.hostname)}:${portOf(url)}`;
}

/**
 * Where a target may go. A scraper without hosts of its own gets the host of its first page, which the operator typed, with
 * and without `www.` (sites redirect between the two); that host and port may be local. A site's own hosts never are.
 */
export function scopeOf(
  scraper: { readonly hosts: readonly string[] | 'of-target' },
  first: PageRequest,
): AddressScope {
  if (scraper.hosts !== 'of-target') return { hosts: scraper.hosts };
  const typedHost = typedHostOf(first.url);
  const hostname = bareHost(new URL(first.url).hostname);
  const twin = hostname.startsWith('www.') ? hostname.slice(4) : `www.${hostname}`;
  return { hosts: isLiteralAddress(hostname) ? [hostname] : [hostname, twin], typedHost };
}

function parseAddress(address: string | URL): URL {
  if (String(address).length > MAX_URL_LENGTH)
    throw new ForbiddenAddress(`The address is longer than ${MAX_URL_LENGTH} characters`);
  if (!URL.canParse(String(address)))
    throw new ForbiddenAddress('This is not a web address', { details: { address: String(address).slice(0, 200) } });
  const url = new URL(address);
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new ForbiddenAddress(`Only http and https addresses can be read, this one is ${url.protocol}`);
  if (url.username !== '' || url.password !== '')
    throw new ForbiddenAddress('The address carries a user name or password', { details: { host: url.host } });
  return url;
}

/** A trailing dot names the same host. */
function bareHost(hostname: string): string {
  return hostname.replace(/\.$/, '');
}

function portOf(url: URL): string {
  return url.port || (url.protocol === 'https:' ? '443' : '80');
}

/** A name without a dot is looked up in the local network. */
function kindOf(hostname: string): AddressKind {
  if (isLiteralAddress(hostname)) return addressKind(hostname);
  return !hostname.includes('.') || INSIDE_NAMES.test(hostname) ? 'own' : 'public';
}

function sameHost(typed: string, hostname: string, port: string): boolean {
  return typed.toLowerCase() === `${hostname}:${port}`;
}

function matches(pattern: string, hostname: string, port: string): boolean {
  const [, host = '', wantedPort] = /^(.*?)(?::(\d{1,5}))?$/.exec(pattern.toLowerCase())!;
  if (wantedPort === undefined ? port !== '80' && port !== '443' : port !== wantedPort) return false;
  if (host === '*') return true;
  return host.startsWith('*.') ? hostname.endsWith(host.slice(1)) : hostname === host;
}

function refusal(url: URL, why: string): ForbiddenAddress {
  return new ForbiddenAddress(`The address ${url.host} ${why}`, { details: { url: url.href } });
}
