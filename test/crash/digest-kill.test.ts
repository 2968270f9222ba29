import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { createRandom } from '../../src/demo/random.ts';
import { subscribe } from '../../src/jobs/subscribing.ts';
import { openSqliteStore } from '../../src/store/sqlite/open.ts';
import { brand, reader } from '../jobs/digest-sending.ts';
import { temporaryFolder } from '../molva.ts';
import { startSmtp } from '../servers/smtp.ts';

/** Three of each kind; five in a long run. */
const KILLS = process.env['MOLVA_TEST_LONG'] === undefined ? 12 : 20;
const READERS = 36;
const CHILD = path.join(import.meta.dirname, 'digest-child.ts');
/** Nine in the morning in Moscow, where all subscriptions are due at eight. */
const MORNING = Date.parse('2026-03-02T06:00:00Z');

/** Where the process is killed: while the server has not answered yet, as soon as it has, or at any moment. */
type Moment =
  | { readonly at: 'recipient' | 'before' | 'after'; readonly nth: number }
  | { readonly at: 'time'; readonly ms: number };

describe('kill -9 around sending', () => {
  const folder = temporaryFolder();
  afterAll(() => folder.remove());

  test(`every reader gets the mail of the day, twice only with the same Message-ID, over ${KILLS} kills [R30]`, async () => {
    const file = path.join(folder.path, 'molva.db');
    const store = await openSqliteStore({ path: file, role: 'loop' });
    const made = '2026-03-01T00:00:00.000Z';
    await store.saveBrand(brand, made);
    const wanted = new Map<string, string>();
    for (let index = 0; index < READERS; index += 1) {
      const one = await subscribe(
        { ...reader, recipient: `reader${index}@example.org` },
        { store, by: 'test', now: made },
      );
      wanted.set(one.recipient, one.id);
    }
    await store.close();

    let moment: Moment | undefined;
    let child: ChildProcess | undefined;
    const seen = { recipient: 0, before: 0, after: 0 };
    const reached = (at: 'recipient' | 'before' | 'after'): void => {
      seen[at] += 1;
      if (moment?.at === at && seen[at] === moment.nth) child?.kill('SIGKILL');
    };
    const smtp = await startSmtp({
      onRecipient: () => void reached('recipient'),
      beforeAccept: () => reached('before'),
      afterAccept: () => reached('after'),
    });

    async function run(kill: Moment | undefined): Promise<NodeJS.Signals | number | null> {
      moment = kill;
      Object.assign(seen, { recipient: 0, before: 0, after: 0 });
      const offset = MORNING - started;
      const one = spawn(process.execPath, [CHILD, file, String(smtp.port), String(offset)], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      child = one;
      one.stdout.once('data', () => {
        if (kill?.at === 'time') setTimeout(() => one.kill('SIGKILL'), kill.ms).unref();
      });
      return new Promise((resolve) => one.on('close', (code, signal) => resolve(signal ?? code)));
    }

    const started = Date.now();
    const random = createRandom(20_261_122);
    const ends: unknown[] = [];
    for (let kill = 0; kill < KILLS; kill += 1) {
      const at = (['recipient', 'before', 'after', 'time'] as const)[kill % 4]!;
      ends.push(await run(at === 'time' ? { at, ms: random.int(0, 120) } : { at, nth: random.int(1, 2) }));
    }
    expect(ends).toEqual(Array.from({ length: KILLS }, () => 'SIGKILL'));
    const unfinished = await openSqliteStore({ path: file, role: 'loop' });
    expect((await unfinished.openDeliveries()).length).toBeGreaterThan(0);
    await unfinished.close();
    expect(await run(undefined)).toBe(0);
    await smtp.close();

    const after = await openSqliteStore({ path: file, role: 'loop' });
    const rows = await after.deliveries({ limit: 1000 });
    await after.close();
    expect(rows.map(({ state, localDate }) => `${localDate} ${state}`)).toEqual(
      Array.from({ length: READERS }, () => '2026-03-02 sent'),
    );
    const idOf = new Map(rows.map(({ subscriptionId, messageId }) => [subscriptionId, messageId]));
    for (const mail of smtp.mails) expect(mail.messageId).toBe(idOf.get(wanted.get(mail.to[0]!)!));
    expect(new Set(smtp.mails.map(({ messageId }) => messageId)).size).toBe(READERS);
    // A second mail only where the process died between acceptance and mark: that happened, and at most once a kill.
    const twice = smtp.mails.length - READERS;
    expect(twice).toBeGreaterThan(0);
    expect(twice).toBeLessThanOrEqual(KILLS);
  }, 90_000);
});
