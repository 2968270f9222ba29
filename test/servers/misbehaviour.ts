import type { IncomingMessage, ServerResponse } from 'node:http';
import zlib from 'node:zlib';

type Behaviour = (url: URL, request: IncomingMessage, response: ServerResponse) => void;

const HTML = { 'content-type': 'text/html; charset=utf-8' };
const TEXT_1251 = Buffer.from([0xd7, 0xe0, 0xe9, 0xed, 0xe8, 0xea]); // "Чайник" in windows-1251

const page = (body: string): string => `<!doctype html><title>site</title>${body}`;
const number = (url: URL, name: string, fallback: number): number => Number(url.searchParams.get(name) ?? fallback);

/** 50 MB of zeroes take 50 KB and less on the wire. Made once, on first use. */
const bombs = new Map<string, Buffer>();
function bomb(encoding: string): Buffer {
  const made = bombs.get(encoding);
  if (made) return made;
  const zeroes = Buffer.alloc(50_000_000);
  const packed =
    encoding === 'gzip'
      ? zlib.gzipSync(zeroes)
      : encoding === 'br'
        ? zlib.brotliCompressSync(zeroes, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 4 } })
        : zlib.zstdCompressSync(zeroes);
  bombs.set(encoding, packed);
  return packed;
}

/** 429s sent so far, by `key` of the address: a test takes one of its own. */
const counts = new Map<string, number>();

const RETRY_AFTER: Readonly<Record<string, () => string | undefined>> = {
  seconds: () => '1',
  date: () => new Date(Date.now() + 2000).toUTCString(),
  past: () => new Date(Date.now() - 60_000).toUTCString(),
  absurd: () => '999999999',
  none: () => undefined,
};

const BEHAVIOURS: Readonly<Record<string, Behaviour>> = {
  '/hello': (_url, _request, response) => response.writeHead(200, HTML).end(page('hello')),
  '/echo': (_url, request, response) => {
    let body = '';
    request.on('data', (part) => (body += part));
    request.on('end', () =>
      response
        .writeHead(200, { 'content-type': 'application/json', 'set-cookie': 'a=b' })
        .end(JSON.stringify({ method: request.method, url: request.url, headers: request.headers, body })),
    );
  },
  '/slow': (url, _request, response) => {
    setTimeout(() => response.writeHead(200, HTML).end(page('slow')), number(url, 'ms', 60_000)).unref();
  },
  '/drip': (url, _request, response) => {
    response.writeHead(200, HTML);
    const timer = setInterval(() => response.write('x'), number(url, 'ms', 50)).unref();
    response.on('close', () => clearInterval(timer));
  },
  '/drop': (_url, request) => request.socket.destroy(),
  '/half': (_url, _request, response) => {
    response.writeHead(200, HTML);
    response.write(page('half a pa'));
    setTimeout(() => response.destroy(), 20);
  },
  '/wrong-length': (_url, request) => {
    request.socket.end('HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 1000\r\n\r\nshort');
  },
  '/half-gzip': (_url, _request, response) => {
    const packed = zlib.gzipSync(page('gzip '.repeat(1000)));
    response.writeHead(200, { ...HTML, 'content-encoding': 'gzip' }).end(packed.subarray(0, packed.length - 20));
  },
  '/status': (url, _request, response) => {
    const headers: Record<string, string> = { ...HTML };
    const after = url.searchParams.get('after');
    if (after) headers['retry-after'] = after;
    response.writeHead(number(url, 'code', 500), headers).end(page('status'));
  },
  '/429': (url, request, response) => {
    const key = `${request.headers.host} ${url.search}`;
    const seen = counts.get(key) ?? 0;
    counts.set(key, seen + 1);
    if (seen >= number(url, 'times', 1)) {
      response.writeHead(200, HTML).end(page('at last'));
      return;
    }
    const after = RETRY_AFTER[url.searchParams.get('form') ?? 'seconds']!();
    response.writeHead(429, after === undefined ? HTML : { ...HTML, 'retry-after': after }).end('slow down');
  },
  '/bomb': (url, _request, response) => {
    const encoding = url.searchParams.get('as') ?? 'gzip';
    response.writeHead(200, { ...HTML, 'content-encoding': encoding }).end(bomb(encoding));
  },
  '/packed': (url, _request, response) => {
    const encoding = url.searchParams.get('as') ?? 'gzip';
    const text = Buffer.from(page('чайник '.repeat(500)));
    const packers: Record<string, () => Buffer> = {
      gzip: () => zlib.gzipSync(text),
      br: () => zlib.brotliCompressSync(text),
      zstd: () => zlib.zstdCompressSync(text),
      deflate: () => zlib.deflateSync(text),
      'raw-deflate': () => zlib.deflateRawSync(text),
      'gzip, br': () => zlib.brotliCompressSync(zlib.gzipSync(text)),
    };
    const packed = packers[encoding]?.() ?? text;
    response.writeHead(200, { ...HTML, 'content-encoding': encoding.replace('raw-', '') }).end(packed);
  },
  '/big': (url, _request, response) => {
    response.writeHead(200, HTML);
    let left = number(url, 'mb', 100) * 16;
    const chunk = Buffer.alloc(65_536, 'a');
    const more = (): void => {
      while (left-- > 0) if (!response.write(chunk)) return void response.once('drain', more);
      response.end();
    };
    more();
  },
  '/redirect': (url, _request, response) => {
    const left = number(url, 'n', 1);
    const to = left > 0 ? `/redirect?n=${left - 1}` : '/hello';
    response.writeHead(302, { location: to }).end();
  },
  '/loop': (_url, _request, response) => response.writeHead(302, { location: '/loop' }).end(),
  '/to': (url, _request, response) => {
    response.writeHead(number(url, 'code', 302), { location: url.searchParams.get('url') ?? '' }).end();
  },
  '/captcha': (_url, _request, response) => {
    const form = '<form class="captcha-form" method="post"><input name="captcha"></form>';
    response.writeHead(200, HTML).end(`<!doctype html><title>Вы робот?</title>${form}`);
  },
  '/shell': (_url, _request, response) => {
    response.writeHead(200, HTML).end(page('<div id="root"></div><script src="/app.js"></script>'));
  },
  '/charset': (url, _request, response) => {
    const as = url.searchParams.get('as');
    const meta = as === 'meta' ? '<meta charset="windows-1251">' : '';
    const type = as === 'header' ? 'text/html; charset=windows-1251' : 'text/html';
    const head = `<!doctype html>${meta}<title>`;
    response
      .writeHead(200, { 'content-type': type })
      .end(Buffer.concat([Buffer.from(head), TEXT_1251, Buffer.from('</title>')]));
  },
  '/etag': (_url, request, response) => {
    if (request.headers['if-none-match'] === '"1"') response.writeHead(304, { etag: '"1"' }).end();
    else response.writeHead(200, { ...HTML, etag: '"1"' }).end(page('first time'));
  },
};

/** Answers the odd paths of the site; false where it has none. */
export function misbehave(url: URL, request: IncomingMessage, response: ServerResponse): boolean {
  const behaviour = BEHAVIOURS[url.pathname];
  if (!behaviour) return false;
  behaviour(url, request, response);
  return true;
}
