import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { createFileMailer } from '../../src/mail/file-mailer.ts';
import { temporaryFolder } from '../molva.ts';
import { mail, mailerContract } from './contract.ts';

const folder = temporaryFolder();
afterAll(() => folder.remove());
let number = 0;

function openOne() {
  number += 1;
  const where = path.join(folder.path, String(number), 'mails');
  return { where, mailer: createFileMailer({ folder: where }) };
}

describe('mails as files', () => {
  mailerContract(async () => {
    const { where, mailer } = openOne();
    return {
      mailer,
      arrived: async () => readdirSync(where).map((name) => readFileSync(path.join(where, name), 'utf8')),
    };
  });

  test('a mail that is sent again replaces itself; only its owner can read it', async () => {
    const { where, mailer } = openOne();
    await mailer.send(mail);
    await mailer.send({ ...mail, subject: 'later' });
    const names = readdirSync(where);
    expect(names).toHaveLength(1);
    expect(names[0]).toMatch(/^[0-9a-f]{24}\.eml$/);
    expect(statSync(path.join(where, names[0]!)).mode & 0o077).toBe(0);
    await mailer.send({ ...mail, messageId: '<other@example.org>' });
    expect(readdirSync(where)).toHaveLength(2);
  });

  test('a folder that cannot be made is no reason to give up', async () => {
    const file = path.join(folder.path, 'a-file');
    writeFileSync(file, '');
    const mailer = createFileMailer({ folder: path.join(file, 'mails') });
    expect(await mailer.send(mail)).toMatchObject({ accepted: false, final: false });
  });
});
