import { setTimeout } from 'node:timers/promises';
import { createTransport } from 'nodemailer';
import { composed } from './compose.ts';
import type { Mailer, Sent } from './mailer.ts';

export interface SmtpOptions {
  readonly host: string;
  readonly port: number;
  /** `implicit`: TLS from the first byte (smtps). `required`: STARTTLS or nothing. `offered`: STARTTLS where the server has it. `off`: plain. */
  readonly tls: 'implicit' | 'required' | 'offered' | 'off';
  readonly user: string | null;
  readonly password: string | null;
  /** Longest silence at connecting, greeting and between two answers. */
  readonly timeoutMs: number;
  /** The whole exchange; a server that drips its answers ends here. */
  readonly deadlineMs: number;
}

/** Sends over SMTP, one connection per mail: a connection kept open through the night is a dead one in the morning. */
export function createSmtpMailer(options: SmtpOptions): Mailer {
  const { host, port, tls, user, password, timeoutMs, deadlineMs } = options;
  const transport = createTransport({
    host,
    port,
    pool: false,
    secure: tls === 'implicit',
    requireTLS: tls === 'required',
    ignoreTLS: tls === 'off',
    // On the way to this very machine nobody listens, and such servers have certificates of their own making.
    tls: isLoopback(host) ? { rejectUnauthorized: false } : {},
    ...(user === null ? {} : { auth: { user, pass: password ?? '' } }),
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    dnsTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  async function inTime<T>(work: Promise<T>): Promise<T> {
    const late = new AbortController();
    const tooLong = setTimeout(deadlineMs, undefined, { signal: late.signal }).then(() => {
      throw Object.assign(new Error('The mail server takes too long'), { code: 'ETIMEDOUT' });
    });
    try {
      return await Promise.race([work, tooLong]);
    } finally {
      late.abort();
      tooLong.catch(() => {});
    }
  }
  return {
    async send(mail) {
      try {
        const { rejected } = await inTime(transport.sendMail(composed(mail)));
        return rejected.length === 0
          ? { accepted: true }
          : { accepted: false, final: true, reason: 'refused by the mail server' };
      } catch (error) {
        return refusal(error);
      }
    },
    async trouble() {
      try {
        await inTime(transport.verify());
        return null;
      } catch (error) {
        const said = refusal(error);
        return said.accepted ? null : said.reason;
      }
    },
    async close() {
      transport.close();
    },
  };
}

export const isLoopback = (host: string): boolean => /^(localhost|127\.\d+\.\d+\.\d+|\[?::1\]?)$/i.test(host);

/**
 * A permanent answer (5xx, RFC 5321 4.2.1) to the recipient or to the mail itself is the end. Everything else, a refused login or
 * sender included, can be mended by the operator while the mail waits. Codes only: the server's own words may quote the address.
 */
function refusal(error: unknown): Sent {
  const { code, command, responseCode, response } = error as {
    code?: string;
    command?: string;
    responseCode?: number;
    response?: string;
  };
  const enhanced = /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})\b/.exec(response ?? '')?.[1];
  const said = responseCode === undefined ? (code ?? 'no answer') : [responseCode, enhanced].filter(Boolean).join(' ');
  const permanent = responseCode !== undefined && responseCode >= 500;
  if (code === 'EENVELOPE' && command === 'API') return { accepted: false, final: true, reason: 'not a mail address' };
  if (permanent && code === 'EENVELOPE' && /^RCPT/i.test(command ?? ''))
    return { accepted: false, final: true, reason: `recipient refused by the mail server (${said})` };
  if (permanent && code === 'EMESSAGE')
    return { accepted: false, final: true, reason: `mail refused by the mail server (${said})` };
  const what =
    code === 'EAUTH'
      ? 'login refused by the mail server'
      : code === 'EENVELOPE'
        ? 'sender or recipient not taken by the mail server'
        : code === 'ETLS'
          ? 'no safe connection to the mail server'
          : 'mail server not reachable';
  return { accepted: false, final: false, reason: `${what} (${said})` };
}
