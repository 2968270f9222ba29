import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { textOf } from '../../src/digest/render/text.ts';
import { viewOf } from '../../src/digest/render/view.ts';
import { quietLog } from '../../src/domain/ambient.ts';
import { Brand } from '../../src/domain/brand.ts';
import type { NewSubscription } from '../../src/domain/digest.ts';
import { createDigests } from '../../src/jobs/digest-desk.ts';
import { createFigures } from '../../src/jobs/figures.ts';
import type { SendDeps } from '../../src/jobs/send-digest.ts';
import { createSmtpMailer } from '../../src/mail/smtp-mailer.ts';
import { openSqliteStore } from '../../src/store/sqlite/open.ts';

/** The text part alone: what is tested here is the sending, and the layout of HTML takes a second to load. */
export const renderText: SendDeps['render'] = async (content, language) => {
  const view = viewOf(content, language);
  return { subject: view.subject, html: `<pre>${view.language}</pre>`, text: textOf(view) };
};

export const brand = Brand.parse({ id: 'samovar', name: 'Самовар и Ко', timeZone: 'Europe/Moscow' });

export const reader: NewSubscription = {
  brand: brand.id,
  recipient: 'reader@example.org',
  hour: 8,
  timeZone: 'Europe/Moscow',
  language: 'en',
  days: 'all',
  quiet: 'send',
};

/** A real store, a real SMTP client, and a clock that the test sets. */
export async function openSending(options: { readonly folder: string; readonly port: number; readonly now: string }) {
  const clock = { ms: Date.parse(options.now), now: () => clock.ms };
  const file = path.join(options.folder, `${randomBytes(6).toString('hex')}.db`);
  const store = await openSqliteStore({ path: file, role: 'loop' });
  await store.saveBrand(brand, options.now);
  const mailer = createSmtpMailer({
    host: '127.0.0.1',
    port: options.port,
    tls: 'off',
    user: null,
    password: null,
    timeoutMs: 2000,
    deadlineMs: 5000,
  });
  const deps: SendDeps = {
    store,
    figures: createFigures({ store, clock }),
    scrapers: [],
    pageUrl: null,
    render: renderText,
    mailer,
    from: 'Molva <molva@example.org>',
    clock,
    log: quietLog,
    leaseMs: 60_000,
  };
  const digests = createDigests(deps);
  return {
    clock,
    store,
    deps,
    digests,
    /** One look of the schedule with the sending of what is due. */
    async tick(now?: string): Promise<string[]> {
      if (now !== undefined) clock.ms = Date.parse(now);
      const states: string[] = [];
      for (const subject of await digests.due())
        states.push((await digests.send(subject, new AbortController().signal)).state);
      return states;
    },
    close: () => store.close(),
  };
}
