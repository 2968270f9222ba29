import { randomInt } from 'node:crypto';
import type { ItemDraft } from '../../domain/item.ts';
import type { Run } from '../../domain/run.ts';
import { BadInput } from '../../errors.ts';
import type { Arrival } from '../rows/arrival.ts';
import { draftRow } from '../rows/draft-row.ts';
import type { DraftColumns } from '../rows/item-row.ts';
import { instant } from '../rows/times.ts';
import type { CommitResult, ItemStore, PageCommit } from '../store.ts';
import { Arriving } from './arriving.ts';
import type { TargetDoc } from './documents.ts';
import { whoseDrafts } from './edited-item.ts';
import { held, lost } from './leases.ts';
import type { MongoDb } from './models.ts';
import { together } from './transaction.ts';
import { writeItems } from './write-items.ts';
import { zoneOf } from './zones.ts';

function rowsOf(drafts: readonly ItemDraft[]): readonly DraftColumns[] {
  return drafts.map((raw) => {
    const draft = draftRow(raw);
    if (draft.fetched_at === '') throw new BadInput('fetchedAt', 'A draft must say when its page was fetched.');
    return draft;
  });
}

/** Upserts drafts, brand by brand. Repeating it with the same drafts changes nothing. */
async function upsert(db: MongoDb, drafts: readonly ItemDraft[], arrival: Arrival): Promise<CommitResult> {
  const rows = rowsOf(drafts);
  const result: Record<keyof CommitResult, string[]> = { newKeys: [], changedKeys: [], sameKeys: [] };
  const outcomes = new Map<DraftColumns, keyof CommitResult>();
  for (const [brand, group] of Map.groupBy(rows, (row) => row.brand)) {
    const zone = await zoneOf(db, brand);
    const { byItem, aliases } = await whoseDrafts(db, { brand, drafts: group, arrival });
    const arriving = [...byItem].map(([key, ofItem]) => new Arriving({ key, drafts: ofItem, arrival, zone }));
    // One step as a rule; more where a call brings an item with several contents.
    for (let waiting = arriving; waiting.length > 0; waiting = waiting.filter((one) => one.goOn())) {
      const planners = new Map(waiting.map((one) => [one.key, one.plan]));
      await writeItems(db, { brand, planners, aliases: waiting === arriving ? aliases : [] });
    }
    for (const one of arriving) for (const [draft, outcome] of one.outcomes) outcomes.set(draft, outcome);
  }
  for (const row of rows) result[outcomes.get(row) ?? 'sameKeys'].push(row.key);
  return result;
}

/** When the visit began; undefined where it is not known. */
async function visitSince(db: MongoDb, target: TargetDoc, runId: string): Promise<string | undefined> {
  const body = target.visit?.id === runId ? target.visit.body : (await db.runs.findById(runId).lean())?.body;
  return body === undefined ? undefined : (JSON.parse(body) as Run).startedAt;
}

/**
 * In one transaction where there is one. Else the items first, then the cursor by compare-and-set on the lease: a visit that is
 * repeated after a kill in between writes the same items again. Who has lost the lease may repeat an equal upsert, but moves no cursor.
 */
async function commitPage(db: MongoDb, commit: PageCommit): Promise<CommitResult> {
  const { lease, runId, items, cursor, backfill } = commit;
  const now = instant(commit.now) ?? commit.now;
  const target = await held(db, lease);
  const since = await visitSince(db, target, runId);
  const arrival = { targetId: lease.targetId, backfill, now, ...(since === undefined ? {} : { visitSince: since }) };
  const result = await upsert(db, items, arrival);
  // Getting past the place where the last visit broke off shows that it was not the cause; a visit from the beginning shows nothing yet.
  const moved = {
    ...(commit.goesOn === true ? { lease_losses: 0 } : {}),
    v: randomInt(2 ** 47),
    ...(cursor === null ? {} : { cursor: JSON.stringify(cursor) }),
  };
  const { matchedCount } = await db.targets.updateOne(
    { _id: lease.targetId, removed: 0, lease_token: lease.token },
    { $set: moved, ...(cursor === null ? { $unset: { cursor: 1 } } : {}) },
  );
  if (matchedCount === 0) throw lost(lease.targetId);
  return result;
}

export function commitMethods(db: MongoDb): Pick<ItemStore, 'commitPage' | 'importItems'> {
  return {
    commitPage: (commit) => together(db, () => commitPage(db, commit)),
    importItems: ({ items, targetId, backfill, now }) =>
      together(db, () => upsert(db, items, { targetId, backfill, now: instant(now) ?? now })),
  };
}
