import type { MongoDb } from './models.ts';

export interface Numbers {
  /** The first of the numbers given out; they follow each other. */
  readonly first: number;
  /** The server's clock at that moment. */
  readonly at: Date;
}

/** Gives out the next numbers of a counter. Each is given once; one whose taker dies is never used. */
export async function takeNumbers(db: MongoDb, counter: string, count: number): Promise<Numbers> {
  const taken = await db.counters
    .findOneAndUpdate(
      { _id: counter },
      [{ $set: { value: { $add: [{ $ifNull: ['$value', 0] }, count] }, at: '$$NOW' } }],
      { upsert: true, returnDocument: 'after', updatePipeline: true },
    )
    .lean();
  if (taken?.at === undefined) throw new Error(`The counter ${counter} gave no numbers.`);
  return { first: taken.value - count + 1, at: taken.at };
}

/** The last number given out, 0 before the first. */
export async function lastNumber(db: MongoDb, counter: string): Promise<number> {
  const found = await db.counters.findById(counter).lean();
  return found?.value ?? 0;
}
