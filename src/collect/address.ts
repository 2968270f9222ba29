/* Which IP addresses may be visited. Pure: the guard of every hop and of every resolved name reads it. */

/**
 * `public` = the internet; `own` = this machine and private networks, only for addresses that the operator typed;
 * `closed` = link-local, metadata, multicast, reserved and whatever is no address: for nobody.
 */
export type AddressKind = 'public' | 'own' | 'closed';

/** This machine, private networks (RFC 1918, RFC 4193) and shared space (RFC 6598, used by VPNs between own machines). */
const OWN_V4: readonly string[] = ['10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'];
const OWN_V6: readonly string[] = ['::1/128', 'fc00::/7'];

/** Where clouds serve their machines' secrets, in ranges that are otherwise own or public: Alibaba, Azure, Amazon. */
const METADATA_V4: readonly string[] = ['100.100.100.200/32', '168.63.129.16/32'];
const METADATA_V6: readonly string[] = ['fd00:ec2::/64'];

/** IPv4 ranges for nobody: IANA's special-purpose registry, multicast and class E. */
const CLOSED_V4: readonly string[] = [
  '0.0.0.0/8',
  '169.254.0.0/16',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.31.196.0/24',
  '192.52.193.0/24',
  '192.88.99.0/24',
  '192.175.48.0/24',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
];

/** Closed parts of 2000::/3, the only range that IANA gives out: protocol assignments with Teredo and ORCHID, and documentation. */
const CLOSED_V6: readonly string[] = ['2001::/23', '2001:db8::/32', '3fff::/20'];

/** Ranges whose addresses carry an IPv4 address, and how far it is from the right end, in bits. */
const CARRIERS: readonly { readonly range: string; readonly shift: bigint }[] = [
  { range: '::ffff:0:0/96', shift: 0n },
  { range: '64:ff9b::/96', shift: 0n },
  { range: '2002::/16', shift: 80n },
];

/**
 * The kind of an address (IPv4 or IPv6, with or without brackets). An IPv6 address that carries an IPv4 one (mapped, NAT64,
 * 6to4) is of that one's kind; the deprecated compatible form, an address with a zone and a text that is no address are closed.
 */
export function addressKind(address: string): AddressKind {
  const text = address.replace(/^\[|\]$/g, '');
  const v4 = parseV4(text);
  if (v4 !== undefined) return kindOfV4(v4);
  const v6 = parseV6(text);
  if (v6 === undefined || isIn(v6, METADATA_V6, 128)) return 'closed';
  const carrier = CARRIERS.find(({ range }) => isIn(v6, [range], 128));
  if (carrier) return kindOfV4((v6 >> carrier.shift) & 0xffff_ffffn);
  if (isIn(v6, OWN_V6, 128)) return 'own';
  return isIn(v6, ['2000::/3'], 128) && !isIn(v6, CLOSED_V6, 128) ? 'public' : 'closed';
}

/** True for a host name that is an IP address as `URL.hostname` writes it: dotted decimal, or IPv6 in brackets. */
export function isLiteralAddress(hostname: string): boolean {
  return hostname.startsWith('[') || parseV4(hostname) !== undefined;
}

function kindOfV4(value: bigint): AddressKind {
  if (isIn(value, METADATA_V4, 32) || isIn(value, CLOSED_V4, 32)) return 'closed';
  return isIn(value, OWN_V4, 32) ? 'own' : 'public';
}

function isIn(value: bigint, ranges: readonly string[], width: 32 | 128): boolean {
  return ranges.some((range) => {
    const [start, length] = range.split('/') as [string, string];
    const base = (width === 32 ? parseV4(start) : parseV6(start))!;
    const shift = BigInt(width - Number(length));
    return value >> shift === base >> shift;
  });
}

function parseV4(text: string): bigint | undefined {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text)?.slice(1).map(Number);
  if (!parts || parts.some((part) => part > 255)) return undefined;
  return parts.reduce((value, part) => (value << 8n) | BigInt(part), 0n);
}

/** The URL parser knows every spelling of IPv6 and writes one; a zone (`fe80::1%eth0`) is no valid host there. */
function parseV6(text: string): bigint | undefined {
  if (!text.includes(':') || !URL.canParse(`http://[${text}]/`)) return undefined;
  const [left = '', right] = new URL(`http://[${text}]/`).hostname.slice(1, -1).split('::');
  const head = left === '' ? [] : left.split(':');
  const tail = right === undefined || right === '' ? [] : right.split(':');
  const groups = [...head, ...Array<string>(8 - head.length - tail.length).fill('0'), ...tail];
  return groups.reduce((value, group) => (value << 16n) | BigInt(`0x${group}`), 0n);
}
