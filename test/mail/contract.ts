import { expect, test } from '@jest/globals';
import { type ParsedMail, simpleParser } from 'mailparser';
import type { Mail, Mailer } from '../../src/mail/mailer.ts';

export const mail: Mail = {
  from: 'Molva <molva@example.org>',
  to: 'reader@example.org',
  subject: '[Самовар и Ко] 14 новых, 5 негативных',
  html: '<p>Здравствуйте, 👩‍👩‍👧 &lt;b&gt;</p>',
  text: 'Здравствуйте\n',
  messageId: '<abc@example.org>',
  headers: { 'List-Unsubscribe': '<https://molva.example.org/digest>', 'Auto-Submitted': 'auto-generated' },
};

/** One mailer with what arrived through it, newest last, as raw mails. */
export interface OpenMailer {
  readonly mailer: Mailer;
  arrived(): Promise<readonly string[]>;
}

/** What every way of sending keeps. */
export function mailerContract(open: () => Promise<OpenMailer>): void {
  async function sent(one: Mail): Promise<{ raw: string; parsed: ParsedMail }> {
    const { mailer, arrived } = await open();
    expect(await mailer.send(one)).toEqual({ accepted: true });
    const raw = (await arrived()).at(-1)!;
    return { raw, parsed: await simpleParser(raw) };
  }

  test('a mail arrives as it was written', async () => {
    const { parsed } = await sent(mail);
    expect(parsed.subject).toBe(mail.subject);
    expect(parsed.messageId).toBe(mail.messageId);
    expect(parsed.html).toBe(mail.html);
    expect(parsed.text?.trim()).toBe(mail.text.trim());
    expect(parsed.from?.value).toEqual([{ name: 'Molva', address: 'molva@example.org' }]);
    expect([parsed.to].flat()[0]?.value).toEqual([{ name: '', address: 'reader@example.org' }]);
    expect(parsed.headers.get('auto-submitted')).toBe('auto-generated');
    expect(parsed.attachments).toEqual([]);
  });

  test('what is fine has no trouble, and looking sends nothing', async () => {
    const { mailer, arrived } = await open();
    expect(await mailer.trouble()).toBeNull();
    expect(await arrived()).toEqual([]);
  });

  test.each([
    ['a line end in the subject', { subject: 'x\r\nBcc: thief@example.org\r\n\r\nbody' }],
    ['a line end in a header', { headers: { 'List-Id': 'x\r\nBcc: thief@example.org' } }],
    ['a line end in the sender', { from: 'Molva\r\nBcc: thief@example.org <molva@example.org>' }],
    ['a line end in the message id', { messageId: '<a@b>\r\nBcc: thief@example.org' }],
    ['a separator of lines of Unicode', { subject: 'x\u2028Bcc: thief@example.org\u2029y' }],
  ])('%s starts no header', async (_name, change) => {
    const { parsed, raw } = await sent({ ...mail, ...change });
    const head = raw.slice(0, raw.indexOf('\r\n\r\n'));
    expect(head).not.toMatch(/^bcc:/im);
    expect(parsed.bcc).toBeUndefined();
    expect(parsed.html).toBe(mail.html);
  });

  test('marks that turn the reading direction do not reach the subject', async () => {
    const { parsed } = await sent({ ...mail, subject: '[\u202eevil\u202c] 1 new' });
    expect(parsed.subject).toBe('[ evil ] 1 new');
  });

  test('lines of ten thousand letters and lone dots survive the way', async () => {
    const html = `<p>${'слово '.repeat(2000)}</p>\n.\n..<p>end</p>`;
    const { parsed, raw } = await sent({ ...mail, html, text: `.\n${'x'.repeat(10_000)}\n` });
    expect(parsed.html).toBe(html);
    expect(parsed.text?.trim()).toBe(`.\n${'x'.repeat(10_000)}`);
    expect(Math.max(...raw.split('\r\n').map((line) => Buffer.byteLength(line)))).toBeLessThan(999);
  });

  test('half characters and NUL bytes are no reason to fail', async () => {
    const { parsed } = await sent({ ...mail, subject: 'a\ud800b\u0000c', text: 'a\ud800b' });
    expect(parsed.subject).toBe('a\ufffdb c');
  });

  test('an address of a file or of a page in the text is never opened', async () => {
    const { parsed } = await sent({ ...mail, html: '<img src="file:///etc/passwd">', text: '/etc/passwd' });
    expect(parsed.html).toBe('<img src="file:///etc/passwd">');
    expect(parsed.attachments).toEqual([]);
  });
}
