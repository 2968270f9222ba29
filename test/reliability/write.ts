import { writeFileSync } from 'node:fs';
import { proofs, reliabilityTable, TABLE_FILE } from './table.ts';

/** Makes docs/reliability.md anew from the titles of the tests. */
writeFileSync(TABLE_FILE, reliabilityTable(proofs()));
