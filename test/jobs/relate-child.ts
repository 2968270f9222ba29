import { relatePending } from '../../src/jobs/relate-pending.ts';
import { openMongoStore } from '../../src/store/mongo/open.ts';
import { openSqliteStore } from '../../src/store/sqlite/open.ts';
import { relating } from './related-texts.ts';

/** Relates what waits, says when it begins, and ends or is killed. `<file or address>`. */
const where = process.argv[2] ?? '';
const store = where.startsWith('mongodb:')
  ? await openMongoStore({ url: where, role: 'beside' })
  : await openSqliteStore({ path: where, role: 'beside' });
process.stdout.write('begins\n');
await relatePending(relating(store));
process.stdout.write('ended\n');
await store.close();
