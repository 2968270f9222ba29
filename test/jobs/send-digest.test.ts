import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createDigests } from '../../src/jobs/digest-desk.ts';
import { subscriptionId } from '../../src/jobs/subscribing.ts';
import { temporaryFolder } from '../molva.ts';
import { type SmtpFixture, startSmtp } from '../servers/smtp.ts';
import { draft, understanding } from '../store/drafts.ts';
import { openSending, reader } from './digest-sending.ts';

const folder = temporaryFolder();
const state = { answer: undefined as { code: number; message: string } | undefined };
let smtp: SmtpFixture;
let sending: Awaited<ReturnType<typeof openSending>>;
const id = subscriptionId(reader.brand, reader.recipient);

beforeEach(async () => {
  state.answer = undefined;
  smtp = await startSmtp({ onRecipient: () => state.answer });
  sending = await openSending({ folder: folder.path, port: smtp.port, now: '2026-03-01T10:00:00Z' });
});
afterEach(async () => {
  await sending.close();
  await smtp.close();
});
afterAll(() => folder.remove());

const deliveries = () => sending.store.deliveries({ subscriptionId: id, limit: 100 });
const states = async () => (await deliveries()).map(({ localDate, state: how }) => `${localDate} ${how}`);
const subscribe = (change: Partial<typeof reader> = {}) => sending.digests.subscribe({ ...reader, ...change }, 'test');

async function collect(key: string, at: string, change: Parameters<typeof draft>[1] = {}): Promise<void> {
  const one = draft(key, {
    brand: reader.brand,
    publishedAt: at,
    publishedOn: at.slice(0, 10),
    precision: 'instant',
    fetchedAt: at,
    ...change,
  });
  await sending.store.importItems({ items: [one], targetId: null, backfill: false, now: at });
  await sending.store.saveUnderstanding(
    [
      {
        key,
        revision: 1,
        understanding: understanding({ sentiment: { label: 'negative', score: -1, confidence: 0.9, unsure: false } }),
      },
    ],
    at,
  );
}

describe('once a day', () => {
  test('at the hour, one mail, whatever the number of looks', async () => {
    await subscribe();
    expect(await sending.tick('2026-03-02T04:59:59Z')).toEqual([]);
    expect(await sending.tick('2026-03-02T05:00:00Z')).toEqual(['sent']);
    for (let minute = 1; minute < 60; minute += 7)
      expect(await sending.tick(`2026-03-02T05:${String(minute).padStart(2, '0')}:00Z`)).toEqual([]);
    expect(await sending.tick('2026-03-03T05:00:00Z')).toEqual(['sent']);
    expect(smtp.mails.map(({ to }) => to)).toEqual([[reader.recipient], [reader.recipient]]);
    expect(new Set(smtp.mails.map(({ messageId }) => messageId)).size).toBe(2);
    expect(await states()).toEqual(['2026-03-03 sent', '2026-03-02 sent']);
  });

  test('days that Molva slept through collapse into one mail', async () => {
    await subscribe();
    await sending.tick('2026-03-02T05:00:00Z');
    expect(await sending.tick('2026-03-09T20:00:00Z')).toEqual(['sent']);
    expect(await states()).toEqual(['2026-03-09 sent', '2026-03-02 sent']);
  });

  test('a clock set back sends no day twice, and goes on afterwards [R39]', async () => {
    await subscribe();
    await sending.tick('2026-03-02T05:00:00Z');
    await sending.tick('2026-03-03T05:00:00Z');
    const fresh = createDigests(sending.deps);
    sending.clock.ms = Date.parse('2026-03-02T04:00:00Z');
    expect(await fresh.due()).toEqual([]);
    sending.clock.ms = Date.parse('2026-03-02T12:00:00Z');
    expect(await fresh.due()).toEqual([]);
    expect(await sending.tick('2026-03-04T05:00:00Z')).toEqual(['sent']);
    expect(smtp.mails).toHaveLength(3);
  });

  test('a try that a wrong clock put years ahead is not waited for', async () => {
    await subscribe();
    state.answer = { code: 451, message: 'later' };
    expect(await sending.tick('2031-01-01T12:00:00Z')).toEqual(['pending']);
    state.answer = undefined;
    expect(await sending.tick('2026-03-02T04:00:00Z')).toEqual(['sent']);
  });

  test('the hour that comes twice in autumn is one mail, the one skipped in spring is sent', async () => {
    await subscribe({ hour: 2, timeZone: 'Europe/Amsterdam' });
    for (let ms = Date.parse('2026-03-28T23:00:00Z'); ms < Date.parse('2026-03-29T06:00:00Z'); ms += 600_000)
      await sending.tick(new Date(ms).toISOString());
    expect(smtp.mails).toHaveLength(1);
    for (let ms = Date.parse('2026-10-24T22:00:00Z'); ms < Date.parse('2026-10-25T06:00:00Z'); ms += 600_000)
      await sending.tick(new Date(ms).toISOString());
    expect(await states()).toEqual(['2026-10-25 sent', '2026-03-29 sent']);
  });

  test('a subscription ended and made again is not sent the same day twice', async () => {
    await subscribe();
    await sending.tick('2026-03-02T05:00:00Z');
    await sending.store.removeSubscription(id);
    await subscribe({ recipient: 'Reader@example.org' });
    expect(await createDigests(sending.deps).due()).toEqual([]);
    expect(await sending.tick('2026-03-02T18:00:00Z')).toEqual([]);
  });

  test('two processes: one sends', async () => {
    await subscribe();
    sending.clock.ms = Date.parse('2026-03-02T05:00:00Z');
    const other = createDigests(sending.deps);
    const subjects = [...(await sending.digests.due()), ...(await other.due())];
    const { signal } = new AbortController();
    const outcomes = await Promise.all(
      subjects.map((subject, index) => (index === 0 ? sending.digests : other).send(subject, signal)),
    );
    expect(outcomes.map((one) => one.state).toSorted()).toEqual(['not-taken', 'sent']);
    expect(smtp.mails).toHaveLength(1);
  });

  test('a quiet day is left out where that is wished, a paused subscription too', async () => {
    await subscribe({ quiet: 'skip' });
    expect(await sending.tick('2026-03-02T05:00:00Z')).toEqual(['skipped']);
    await collect('k1', '2026-03-02T20:00:00Z');
    expect(await sending.tick('2026-03-03T05:00:00Z')).toEqual(['sent']);
    await sending.digests.change(id, { paused: true });
    expect(await sending.tick('2026-03-04T05:00:00Z')).toEqual([]);
    expect(await states()).toEqual(['2026-03-03 sent', '2026-03-02 skipped']);
  });
});

describe('what is new', () => {
  test('is what was collected since the last mail that was sent, and each text is new once', async () => {
    await subscribe();
    await collect('k1', '2026-03-01T20:00:00Z');
    await sending.tick('2026-03-02T05:00:00Z');
    await collect('k2', '2026-03-02T20:00:00Z');
    await collect('k3', '2026-03-02T21:00:00Z');
    // Two days without a mail server: the third mail tells both.
    state.answer = { code: 451, message: 'later' };
    await sending.tick('2026-03-03T05:00:00Z');
    await collect('k4', '2026-03-03T20:00:00Z');
    await sending.tick('2026-03-04T05:00:00Z');
    state.answer = undefined;
    expect(await sending.tick('2026-03-04T09:00:00Z')).toEqual(['sent']);
    await sending.tick('2026-03-05T05:00:00Z');
    const mails = await Promise.all(smtp.mails.map((mail) => mail.parsed()));
    expect(mails.map(({ subject }) => subject)).toEqual([
      '[Самовар и Ко] 1 new, 1 negative',
      '[Самовар и Ко] 3 new, 3 negative',
      '[Самовар и Ко] 0 new, 0 negative',
    ]);
    expect(mails[1]!.text).toContain('https://example.com/k4');
    expect(mails.map(({ headers }) => headers.get('list'))).toEqual([
      expect.not.objectContaining({ unsubscribe: expect.anything() }),
      expect.anything(),
      expect.anything(),
    ]);
  });
});

describe('the mail server', () => {
  test('down all day: tried again, further and further apart, and sent when it is back', async () => {
    await subscribe();
    const before = smtp.connections();
    state.answer = { code: 421, message: 'closed' };
    const tries: number[] = [];
    for (let ms = Date.parse('2026-03-02T05:00:00Z'); ms < Date.parse('2026-03-02T23:00:00Z'); ms += 60_000) {
      if ((await sending.tick(new Date(ms).toISOString())).length > 0) tries.push(ms);
    }
    const gaps = tries.slice(1).map((at, index) => (at - tries[index]!) / 60_000);
    expect(gaps.slice(0, 8)).toEqual([1, 2, 5, 10, 20, 30, 60, 60]);
    expect(tries.length).toBeLessThan(30);
    expect(smtp.connections() - before).toBe(tries.length);
    const [waiting] = await deliveries();
    expect(waiting).toMatchObject({ state: 'pending', attempts: tries.length });
    expect(waiting!.error).toMatch(/\(421\)$/);
    state.answer = undefined;
    expect(await sending.tick('2026-03-03T01:00:00Z')).toEqual(['sent']);
    expect(smtp.mails.map(({ messageId }) => messageId)).toEqual([waiting!.messageId]);
    expect(await sending.tick('2026-03-03T05:00:00Z')).toEqual(['sent']);
  });

  test('down for days: one mail when it is back, and the rows say where the news went [R30]', async () => {
    await subscribe();
    state.answer = { code: 421, message: 'closed' };
    for (const day of ['02', '03', '04']) await sending.tick(`2026-03-${day}T05:00:00Z`);
    state.answer = undefined;
    expect(await sending.tick('2026-03-04T09:00:00Z')).toEqual(['sent']);
    expect(smtp.mails).toHaveLength(1);
    expect(await states()).toEqual(['2026-03-04 sent', '2026-03-03 failed', '2026-03-02 failed']);
    expect((await deliveries())[1]!.error).toMatch(/news are in the mail of 2026-03-04/);
  });

  test('refuses the recipient for good: failed with the reason, not tried again that day, tried the next', async () => {
    await subscribe();
    state.answer = { code: 550, message: '5.1.1 <reader@example.org> unknown' };
    expect(await sending.tick('2026-03-02T05:00:00Z')).toEqual(['failed']);
    expect(await sending.tick('2026-03-02T20:00:00Z')).toEqual([]);
    const [row] = await deliveries();
    expect(row).toMatchObject({
      state: 'failed',
      nextTryAt: null,
      error: 'recipient refused by the mail server (550 5.1.1)',
    });
    state.answer = undefined;
    expect(await sending.tick('2026-03-03T05:00:00Z')).toEqual(['sent']);
  });

  test('one refused recipient does not hold up the others', async () => {
    await subscribe();
    await subscribe({ recipient: 'other@example.org' });
    state.answer = { code: 550, message: 'no' };
    expect(await sending.tick('2026-03-02T05:00:00Z')).toEqual(['failed', 'failed']);
    await sending.digests.change(id, { hour: 9 });
    state.answer = undefined;
    expect(await sending.tick('2026-03-03T05:00:00Z')).toEqual(['sent']);
    expect(await sending.tick('2026-03-03T06:00:00Z')).toEqual(['sent']);
  });
});

describe('what cannot be', () => {
  test.each([
    ['a zone that does not exist', { timeZone: 'Mars/Base' }, 'timeZone'],
    ['an unknown brand', { brand: 'nobody' }, 'brand'],
    ['an hour', { hour: 24 }, 'hour'],
    ['half an hour', { hour: 8.5 }, 'hour'],
    ['an address', { recipient: 'a@b.c, d@e.f' }, 'recipient'],
    ['a header in the address', { recipient: 'a@b.org\r\nBcc: x@y.org' }, 'recipient'],
  ])('%s is refused by name', async (_name, change, field) => {
    await expect(subscribe(change)).rejects.toMatchObject({ name: 'BadInput', field });
  });

  test('a stored zone that this machine no longer knows is mailed by UTC and says so', async () => {
    const subscription = await subscribe();
    await sending.store.saveSubscription({ ...subscription, timeZone: 'Mars/Base' });
    expect(await sending.tick('2026-03-02T07:59:00Z')).toEqual([]);
    expect(await sending.tick('2026-03-02T08:00:00Z')).toEqual(['sent']);
    expect((await smtp.mails[0]!.parsed()).text).toContain('The zone Mars/Base is not known here; UTC is used.');
  });

  test('a stopped Molva leaves the mail for later', async () => {
    await subscribe();
    sending.clock.ms = Date.parse('2026-03-02T05:00:00Z');
    const [subject] = await sending.digests.due();
    expect(await sending.digests.send(subject!, AbortSignal.abort())).toMatchObject({ state: 'pending' });
    expect(await sending.tick()).toEqual(['sent']);
    expect(smtp.mails).toHaveLength(1);
  });

  test('without mail set up nothing is written down, and sending says what to do', async () => {
    await subscribe();
    const without = createDigests({ ...sending.deps, mailer: null });
    sending.clock.ms = Date.parse('2026-03-02T05:00:00Z');
    expect(await without.due()).toEqual([]);
    expect(await deliveries()).toEqual([]);
    await expect(without.send(`${id}:2026-03-02`, new AbortController().signal)).rejects.toThrow(/mail\.url/);
  });
});
