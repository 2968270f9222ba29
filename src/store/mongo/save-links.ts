import { randomInt } from 'node:crypto';
import { Unavailable } from '../../errors.ts';
import type { Compared } from '../relation-store.ts';
import { type LinkPlan, linkPlan } from '../rows/link-plan.ts';
import { done } from '../rows/related.ts';
import { placeMarks } from './copies.ts';
import { begin, end } from './dirty.ts';
import type { ItemDoc, LinkLine } from './documents.ts';
import { compareBehind } from './heads.ts';
import type { MongoDb } from './models.ts';

const MAX_TRIES = 20;
const NEW_V = 2 ** 47;
const READ = { v: 1, related: 1, links: 1, copy_of: 1, copies: 1, family: 1 } as const;
type Found = Pick<ItemDoc, '_id' | keyof typeof READ>;

interface Change {
  readonly doc: Found;
  /** Its links when they are another list, else null. */
  readonly links: readonly LinkLine[] | null;
  readonly finished: boolean;
}

interface Changes {
  readonly changes: readonly Change[];
  /** Of each group that may change one at least: who is linked now leads to the other, and is the earlier one, so of many at once. */
  readonly due: readonly string[];
}

/** Each item's own list, from both sides of the plan. */
function changesOf(docs: ReadonlyMap<string, Found>, { finished, keep, drop }: LinkPlan): Changes {
  const lists = new Map(
    [...docs].map(([key, { links = [] }]) => [key, new Map(links.map((line) => [line.key, line]))]),
  );
  const others = new Set<string>();
  const due = new Set<string>();
  const set = (key: string, line: LinkLine): boolean => {
    const before = lists.get(key)?.get(line.key);
    if (before?.level === line.level && before.similarity === line.similarity) return false;
    lists.get(key)?.set(line.key, line);
    others.add(key);
    return true;
  };
  for (const [a, b] of drop) {
    const held = [...(lists.get(a)?.delete(b) === true ? [a] : []), ...(lists.get(b)?.delete(a) === true ? [b] : [])];
    for (const key of held) others.add(key);
    if (held.length > 0) due.add(a).add(b);
  }
  for (const { a, b, level, similarity } of keep) {
    const isOther = set(a, { key: b, level, similarity });
    if (set(b, { key: a, level, similarity }) || isOther) due.add(a);
  }
  const ended = new Set(finished);
  const changes = [...new Set([...others, ...ended])].flatMap((key) => {
    const doc = docs.get(key);
    const links = others.has(key) ? [...(lists.get(key)?.values() ?? [])] : null;
    return doc === undefined ? [] : [{ doc, links, finished: ended.has(key) }];
  });
  for (const { doc } of changes) if (isPlaced(doc)) due.add(doc._id);
  return { changes, due: [...due] };
}

/** It has, or had, a place among others. */
function isPlaced({ copy_of: copyOf, family, copies }: Found): boolean {
  return copyOf !== undefined || family !== undefined || copies > 0;
}

/** Each compare-and-set on what was read. Returns how many were written. */
async function write(db: MongoDb, brand: string, changes: readonly Change[]): Promise<number> {
  if (changes.length === 0) return 0;
  const operations = changes.map(({ doc, links, finished }) => ({
    updateOne: {
      // The state, too: who is to be compared again since it was read is not done.
      filter: { _id: doc._id, brand, v: doc.v, ...(finished ? { related: doc.related } : {}) },
      update: {
        $set: {
          v: randomInt(NEW_V),
          ...(finished ? { related: done(doc.related) } : {}),
          ...(links === null || links.length === 0 ? {} : { links: [...links] }),
        },
        ...(links?.length === 0 ? { $unset: { links: 1 } } : {}),
      },
    },
  }));
  // Not by the model, which would make a document of each link: a text that a thousand people send has a thousand.
  return (await db.items.collection.bulkWrite(operations as never, { ordered: false })).matchedCount;
}

/**
 * Writes what was compared; see `RelationStore.saveLinks`. In this order: marks, who is to be compared again, the links of the
 * candidates, those of the texts themselves, each with the word that it is done. A process killed in between leaves texts that are
 * not done, whose comparison is repeated; the marks stay for `placeDue`.
 */
export async function saveLinks(db: MongoDb, brand: string, compared: Compared): Promise<number> {
  const keys = compared.asked.texts.map(({ key }) => key);
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const found = await db.items
      .find({ brand, _id: { $in: keys } }, READ)
      .batchSize(keys.length + 1)
      .lean<Found[]>();
    const docs = new Map(found.map((doc) => [doc._id, doc]));
    const plan = linkPlan(compared, new Map(found.map(({ _id, related }) => [_id, related])));
    const { changes, due } = changesOf(docs, plan);
    const marks = placeMarks(brand, due);
    const token = marks.length === 0 ? null : await begin(db, marks);
    const candidates = changes.filter(({ finished }) => !finished);
    const ended = new Set(plan.finished);
    const crowded = compared.asked.crowded.filter(([key]) => ended.has(key)).map(([, band]) => band);
    // While those of them that are behind are not done: they were compared with the first just now.
    await compareBehind(db, brand, [...new Set(crowded)]);
    const isWhole = (await write(db, brand, candidates)) === candidates.length;
    const written = isWhole
      ? await write(
          db,
          brand,
          changes.filter(({ finished }) => finished),
        )
      : 0;
    if (token !== null) await end(db, token, marks);
    if (isWhole) return written;
  }
  throw new Unavailable(`Other processes keep changing the same items of ${db.where}. Try again.`);
}
