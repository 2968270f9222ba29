import { sql as first } from './migration-0001.ts';

/** Forward only, in order; the n-th makes schema version n. A published one is never edited: a change is a new file. */
export const MIGRATIONS: readonly string[] = [first];
