import type { Connection } from './connection.ts';
import { countStoredWords } from './count-words.ts';
import { sql as first } from './migration-0001.ts';
import { sql as second } from './migration-0002.ts';
import { sql as third } from './migration-0003.ts';
import { sql as fourth } from './migration-0004.ts';
import { sql as fifth } from './migration-0005.ts';
import { sql as sixth } from './migration-0006.ts';
import { sql as seventh } from './migration-0007.ts';
import { sql as eighth } from './migration-0008.ts';
import { sql as ninth } from './migration-0009.ts';
import { sql as tenth } from './migration-0010.ts';

export interface Migration {
  readonly sql: string;
  /** What SQL cannot say, in the same transaction. */
  readonly after?: (connection: Connection) => void;
}

/** Forward only, in order; the n-th makes schema version n. A published one is never edited: a change is a new file. */
export const MIGRATIONS: readonly Migration[] = [
  { sql: first },
  { sql: second, after: countStoredWords },
  { sql: third },
  { sql: fourth },
  { sql: fifth },
  { sql: sixth },
  { sql: seventh },
  { sql: eighth },
  { sql: ninth },
  { sql: tenth },
];
