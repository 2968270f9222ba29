import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { mailProblems, mailRoute, mailSender } from '../../config/mail.ts';
import { Config } from '../../config/schema.ts';

const mail = (change: Partial<Config['mail']>): Config['mail'] => ({
  ...Config.parse({}).mail,
  from: 'Molva <molva@example.org>',
  ...change,
});
const smtp = (url: string, change: Partial<Config['mail']> = {}) => mailRoute(mail({ url, ...change }), '/srv');

describe('where mails go', () => {
  test.each([
    ['smtp://mail.example.org', { host: 'mail.example.org', port: 587, tls: 'required', user: null }],
    ['smtp://molva@mail.example.org:25', { port: 25, user: 'molva' }],
    ['smtp://me%40example.org@mail.example.org', { user: 'me@example.org' }],
    ['smtps://molva@mail.example.org', { port: 465, tls: 'implicit' }],
    ['smtp://127.0.0.1:2525', { port: 2525, tls: 'offered' }],
    ['smtp://[::1]:2525', { host: '::1', tls: 'offered' }],
    ['smtp://localhost', { tls: 'offered' }],
  ])('%s', (url, route) => {
    expect(smtp(url)).toMatchObject({ kind: 'smtp', ...route });
  });

  test('a folder, from where Molva runs', () => {
    expect(smtp('file:./mails')).toEqual({ kind: 'file', folder: path.resolve('/srv/mails') });
    expect(smtp('file:///var/mails')).toEqual({ kind: 'file', folder: '/var/mails' });
    expect(smtp('file:/var/mails')).toEqual({ kind: 'file', folder: '/var/mails' });
    expect(mailRoute(mail({ url: null }), '/srv')).toBeNull();
    expect(mailSender(mail({ from: null }))).toBe('Molva <molva@localhost>');
  });
});

describe('what cannot work together', () => {
  test.each([
    ['nothing at all', { url: null, from: null }, undefined, []],
    ['a sender without a server', { url: null }, undefined, [/^mail\.from: mail\.url is not set/]],
    ['a server without a sender', { url: 'smtp://mail.example.org', from: null }, undefined, [/^mail\.from: needed/]],
    ['a folder without a sender', { url: 'file:./mails', from: null }, undefined, []],
    ['no folder', { url: 'file:' }, undefined, [/^mail\.url: wanted/]],
    ['a page', { url: 'https://mail.example.org' }, undefined, [/^mail\.url: wanted/]],
    ['no address', { url: 'mail.example.org' }, undefined, [/^mail\.url: wanted/]],
    [
      'a password in the file',
      { url: 'smtp://me:secret@mail.example.org' },
      'secret',
      [/^mail\.url: holds a password/],
    ],
    [
      'a user without a password',
      { url: 'smtp://me@mail.example.org' },
      undefined,
      [/MOLVA_MAIL_PASSWORD has to be set/],
    ],
    ['a password without a user', { url: 'smtp://mail.example.org' }, 'secret', [/^MOLVA_MAIL_PASSWORD: is set/]],
    [
      'smtps without TLS',
      { url: 'smtps://mail.example.org', tls: 'off' },
      undefined,
      [/^mail\.tls: off does not go with smtps/],
    ],
    [
      'a password in the open',
      { url: 'smtp://me@mail.example.org', tls: 'offered' },
      'secret',
      [/^mail\.tls: offered would send the password/],
    ],
    ['a password to this machine', { url: 'smtp://me@127.0.0.1', tls: 'off' }, 'secret', []],
    ['two senders', { url: 'file:./mails', from: 'a@b.org, c@d.org' }, undefined, [/^mail\.from: got/]],
    [
      'a header in the sender',
      { url: 'file:./mails', from: 'x\r\nBcc: y@z.org <a@b.org>' },
      undefined,
      [/^mail\.from: got/],
    ],
    ['a broken user name', { url: 'smtp://a%zz@mail.example.org' }, 'secret', [/stray %/]],
  ] as const)('%s', (_name, change, password, problems) => {
    const found = mailProblems(mail(change), password);
    expect(found).toHaveLength(problems.length);
    for (const [index, pattern] of problems.entries()) expect(found[index]).toMatch(pattern);
    expect(found.join()).not.toContain('secret');
  });
});
