import net from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { createSmtpMailer, type SmtpOptions } from '../../src/mail/smtp-mailer.ts';
import { type SmtpBehaviour, type SmtpFixture, startSmtp } from '../servers/smtp.ts';
import { mail, mailerContract } from './contract.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

async function server(behaviour: SmtpBehaviour = {}): Promise<SmtpFixture> {
  const started = await startSmtp(behaviour);
  open.push(started);
  return started;
}

function mailer(port: number, change: Partial<SmtpOptions> = {}) {
  return createSmtpMailer({
    host: '127.0.0.1',
    port,
    tls: 'offered',
    user: null,
    password: null,
    timeoutMs: 2000,
    deadlineMs: 5000,
    ...change,
  });
}

describe('mails over SMTP', () => {
  mailerContract(async () => {
    const smtp = await server();
    return { mailer: mailer(smtp.port), arrived: async () => smtp.mails.map(({ raw }) => raw) };
  });

  test('one recipient, whatever stands in the address', async () => {
    const smtp = await server();
    await mailer(smtp.port).send({ ...mail, to: 'reader@example.org' });
    expect(smtp.mails.map(({ to, from }) => [from, ...to])).toEqual([['molva@example.org', 'reader@example.org']]);
    const outcome = await mailer(smtp.port).send({ ...mail, to: 'a@example.org, thief@example.org' });
    const { mails } = smtp;
    expect(mails.slice(1).flatMap(({ to }) => to)).not.toContain('thief@example.org');
    if (!outcome.accepted) expect(outcome.final).toBe(true);
  });

  test.each([
    [
      'a recipient who is not known',
      { onRecipient: () => ({ code: 550, message: '5.1.1 <reader@example.org> unknown' }) },
      true,
      /^recipient refused by the mail server \(550 5\.1\.1\)$/,
    ],
    [
      'a recipient to be tried later',
      { onRecipient: () => ({ code: 451, message: '4.7.1 reader@example.org greylisted' }) },
      false,
      /\(451 4\.7\.1\)$/,
    ],
    [
      'a mail that is not wanted',
      { onMessage: () => ({ code: 554, message: '5.7.1 spam' }) },
      true,
      /^mail refused by the mail server \(554 5\.7\.1\)$/,
    ],
    [
      'a mail to be tried later',
      { onMessage: () => ({ code: 452, message: '4.3.1 disk is full' }) },
      false,
      /\(452 4\.3\.1\)$/,
    ],
  ] as const)('%s', async (_name, behaviour, final, reason) => {
    const smtp = await server(behaviour);
    const outcome = await mailer(smtp.port).send(mail);
    expect(outcome).toMatchObject({ accepted: false, final });
    if (outcome.accepted) return;
    expect(outcome.reason).toMatch(reason);
    expect(outcome.reason).not.toContain('reader');
  });

  test('nobody listens', async () => {
    const smtp = await startSmtp();
    await smtp.close();
    expect(await mailer(smtp.port).send(mail)).toEqual({
      accepted: false,
      final: false,
      reason: 'mail server not reachable (ESOCKET)',
    });
  });

  test('a server that says nothing, and one that drips', async () => {
    const sockets: net.Socket[] = [];
    const silent = net.createServer((socket) => void sockets.push(socket)).listen(0, '127.0.0.1');
    const drips = net
      .createServer((socket) => {
        sockets.push(socket.on('error', () => undefined));
        const timer = setInterval(() => socket.write('220-wait\r\n'), 50);
        socket.on('close', () => clearInterval(timer));
      })
      .listen(0, '127.0.0.1');
    await new Promise((resolve) => drips.once('listening', resolve));
    const at = (one: net.Server): number => (one.address() as net.AddressInfo).port;
    const started = performance.now();
    const limits = { timeoutMs: 300, deadlineMs: 600 };
    expect(await mailer(at(silent), limits).send(mail)).toMatchObject({ accepted: false, final: false });
    expect(await mailer(at(drips), limits).send(mail)).toMatchObject({ accepted: false, final: false });
    expect(await mailer(at(silent), limits).trouble()).toMatch(/not reachable/);
    // Without these limits it would be minutes; with them it is a second and a half.
    expect(performance.now() - started).toBeLessThan(15_000);
    for (const socket of sockets) socket.destroy();
    silent.close();
    drips.close();
  });

  test('a refused login can be mended, and its words are not repeated', async () => {
    const smtp = await server({
      options: {
        authOptional: false,
        allowInsecureAuth: true,
        onAuth: ({ username, password }, _session, callback) =>
          username === 'molva' && password === 'right'
            ? callback(null, { user: 'molva' })
            : callback(new Error(`wrong password ${password}`)),
      },
    });
    const login = (password: string) => mailer(smtp.port, { user: 'molva', password }).send(mail);
    const outcome = await login('wrong-secret');
    expect(outcome).toMatchObject({ accepted: false, final: false });
    expect(JSON.stringify(outcome)).toMatch(/login refused/);
    expect(JSON.stringify(outcome)).not.toContain('wrong-secret');
    expect(await login('right')).toEqual({ accepted: true });
    expect(await mailer(smtp.port, { user: 'molva', password: 'wrong-secret' }).trouble()).toMatch(/^login refused/);
  });

  test('TLS: required is required, implicit is TLS from the first byte, offered takes what there is', async () => {
    const plain = await server();
    expect(await mailer(plain.port, { tls: 'required' }).send(mail)).toMatchObject({ accepted: false, final: false });
    expect(plain.mails).toEqual([]);
    const starttls = await server({ options: { disabledCommands: [] } });
    expect(await mailer(starttls.port, { tls: 'required' }).send(mail)).toEqual({ accepted: true });
    expect(await mailer(starttls.port, { tls: 'off' }).send(mail)).toEqual({ accepted: true });
    const implicit = await server({ options: { secure: true } });
    expect(await mailer(implicit.port, { tls: 'implicit' }).send(mail)).toEqual({ accepted: true });
  });
});
