import { openMongoStore } from '../../../src/store/mongo/open.ts';
import { NOW } from '../drafts.ts';
import { PAGES, pageOf } from './pages-of-child.ts';

/** Commits its pages over and over, and says each one, until it is killed. */
const store = await openMongoStore({ url: process.argv[2] ?? '', role: 'beside', leaseClock: 'caller' });
for (let round = Number(process.argv[3] ?? 0); ; round += 1) {
  for (let page = 0; page < PAGES; page += 1) {
    await store.importItems({ items: pageOf(page, round), targetId: null, backfill: false, now: NOW });
    process.stdout.write(`${page}\n`);
  }
}
