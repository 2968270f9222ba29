import { describe, expect, test } from '@jest/globals';
import { guardedLookup, type ResolvedAddress } from '../../src/collect/guarded-lookup.ts';
import { checkAddress, scopeOf, typedHostOf } from '../../src/collect/url-guard.ts';
import { ForbiddenAddress } from '../../src/errors.ts';

const anyHost = { hosts: ['*'] };

describe('an address inside is refused in every disguise', () => {
  test.each([
    'http://127.0.0.1/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://0x7f000001/',
    'http://0177.0.0.1/',
    'http://017700000001/',
    'http://127.1/',
    'http://127.0.0.1./',
    'http://①②⑦.0.0.1/',
    'http://%31%32%37.0.0.1/',
    'http://127。0。0。1/',
    'http://0/',
    'http://[::]/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:a9fe:a9fe]/',
    'http://[0:0:0:0:0:ffff:10.0.0.1]/',
    'http://[::127.0.0.1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://[64:ff9b:1::808:808]/',
    'http://[2002:7f00:1::]/',
    'http://[2001:0:1::1]/',
    'http://[fe80::1]/',
    'http://[fe80::1%25eth0]/',
    'http://[fd00:ec2::254]/',
    'http://[ff02::1]/',
    'http://10.1.2.3/',
    'http://172.31.255.255/',
    'http://192.168.0.1/',
    'http://100.64.0.1/',
    'http://169.254.169.254/latest/meta-data/',
    'http://100.100.100.200/',
    'http://168.63.129.16/',
    'http://192.0.0.192/',
    'http://198.18.0.1/',
    'http://224.0.0.1/',
    'http://255.255.255.255/',
    'http://localhost/',
    'http://LOCALHOST./',
    'http://a.localhost/',
    'http://printer.local/',
    'http://metadata.google.internal/',
    'http://intranet/',
  ])('%s', (address) => {
    expect(() => checkAddress(address, anyHost)).toThrow(ForbiddenAddress);
  });
});

test.each([
  'file:///etc/passwd',
  'ftp://example.com/',
  'javascript:alert(1)',
  'data:text/html,x',
  'http://user@example.com/',
  'http://:secret@example.com/',
  'http://example.com:22/',
  'http://256.1.1.1/',
  '//example.com',
  'not an address',
  '',
  `http://example.com/${'a'.repeat(9000)}`,
])('%s is no address to read', (address) => {
  expect(() => checkAddress(address, anyHost)).toThrow(ForbiddenAddress);
});

test.each([
  'http://8.8.8.8/',
  'https://example.com/',
  'https://example.com./',
  'https://отзовик.рф/отзывы',
  'http://[2606:4700::1111]/',
  'http://[::ffff:8.8.8.8]/',
  'http://[64:ff9b::808:808]/',
  'http://172.32.0.1/',
])('%s is public', (address) => {
  expect(checkAddress(address, anyHost).trusted).toBe(false);
});

test('host patterns: exact, sub-domains, a port of its own', () => {
  const scope = { hosts: ['otzovik.com', '*.wb.ru', 'shop.example:8443'] };
  for (const good of [
    'https://otzovik.com/x',
    'http://OTZOVIK.com./',
    'https://a.b.wb.ru/',
    'https://shop.example:8443/',
  ])
    expect(checkAddress(good, scope).url.href).toBeTruthy();
  for (const bad of [
    'https://wb.ru/',
    'https://evilwb.ru/',
    'https://otzovik.com.evil.example/',
    'https://www.otzovik.com/',
    'https://otzovik.com:8443/',
    'https://shop.example/',
  ])
    expect(() => checkAddress(bad, scope)).toThrow(/not one of the hosts/);
});

test('a typed address allows exactly that host and port, and never a metadata or link-local one', () => {
  const scope = { hosts: ['127.0.0.1'], typedHost: typedHostOf('http://127.1:8080/reviews') };
  expect(scope.typedHost).toBe('127.0.0.1:8080');
  expect(checkAddress('http://2130706433:8080/page/2', scope).trusted).toBe(true);
  for (const bad of ['http://127.0.0.1:8081/', 'http://127.0.0.1/', 'http://127.0.0.2:8080/', 'http://[::1]:8080/'])
    expect(() => checkAddress(bad, scope)).toThrow(ForbiddenAddress);
  const metadata = { hosts: [], typedHost: '169.254.169.254:80' };
  expect(() => checkAddress('http://169.254.169.254/', metadata)).toThrow(ForbiddenAddress);
});

test('the scope of a target: own hosts of a site, else the typed host with and without www', () => {
  const first = { url: 'https://www.shop.example/reviews' };
  expect(scopeOf({ hosts: ['*.wb.ru'] }, first)).toEqual({ hosts: ['*.wb.ru'] });
  expect(scopeOf({ hosts: 'of-target' }, first)).toEqual({
    hosts: ['www.shop.example', 'shop.example'],
    typedHost: 'www.shop.example:443',
  });
});

describe('names are resolved once, checked and pinned', () => {
  const look = (lookup: ReturnType<typeof guardedLookup>, all = true): Promise<unknown> =>
    new Promise((resolve, reject) => {
      lookup('site.example', { all }, (error, address) => (error ? reject(error) : resolve(address)));
    });
  const stub = (...answers: readonly (readonly string[])[]) => {
    let asked = 0;
    return async (): Promise<ResolvedAddress[]> =>
      answers[Math.min(asked++, answers.length - 1)]!.map((address) => ({
        address,
        family: address.includes(':') ? 6 : 4,
      }));
  };

  test('a name that is first public, then private is refused the second time (rebinding) [R28]', async () => {
    const lookup = guardedLookup(stub(['93.184.216.34'], ['127.0.0.1']), { trusted: false });
    expect(await look(lookup)).toEqual([{ address: '93.184.216.34', family: 4 }]);
    await expect(look(lookup)).rejects.toThrow(ForbiddenAddress);
  });

  test('one private address among public ones refuses the name', async () => {
    const lookup = guardedLookup(stub(['93.184.216.34', '::ffff:10.0.0.1']), { trusted: false });
    await expect(look(lookup)).rejects.toThrow(/private network/);
  });

  test('typed names may be local, but not metadata; both forms of the callback work', async () => {
    expect(await look(guardedLookup(stub(['192.168.1.5']), { trusted: true }), false)).toBe('192.168.1.5');
    await expect(look(guardedLookup(stub(['169.254.169.254']), { trusted: true }))).rejects.toThrow(ForbiddenAddress);
    await expect(look(guardedLookup(stub(['fe80::1%eth0']), { trusted: true }))).rejects.toThrow(ForbiddenAddress);
  });

  test('a name without addresses is not found', async () => {
    await expect(look(guardedLookup(stub([]), { trusted: false }))).rejects.toMatchObject({ code: 'ENOTFOUND' });
  });
});
