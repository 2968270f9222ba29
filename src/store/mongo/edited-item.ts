import type { Arrival } from '../rows/arrival.ts';
import type { DraftColumns, ItemRow } from '../rows/item-row.ts';
import { editedOf, mayBeEdited } from '../rows/same-review.ts';
import type { AliasDoc, ItemDoc } from './documents.ts';
import { storedItem } from './item-doc.ts';
import type { MongoDb } from './models.ts';

interface Drafts {
  readonly brand: string;
  readonly drafts: readonly DraftColumns[];
  readonly arrival: Arrival;
}

/** Drafts by the key of the item that each belongs to, and keys that are met for the first time as another name of an item. */
export interface Whose {
  readonly byItem: ReadonlyMap<string, readonly DraftColumns[]>;
  readonly aliases: readonly AliasDoc[];
}

/** A review without an id at its site has its text in its key: an edited one is found by its author and its time. */
export async function whoseDrafts(db: MongoDb, { brand, drafts, arrival }: Drafts): Promise<Whose> {
  const { targetId, visitSince: since } = arrival;
  const keys = new Set(drafts.map(({ key }) => key));
  const byItem = new Map<string, DraftColumns[]>();
  const aliases: AliasDoc[] = [];
  const visit = targetId !== null && since !== undefined;
  const known = visit ? await knownKeys(db, brand, [...keys]) : new Map<string, string>();
  for (const draft of drafts) {
    let key = known.get(draft.key) ?? draft.key;
    if (visit && !known.has(draft.key) && mayBeEdited(draft)) {
      const edited = editedOf(draft, await candidates(db, { draft, targetId, since, keys }));
      if (edited !== undefined) {
        key = edited.key;
        known.set(draft.key, key);
        aliases.push({ _id: draft.key, brand, key });
      }
    }
    const group = byItem.get(key);
    if (group === undefined) byItem.set(key, [draft]);
    else group.push(draft);
  }
  return { byItem, aliases };
}

/** Which of the keys are stored, and under which key: an item's own goes before another's second name. */
async function knownKeys(db: MongoDb, brand: string, keys: readonly string[]): Promise<Map<string, string>> {
  const aliases = await db.aliases.find({ _id: { $in: keys }, brand }).lean();
  const items = await db.items.find({ _id: { $in: keys }, brand }, { _id: 1 }).lean();
  return new Map([
    ...aliases.map(({ _id, key }) => [_id, key] as const),
    ...items.map(({ _id }) => [_id, _id] as const),
  ]);
}

interface Search {
  readonly draft: DraftColumns;
  readonly targetId: string;
  readonly since: string;
  readonly keys: ReadonlySet<string>;
}

const MAX_CANDIDATES = 5;

/** What this visit has not shown, by the same author at the same time. */
async function candidates(db: MongoDb, { draft, targetId, since, keys }: Search): Promise<readonly ItemRow[]> {
  if (draft.author_hash === null || draft.published_on === null) return [];
  const found = await db.items
    .find({
      brand: draft.brand,
      author_hash: draft.author_hash,
      target_id: targetId,
      external_id: null,
      published_on: draft.published_on,
      published_at: draft.published_at,
      last_seen_at: { $lt: since },
    })
    .hint('author')
    .limit(MAX_CANDIDATES)
    .lean<ItemDoc[]>();
  return found.map((doc) => storedItem(doc).row).filter((row) => !keys.has(row.key));
}
