import { openSqliteStore } from '../../../src/store/sqlite/open.ts';
import { bring, draft, leased, NOW, understand } from '../drafts.ts';

/** Another process on the same file: `hold` keeps the lock, `commit` writes pages of ten items until it is killed, `deliver` dies while it sends, `activate` shows the second version. */
const [what, file] = process.argv.slice(2);
const store = await openSqliteStore({ path: file ?? '', role: 'loop' });
process.stdout.write('open\n');
if (what === 'deliver') {
  const day = { subscriptionId: 's', localDate: '2026-05-20' };
  await store.openDelivery({ ...day, messageId: '<first>', createdAt: NOW });
  await store.takeDelivery({ ...day, now: NOW, leaseMs: 60_000 });
  process.stdout.write('sending\n');
}
if (what === 'hold' || what === 'deliver') setInterval(() => undefined, 1_000);
if (what === 'activate') await store.activateVersion('v2', NOW).then(() => store.close());
if (what === 'commit') {
  const lease = await leased(store, 'walk');
  for (let page = 0; ; page += 1) {
    const items = Array.from({ length: 10 }, (_, at) => draft(`p${page}-${at}`, { brand: 'walk' }));
    await store.commitPage({
      lease,
      runId: 'r',
      items,
      cursor: { page },
      backfill: false,
      now: '2026-05-20T12:00:00.000Z',
    });
    await understand(store, Object.fromEntries(items.map(({ key }) => [key, { stems: [key], dupKey: 'd' }])));
    await bring(store, [draft(`i${page}`)]);
    process.stdout.write(`${page}\n`);
  }
}
