import { createHash, randomBytes } from 'node:crypto';
import { access, constants, mkdir, open, rename, unlink } from 'node:fs/promises';
import path from 'node:path';
import { createTransport } from 'nodemailer';
import { composed } from './compose.ts';
import type { Mailer } from './mailer.ts';

/** Writes each mail as an `.eml` file, named by its Message-ID: a mail that is sent again replaces itself. */
export function createFileMailer({ folder }: { readonly folder: string }): Mailer {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  return {
    async send(mail) {
      const { message } = await transport.sendMail(composed(mail));
      const name = `${createHash('sha256').update(mail.messageId).digest('hex').slice(0, 24)}.eml`;
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        await writeWhole(path.join(folder, name), message as Buffer);
        return { accepted: true };
      } catch (error) {
        // A full disk or a folder that is away for a moment: the next try may find it again.
        const { code } = error as NodeJS.ErrnoException;
        return {
          accepted: false,
          final: false,
          reason: `the folder for mails cannot be written (${code ?? 'unknown'})`,
        };
      }
    },
    async trouble() {
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        await access(folder, constants.W_OK);
        return null;
      } catch (error) {
        return `the folder for mails cannot be written (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`;
      }
    },
    async close() {},
  };
}

/** A reader never sees half a mail, and a crash leaves none under the final name. */
async function writeWhole(file: string, bytes: Buffer): Promise<void> {
  const aside = `${file}.${randomBytes(6).toString('hex')}`;
  const handle = await open(aside, 'wx', 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } catch (error) {
    await unlink(aside).catch(() => undefined);
    throw error;
  } finally {
    await handle.close();
  }
  await rename(aside, file);
}
