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
);

/** Compare-and-set on the owner and the server's clock. */
export function leaseMethods(db: Pick<MongoDb, 'namedLeases'>): LeaseStore {
  return {
    async holdLease(name, { owner, ttlMs }) {
      const until = { $dateAdd: { startDate: '$$NOW', unit: 'millisecond', amount: ttlMs } };
      const free = { $or: [{ owner }, { $expr: { $lte: ['$until', '$$NOW'] } }] };
      try {
        await db.namedLeases.collection.updateOne(
          { _id: name as never, ...free },
          [{ $set: { owner: { $literal: owner }, until } }],
          { upsert: true },
        );
        return true;
      } catch (error) {
        // It is there and did not match: somebody else has it.
        if (isDuplicate(error)) return false;
        throw error;
      }
    },
    async releaseLease(name, owner) {
      await db.namedLeases.deleteOne({ _id: name, owner });
    },
  };
}
