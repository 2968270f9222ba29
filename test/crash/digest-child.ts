import { quietLog } from '../../src/domain/ambient.ts';
import { createDigests } from '../../src/jobs/digest-desk.ts';
import { createFigures } from '../../src/jobs/figures.ts';
import { createSmtpMailer } from '../../src/mail/smtp-mailer.ts';
import { openSqliteStore } from '../../src/store/sqlite/open.ts';
import { renderText } from '../jobs/digest-sending.ts';

/** Sends what is due until nothing is open, then ends with 0. Arguments: database, port of the mail server, offset of the clock in ms. */
const [file = '', port = '', offsetMs = ''] = process.argv.slice(2);
const clock = { now: () => Date.now() + Number(offsetMs) };
const store = await openSqliteStore({ path: file, role: 'loop' });
const timeouts = { timeoutMs: 5000, deadlineMs: 10_000 };
const digests = createDigests({
  store,
  figures: createFigures({ store, clock }),
  scrapers: [],
  pageUrl: null,
  render: renderText,
  mailer: createSmtpMailer({
    host: '127.0.0.1',
    port: Number(port),
    tls: 'off',
    user: null,
    password: null,
    ...timeouts,
  }),
  from: 'Molva <molva@example.org>',
  clock,
  log: quietLog,
  leaseMs: 300,
});
process.stdout.write('ready\n');
const { signal } = new AbortController();
for (;;) {
  for (const subject of await digests.due()) await digests.send(subject, signal);
  if ((await store.openDeliveries()).length === 0) break;
  await new Promise((resolve) => setTimeout(resolve, 50));
}
await store.close();
