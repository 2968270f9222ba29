/** For every schema: a field that is not named is refused, nothing is added, and indexes are made by `migrate.ts` alone. */
export const STRICT = {
  strict: 'throw',
  strictQuery: false,
  versionKey: false,
  minimize: false,
  autoIndex: false,
  autoCreate: false,
} as const;
