import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { BadConfig } from '../errors.ts';

export interface Listening {
  /** `http://127.0.0.1:4600`, with the port that was really taken. */
  readonly url: string;
  readonly port: number;
  /** Ends streams, lets requests in progress end for at most `graceMs`, then cuts them. Idempotent. */
  close(graceMs?: number): Promise<void>;
}

/** Headers must be whole in this time, a body in the next: slow clients cannot hold sockets for long. */
const HEADERS_TIMEOUT_MS = 15_000;
const REQUEST_TIMEOUT_MS = 120_000;

const LISTEN_PROBLEMS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another program uses this port; choose another one, or end the other program',
  EACCES: 'this port needs more rights; choose one above 1023',
  EADDRNOTAVAIL: 'this machine does not have that address',
  ENOTFOUND: 'this host name has no address',
};

/** Opens the port. Throws `BadConfig` with a sentence when it cannot be had. */
export async function listen(options: {
  readonly api: { readonly app: RequestListener; close(): Promise<void> };
  readonly host: string;
  readonly port: number;
}): Promise<Listening> {
  const { api, host } = options;
  const server = createServer({ headersTimeout: HEADERS_TIMEOUT_MS, requestTimeout: REQUEST_TIMEOUT_MS }, api.app);
  server.listen({ host, port: options.port });
  try {
    await once(server, 'listening');
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? '';
    const reason = LISTEN_PROBLEMS[code] ?? `it cannot be opened (${code})`;
    await api.close();
    throw new BadConfig([`web: ${host}:${options.port}: ${reason}`]);
  }
  const { port } = server.address() as AddressInfo;
  let closing: Promise<void> | undefined;
  const close = async (graceMs: number): Promise<void> => {
    const closed = once(server, 'close');
    server.close();
    await api.close();
    server.closeIdleConnections();
    const cut = setTimeout(() => server.closeAllConnections(), graceMs);
    await closed;
    clearTimeout(cut);
  };
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    port,
    close(graceMs = 3000) {
      closing ??= close(graceMs);
      return closing;
    },
  };
}
