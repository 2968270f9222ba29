import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Config } from './schema.ts';

/** How mails leave. */
export type MailRoute =
  | { readonly kind: 'file'; readonly folder: string }
  | {
      readonly kind: 'smtp';
      readonly host: string;
      readonly port: number;
      readonly tls: 'implicit' | 'required' | 'offered' | 'off';
      readonly user: string | null;
    };

/** One address with an optional name before it; no line ends, no list. */
const SENDER =
  /^(?:[^<>,;\u0000-\u001f]{0,200}<[^\s<>,;@]{1,64}@[^\s<>,;@]{1,255}>|[^\s<>,;@]{1,64}@[^\s<>,;@]{1,255})$/;
const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/i;
/** RFC 6409 and RFC 8314. */
const PORTS = { 'smtp:': 587, 'smtps:': 465 } as const;

/** Where mails go; null when mail is not set up. `mailProblems` has said before whether the address can be used. */
export function mailRoute({ url, tls }: Config['mail'], cwd: string): MailRoute | null {
  if (url === null) return null;
  if (url.startsWith('file:')) {
    const folder = url.startsWith('file://') ? fileURLToPath(url) : url.slice('file:'.length);
    return { kind: 'file', folder: path.resolve(cwd, folder) };
  }
  const parsed = new URL(url);
  const { hostname, port, username } = parsed;
  const implicit = parsed.protocol === 'smtps:';
  const chosen = tls === 'auto' ? (LOOPBACK.test(hostname) ? 'offered' : 'required') : tls;
  return {
    kind: 'smtp',
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? PORTS[parsed.protocol as keyof typeof PORTS] : Number(port),
    tls: implicit ? 'implicit' : chosen,
    user: username === '' ? null : decodeURIComponent(username),
  };
}

/** The sender as mails name it. A folder of files needs none of its own. */
export const mailSender = ({ from }: Config['mail']): string => from ?? 'Molva <molva@localhost>';

/** Sentences about what cannot work together. `password`: `MOLVA_MAIL_PASSWORD`, undefined when it is not set. */
export function mailProblems(mail: Config['mail'], password: string | undefined): string[] {
  const { url, from, tls } = mail;
  const problems: string[] = [];
  if (from !== null && !SENDER.test(from))
    problems.push(`mail.from: got ${JSON.stringify(from.slice(0, 100))}, wanted "Molva <molva@example.com>"`);
  if (url === null) {
    if (from !== null) problems.push('mail.from: mail.url is not set, so no mail is ever sent; set both or none');
    return problems;
  }
  if (/^file:(?!\/\/[^/])./.test(url)) return problems;
  const parsed = URL.parse(url);
  if (parsed === null || (parsed.protocol !== 'smtp:' && parsed.protocol !== 'smtps:') || parsed.hostname === '') {
    problems.push('mail.url: wanted smtp://user@host:587, smtps://user@host:465 or file:./mails');
    return problems;
  }
  if (parsed.password !== '')
    problems.push('mail.url: holds a password; leave it out and set MOLVA_MAIL_PASSWORD in the environment');
  if (!['', '/'].includes(parsed.pathname) || parsed.search !== '')
    problems.push('mail.url: has something behind the host; wanted smtp://user@host:587');
  if (from === null) problems.push('mail.from: needed with mail.url, such as "Molva <molva@example.com>"');
  if (!/^(?:%[0-9a-f]{2}|[^%])*$/i.test(parsed.username)) problems.push('mail.url: the user name has a stray %');
  const named = parsed.username !== '';
  if (named && !password)
    problems.push('mail.url: names a user, so MOLVA_MAIL_PASSWORD has to be set in the environment');
  if (!named && password) problems.push('MOLVA_MAIL_PASSWORD: is set, but mail.url names no user');
  if (parsed.protocol === 'smtps:' && tls === 'off')
    problems.push('mail.tls: off does not go with smtps:, which is TLS from the first byte; use smtp:');
  const readable = parsed.protocol === 'smtp:' && (tls === 'off' || tls === 'offered');
  if (named && readable && !LOOPBACK.test(parsed.hostname))
    problems.push(`mail.tls: ${tls} would send the password readable over the network; use required`);
  return problems;
}
