import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

export interface Accepted {
  readonly messageId: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: string;
  parsed(): Promise<ParsedMail>;
}

export interface SmtpFixture {
  readonly port: number;
  /** Mails taken, in order. */
  readonly mails: Accepted[];
  /** Connections made, whatever came of them. */
  connections(): number;
  close(): Promise<void>;
}

/** What the server says; undefined is yes. */
export interface SmtpBehaviour {
  readonly onRecipient?: (address: string) => { readonly code: number; readonly message: string } | undefined;
  /** Runs when the whole mail is there, before the server says that it has taken it. */
  readonly beforeAccept?: (messageId: string) => Promise<void> | void;
  /** Runs when the server has said so. */
  readonly afterAccept?: (messageId: string) => void;
  readonly onMessage?: () => { readonly code: number; readonly message: string } | undefined;
  readonly options?: SMTPServerOptions;
}

/** A real SMTP server on loopback that keeps what it takes. */
export async function startSmtp(behaviour: SmtpBehaviour = {}, port = 0): Promise<SmtpFixture> {
  const mails: Accepted[] = [];
  let connections = 0;
  const refuse = ({ code, message }: { code: number; message: string }): Error =>
    Object.assign(new Error(message), { responseCode: code });
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    ...behaviour.options,
    onConnect(_session, callback) {
      connections += 1;
      callback();
    },
    onRcptTo({ address }, _session, callback) {
      const no = behaviour.onRecipient?.(address);
      callback(no === undefined ? undefined : refuse(no));
    },
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', async () => {
        const raw = Buffer.concat(chunks).toString('utf8');
        const messageId = /^Message-ID: (<[^>]+>)/im.exec(raw)?.[1] ?? '';
        const no = behaviour.onMessage?.();
        if (no !== undefined) return callback(refuse(no));
        await behaviour.beforeAccept?.(messageId);
        const { mailFrom, rcptTo } = session.envelope;
        mails.push({
          messageId,
          from: mailFrom === false ? '' : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          raw,
          parsed: () => simpleParser(raw),
        });
        callback();
        behaviour.afterAccept?.(messageId);
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    port: (server.server.address() as AddressInfo).port,
    mails,
    connections: () => connections,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
