import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { ForbiddenAddress } from '../errors.ts';
import { guardedLookup, type Resolve } from './guarded-lookup.ts';
import { type AddressScope, checkAddress } from './url-guard.ts';

export interface GuardProxyOptions {
  readonly scope: AddressScope;
  /** `host:port` of local copies that stand for original addresses. */
  readonly mappedHosts: readonly string[];
  readonly resolve: Resolve;
  /** Bytes that may come in, over all connections. */
  readonly maxBytes: number;
}

/** The only way out of one browser page. */
export interface GuardProxy {
  /** `http://127.0.0.1:port`. */
  readonly server: string;
  /** What was refused, by host name. */
  readonly refused: ReadonlyMap<string, ForbiddenAddress>;
  /** Aborts when more than `maxBytes` came in: every connection is cut then. */
  readonly overBudget: AbortSignal;
  close(): Promise<void>;
}

/**
 * A proxy on loopback for one page of a browser. Every request and every CONNECT is checked as our own requests are: allowed
 * hosts, no address inside, names resolved once, checked and pinned. Nothing else gets out: no UDP, no upgrades in clear.
 */
export async function openGuardProxy(options: GuardProxyOptions): Promise<GuardProxy> {
  const refused = new Map<string, ForbiddenAddress>();
  const sockets = new Set<net.Socket>();
  const overBudget = new AbortController();
  let leftBytes = options.maxBytes;
  const shut = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  /** Keeps hold of a connection, quietly: its errors end it, and the browser sees it end. */
  const keep = (socket: net.Socket): void => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
  };
  const count = (chunk: Buffer): void => {
    leftBytes -= chunk.length;
    if (leftBytes >= 0 || overBudget.signal.aborted) return;
    overBudget.abort();
    shut();
  };
  const note = (error: unknown, host: string): void => {
    if (error instanceof ForbiddenAddress) refused.set(host, error);
  };
  const way = (address: string) => {
    overBudget.signal.throwIfAborted();
    const mapped = options.mappedHosts.find((host) => new URL(address).host === host);
    const { url, trusted } = checkAddress(address, mapped ? { hosts: [], typedHost: mapped } : options.scope);
    return { url, lookup: guardedLookup(options.resolve, { trusted }) };
  };
  const server = http.createServer((request, response) => {
    const host = URL.parse(request.url ?? '')?.hostname ?? '';
    try {
      const { url, lookup } = way(request.url ?? '');
      const headers = withoutProxyHeaders(request.headers);
      const onward = http.request(url, { method: request.method ?? 'GET', headers, lookup, agent: false });
      onward.on('socket', keep);
      onward.on('response', (answer) => {
        answer.on('data', count);
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      });
      onward.on('error', (error) => {
        note(error, host);
        // Nothing of an answer may be made up: the browser shall see a network failure.
        request.socket.destroy();
      });
      request.pipe(onward);
    } catch (error) {
      note(error, host);
      request.socket.destroy();
    }
  });
  server.on('connect', (request, client: net.Socket, head: Buffer) => {
    keep(client);
    const host = URL.parse(`https://${request.url}`)?.hostname ?? '';
    try {
      const { url, lookup } = way(`https://${request.url}`);
      const onward = net.connect({ host: url.hostname, port: Number(url.port || 443), lookup });
      keep(onward);
      onward.on('error', (error) => note(error, host));
      onward.on('connect', () => {
        client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
        onward.write(head);
        client.pipe(onward).pipe(client);
        onward.on('data', count);
      });
      onward.on('close', () => client.destroy());
      client.on('close', () => onward.destroy());
    } catch (error) {
      note(error, host);
      client.destroy();
    }
  });
  server.on('upgrade', (_request, socket) => socket.destroy());
  server.on('connection', keep);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    server: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    refused,
    overBudget: overBudget.signal,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        shut();
      }),
  };
}

function withoutProxyHeaders(headers: http.IncomingHttpHeaders): http.OutgoingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !name.startsWith('proxy-')));
}
