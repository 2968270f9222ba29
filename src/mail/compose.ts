import type { SendMailOptions } from 'nodemailer';
import type { Mail } from './mailer.ts';

/** Line ends and other control characters would start a header of the sender's own; directional marks would turn its reading. */
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]+/g;

export function headerText(text: string): string {
  return text.toWellFormed().replace(UNSAFE, ' ').trim();
}

/** What both ways of sending hand to nodemailer: no file and no address in a mail is ever opened, one recipient only. */
export function composed(mail: Mail): SendMailOptions {
  return {
    from: headerText(mail.from),
    // As an object: a comma or a bracket in the address cannot make a second recipient.
    to: { name: '', address: headerText(mail.to) },
    subject: headerText(mail.subject),
    html: mail.html,
    text: mail.text,
    messageId: headerText(mail.messageId),
    headers: Object.fromEntries(Object.entries(mail.headers).map(([name, value]) => [name, headerText(value)])),
    // Quoted-printable keeps lines under the 998 bytes that servers take, and stays readable in a saved file.
    textEncoding: 'quoted-printable',
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
