import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Compute } from '../../src/compute/compute.ts';
import { weighBlocks } from '../../src/compute/weigh.ts';
import { quietLog } from '../../src/domain/ambient.ts';
import { doJob, type JobDeps } from '../../src/jobs/do-job.ts';
import type { Store } from '../../src/store/store.ts';
import { bring, draft, NOW } from '../store/drafts.ts';
import { openTemp } from '../store/sqlite/temp-store.ts';

let store: Store;
let dispose: () => Promise<void>;
let read: string[];
const sent: string[] = [];
const never = () => Promise.reject(new Error('not asked for here'));

beforeEach(async () => {
  ({ store, dispose } = await openTemp());
  read = [];
  await bring(store, [draft('a'), draft('b')]);
});
afterEach(() => dispose());

/** A process with these models. */
function worker(version: string): JobDeps {
  const compute: Compute = {
    parse: never,
    readPage: never,
    renderDigest: never,
    async understand(inputs: Parameters<Compute['understand']>[0]) {
      read.push(...inputs.map(({ key }) => key));
      const nothing = { language: null, sentiment: null, why: [], themes: [], kind: null };
      const rest = { mentionsBrand: null, stems: [] };
      return inputs.map(({ key }) => ({ key, modelVersion: version, ...nothing, ...rest }));
    },
    weigh: async (...asked: Parameters<Compute['weigh']>) => weighBlocks(...asked),
    workers: 1,
    modelVersion: async () => version,
    close: async () => undefined,
  } as unknown as Compute;
  const clock = { now: () => Date.parse(NOW) };
  return {
    visits: { store, clock } as JobDeps['visits'],
    understanding: { store, compute, matchMentions: () => false, now: () => NOW, log: quietLog },
    digests: {
      async send(subject) {
        sent.push(subject);
        return { state: 'sent', localDate: '2026-05-01', error: null };
      },
    },
    audits: { store, clock, log: quietLog, perDay: 10 },
    care: { store, clock, log: quietLog, retentionDays: null },
    weighing: { store, compute, clock, log: quietLog, leases: null, owner: 'here' },
  };
}

const { signal } = new AbortController();

test.each(['v2', 'v2 0/8'])(
  'a worker with older models leaves the re-reading to who has the asked ones: %s [R34]',
  async (subject) => {
    await doJob({ name: 'understand-pending', subject: '' }, worker('v1'), signal);
    expect(read.sort()).toEqual(['a', 'b']);
    read = [];
    await doJob({ name: 'understand-all', subject }, worker('v1'), signal);
    expect(read).toEqual([]);
    expect(await store.activeVersion()).toBe('v1');
    for (const share of ['0/8', '1/8', '2/8', '3/8', '4/8', '5/8', '6/8', '7/8'])
      await doJob({ name: 'understand-all', subject: `v2 ${share}` }, worker('v2'), signal);
    expect([read.sort(), await store.activeVersion()]).toEqual([['a', 'b'], 'v1']);
    await doJob({ name: 'understand-all', subject: 'v2' }, worker('v2'), signal);
    expect([read.length, await store.activeVersion()]).toEqual([2, 'v2']);
    // The job comes late: the older models are not put back.
    await doJob({ name: 'understand-all', subject }, worker('v1'), signal);
    expect([read.length, await store.activeVersion()]).toEqual([2, 'v2']);
  },
);

test('reviews are weighed', async () => {
  expect(await store.dueDays('acme', 9)).toHaveLength(1);
  await doJob({ name: 'weigh-unusual', subject: 'acme' }, worker('v1'), signal);
  expect(await store.dueDays('acme', 9)).toEqual([]);
  expect((await store.item('a'))?.unusual).toMatchObject({ level: 'none', verdict: null });
});

test('a mail, the nightly tidying and a target that is gone', async () => {
  await doJob({ name: 'send-digest', subject: '7:2026-05-01' }, worker('v1'), signal);
  await doJob({ name: 'clean-up', subject: '' }, worker('v1'), signal);
  await doJob({ name: 'scrape-target', subject: 'gone' }, worker('v1'), signal);
  expect(sent).toEqual(['7:2026-05-01']);
  expect(await store.setting('clean-up.at')).toBe(NOW);
});
