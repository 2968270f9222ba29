import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { simpleParser } from 'mailparser';
import { molva, temporaryFolder } from '../molva.ts';
import { openShell } from '../shell.ts';

const folder = temporaryFolder();
const shell = openShell();
afterAll(async () => {
  await shell.close();
  folder.remove();
});
const run = (args: readonly string[]) => shell.run(args, { cwd: folder.path });
const brands = `brands:\n  - { id: samovar, name: Самовар и Ко, timeZone: Europe/Moscow, languages: [ru, en] }\n`;

beforeAll(() => writeFileSync(path.join(folder.path, 'molva.yaml'), `mail: { url: "file:./mails" }\n${brands}`));

describe('molva digest', () => {
  test('subscribed, sent once today, listed, ended', async () => {
    const added = await molva(
      ['digest', 'add', 'reader@example.org', '--hour', '7', '--language', 'nl', '--workdays', '--json'],
      { cwd: folder.path },
    );
    expect([added.code, added.stderr]).toEqual([0, '']);
    const { id, ...rest } = JSON.parse(added.stdout) as { id: string };
    expect(rest).toMatchObject({
      brand: 'samovar',
      hour: 7,
      timeZone: 'Europe/Moscow',
      days: 'workdays',
      language: 'nl',
    });

    const sent = await molva(['digest', '--send', '--subscription', id], { cwd: folder.path });
    expect([sent.code, sent.stdout]).toEqual([0, expect.stringMatching(/ {2}sent$/m)]);
    const again = await run(['digest', '--send', '--subscription', id, '--json']);
    expect([again.code, JSON.parse(again.stdout).state]).toEqual([0, 'not-taken']);

    const files = readdirSync(path.join(folder.path, 'mails'));
    expect(files).toHaveLength(1);
    const mail = await simpleParser(readFileSync(path.join(folder.path, 'mails', files[0]!)));
    expect(mail.subject).toBe('[Самовар и Ко] 0 nieuw, 0 negatief');
    expect(mail.html).toContain('<html lang="nl"');
    expect(mail.text).toContain('Europe/Moscow');

    const listed = await molva(['digest', 'list'], { cwd: folder.path });
    expect(listed.stdout).toMatch(/07:00.*Europe\/Moscow.*workdays.*sent.*reader@example\.org/);
    expect((await run(['digest', 'remove', id])).stdout).toBe('removed\n');
    expect(await run(['digest', 'remove', id])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('molva digest list'),
    });
  });

  test('a preview to look at and to read', async () => {
    const { code, stdout } = await run(['digest', '--preview', '--out', 'mail.html', '--text', '--language', 'en']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^\[Самовар и Ко\] 0 new, 0 negative\n/);
    expect(stdout).toContain('This is a preview');
    expect(readFileSync(path.join(folder.path, 'mail.html'), 'utf8')).toContain('This is a preview');
    const json = JSON.parse((await run(['digest', '--json'])).stdout) as Record<string, string>;
    expect(Object.keys(json).sort()).toEqual(['asOf', 'html', 'subject', 'text']);
    expect(json['subject']).toMatch(/0 новых/);
  });

  test.each([
    [['digest', '--language', 'de'], /--language: got "de", wanted ru, en, nl/],
    [['digest', '--brand', 'nobody'], /--brand: got "nobody", wanted one of: samovar/],
    [['digest', '--send', '--subscription', 'nobody'], /no such subscription/],
    [['digest', 'add', 'a@b.org', '--time-zone', 'Mars/Base'], /timeZone: got "Mars\/Base"/],
    [['digest', 'add', 'a@b.org', '--hour', '25'], /--hour: got "25"/],
  ])('%j is refused with a sentence', async (args, sentence) => {
    const { code, stderr } = await run(args);
    expect([code, stderr]).toEqual([2, expect.stringMatching(sentence)]);
  });

  test('without mail set up the preview works, and sending says what to set', async () => {
    const bare = path.join(folder.path, 'bare.yaml');
    writeFileSync(bare, brands);
    expect((await run(['--config', bare, 'digest', '--preview'])).code).toBe(0);
    const { code, stderr } = await run(['--config', bare, 'digest', '--send']);
    expect([code, stderr]).toEqual([2, expect.stringContaining('mail.url')]);
  });

  test('a password stays out of files and answers', async () => {
    const leaky = path.join(folder.path, 'leaky.yaml');
    writeFileSync(leaky, `mail: { url: "smtp://me:hunter2@mail.example.org", from: a@b.org }\n${brands}`);
    const { code, stderr } = await run(['--config', leaky, 'digest', '--preview']);
    expect([code, stderr]).toEqual([2, expect.stringContaining('MOLVA_MAIL_PASSWORD')]);
    expect(stderr).not.toContain('hunter2');
  });
});
