import { mailRoute, mailSender } from '../config/mail.ts';
import type { Config } from '../config/schema.ts';
import type { AnyScraper } from './collect/scraper.ts';
import type { Compute } from './compute/compute.ts';
import type { Clock, Log } from './domain/ambient.ts';
import { createDigests } from './jobs/digest-desk.ts';
import type { Digests } from './jobs/digests.ts';
import type { Figures } from './jobs/figures.ts';
import type { Mailer } from './mail/mailer.ts';
import type { Store } from './store/store.ts';

/** Beside the deadline of the mail server: composing and rendering take seconds at most, also on a busy machine. */
const COMPOSE_MS = 120_000;

/** The daily mail with the post that the configuration names; `close` ends the post. */
export async function createMail(options: {
  readonly config: Config;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly store: Store;
  readonly figures: Figures;
  readonly scrapers: readonly AnyScraper[];
  readonly compute: Compute;
  readonly clock: Clock;
  readonly log: Log;
}): Promise<{ readonly digests: Digests; close(): Promise<void> }> {
  const { config, env, cwd, compute } = options;
  const mailer = await openMailer(config, { cwd, password: env['MOLVA_MAIL_PASSWORD'] ?? null });
  const digests = createDigests({
    ...options,
    pageUrl: config.web.publicUrl,
    render: (content, language) => compute.renderDigest(content, language),
    mailer,
    from: mailSender(config.mail),
    leaseMs: config.mail.deadlineMs + COMPOSE_MS,
  });
  return { digests, close: async () => mailer?.close() };
}

async function openMailer(
  config: Config,
  { cwd, password }: { cwd: string; password: string | null },
): Promise<Mailer | null> {
  const route = mailRoute(config.mail, cwd);
  if (route === null) return null;
  if (route.kind === 'file') {
    const { createFileMailer } = await import('./mail/file-mailer.ts');
    return createFileMailer({ folder: route.folder });
  }
  const { timeoutMs, deadlineMs } = config.mail;
  const { createSmtpMailer } = await import('./mail/smtp-mailer.ts');
  return createSmtpMailer({ ...route, password, timeoutMs, deadlineMs });
}
