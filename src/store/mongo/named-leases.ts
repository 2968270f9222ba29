import { Schema } from 'mongoose';
import type { LeaseStore } from '../lease-store.ts';
import { isDuplicate } from './failures.ts';
import type { MongoDb } from './models.ts';
import { STRICT } from './strict.ts';

/** `_id`: what it is a right to. */
export interface NamedLeaseDoc {
  _id: string;
  owner: string;
  /** By the server's clock. */
  until: Date;
}

export const namedLeaseSchema = new Schema<NamedLeaseDoc>(
  {
    _id: { type: String, required: true },
    owner: { type: String, required: true },
    until: { type: Date, required: true },
  },
  { ...STRICT, collection: 'named_lease' },
  // Processes come and go, each with a name of its own.
).index({ until: 1 }, { name: 'until', expireAfterSeconds: 3600 });

/** Compare-and-set on the owner and the server's clock. */
export function leaseMethods(db: Pick<MongoDb, 'namedLeases'>): LeaseStore {
  return {
    async holdLease(name, { owner, ttlMs }) {
      const free = {
        $or: [{ $eq: ['$owner', { $literal: owner }] }, { $lte: [{ $ifNull: ['$until', new Date(0)] }, '$$NOW'] }],
      };
      const until = { $dateAdd: { startDate: '$$NOW', unit: 'millisecond', amount: ttlMs } };
      const taken = {
        owner: { $cond: [free, { $literal: owner }, '$owner'] },
        until: { $cond: [free, until, '$until'] },
      };
      try {
        const found = await db.namedLeases.collection.findOneAndUpdate({ _id: name as never }, [{ $set: taken }], {
          upsert: true,
          returnDocument: 'after',
        });
        return found?.['owner'] === owner;
      } catch (error) {
        // Two firsts at once: somebody else has it.
        if (isDuplicate(error)) return false;
        throw error;
      }
    },
    async releaseLease(name, owner) {
      await db.namedLeases.deleteOne({ _id: name, owner });
    },
    async heldLeases(beginning) {
      const named = { _id: { $gte: beginning, $lt: `${beginning}\u{10ffff}` } };
      const found = await db.namedLeases.find({ ...named, $expr: { $gt: ['$until', '$$NOW'] } }, { _id: 1 }).lean();
      return found.map(({ _id }) => _id);
    },
  };
}
