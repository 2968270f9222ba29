import type { NewTarget } from '../../../src/domain/target.ts';
import { openMongoStore } from '../../../src/store/mongo/open.ts';
import { draft, NOW } from '../drafts.ts';

/** Cards of a page: enough that a kill often hits the midst of one. */
export const CARDS = 60;

export const TARGET: NewTarget = {
  id: 'target',
  brand: 'acme',
  scraper: 'otzovik',
  options: {},
  url: 'https://example.com/',
  title: 'Example',
  schedule: '0 * * * *',
  timeZone: 'UTC',
  origin: 'config',
};

/** Commits page after page of a target, and says each one, until it is killed. */
async function commit(url: string, targetId: string): Promise<void> {
  const store = await openMongoStore({ url, role: 'beside', leaseClock: 'caller' });
  const lease = await store.leaseTarget(targetId, { owner: 'child', ttlMs: 60_000, now: NOW });
  if (lease === null) throw new Error('no lease');
  const run = await store.startRun({ lease, by: 'network', parserVersion: 1, now: NOW });
  for (let page = 1; ; page += 1) {
    const items = Array.from({ length: CARDS }, (_, card) => draft(`${targetId}-${page}-${card}`));
    await store.commitPage({ lease, runId: run.id, items, cursor: { page }, backfill: false, now: NOW });
    process.stdout.write(`${page}\n`);
  }
}

const [, file, url, targetId] = process.argv;
if (file === import.meta.filename && url !== undefined && targetId !== undefined) await commit(url, targetId);
