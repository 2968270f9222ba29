import type { MongoDb } from './models.ts';

/**
 * Now, as leases see it, for a pipeline or `$expr`: the server's clock, so that the clocks of the processes need not agree. With
 * `caller` it is the `now` of the call.
 */
export function leaseNow(db: Pick<MongoDb, 'leaseClock'>, now: string): '$$NOW' | Date {
  return db.leaseClock === 'server' ? '$$NOW' : new Date(now);
}

/** The moment `ms` from then. */
export function leaseEnd(db: Pick<MongoDb, 'leaseClock'>, now: string, ms: number): Readonly<Record<string, unknown>> {
  return { $dateAdd: { startDate: leaseNow(db, now), unit: 'millisecond', amount: ms } };
}
