const text = { type: String };
const there = { $exists: true };

/** Fields of an item's document for what looks paid for; a person's word included. */
export const unusualFields = {
  unusual_score: { type: Number },
  unusual_found: text,
  unusual_level: text,
  unusual_reasons: text,
  unusual_version: text,
  unusual_log: text,
  unusual_at: text,
  verdict: text,
  verdict_by: text,
  verdict_at: text,
  verdict_of: text,
} as const;

/** Few items have a level, a change of it or a verdict: the indexes hold those alone. */
export const unusualIndexes = {
  unusual: { keys: { brand: 1, unusual_level: 1, id: -1, shown: 1 }, where: { unusual_level: there } },
  unusual_at: { keys: { brand: 1, unusual_at: -1 }, where: { unusual_at: there } },
  verdict: { keys: { brand: 1, verdict_at: -1, id: -1 }, where: { verdict_at: there } },
} as const;
