import type { DecisionEntry } from '../../domain/decision.ts';
import { NotFound } from '../../errors.ts';
import type { LoopStore } from '../loop-store.ts';
import { checkDecision, type DecidedItem, decideItem } from '../rows/decision-rules.ts';
import { instant } from '../rows/times.ts';
import { undoItem } from '../rows/undo-rules.ts';
import type { DecisionLine } from './documents.ts';
import type { StoredItem } from './item-doc.ts';
import type { MongoDb } from './models.ts';
import { untold } from './outbox.ts';
import { type ItemPlan, type Planner, writeItems } from './write-items.ts';

type DecisionMethods = 'decide' | 'undoDecisions' | 'decisionHistory';

/** The decisions, the lines of the history and the news: one update of the item. */
function planOf({ row }: StoredItem, { columns, entries }: DecidedItem, now: string): ItemPlan {
  const decisions = entries.map(
    ({ reason, before, ...entry }): DecisionLine => ({
      ...entry,
      ...(reason === null ? {} : { reason }),
      before: JSON.stringify(before),
    }),
  );
  const event = { at: now, type: 'item.decided', subject: row.key, brand: row.brand, quiet: true } as const;
  return { set: columns, decisions, events: [untold(event)] };
}

interface Found {
  readonly _id: string;
  readonly brand: string;
}

/** Each item is one step: where a bulk change is broken off, repeating it changes the rest. */
async function change(db: MongoDb, found: readonly Found[], planner: Planner): Promise<void> {
  for (const [brand, items] of Map.groupBy(found, (one) => one.brand)) {
    await writeItems(db, { brand, planners: new Map(items.map(({ _id }) => [_id, planner])) });
  }
}

export function decisionMethods(db: MongoDb): Pick<LoopStore, DecisionMethods> {
  return {
    /** Compare-and-set on the document: of two people at once the second decides on what the first has left. */
    async decide(given) {
      const options = { ...given, now: instant(given.now) ?? given.now };
      checkDecision(options);
      const keys = [...new Set(options.keys)];
      const found = await db.items.find({ _id: { $in: keys } }, { brand: 1 }).lean<Found[]>();
      if (found.length === 0 && keys.length > 0)
        throw new NotFound('There is no such item.', { details: { key: keys[0] } });
      const changed = new Set<string>();
      await change(db, found, (stored) => {
        if (stored === null) return null;
        changed.delete(stored.row.key);
        const decided = decideItem(stored.row, options);
        if (decided === null) return null;
        changed.add(stored.row.key);
        return planOf(stored, decided, options.now);
      });
      return { changed: keys.filter((key) => changed.has(key)) };
    },
    /** An item of which one field was taken back and another left is in both lists. */
    async undoDecisions(given) {
      const options = { ...given, now: instant(given.now) ?? given.now };
      const found = await db.items
        .find({ 'decisions.batch': options.batch }, { brand: 1, id: 1 })
        .hint('batch')
        .lean<(Found & { readonly id: number })[]>();
      const undone = new Set<string>();
      const left = new Set<string>();
      await change(db, found, (stored) => {
        if (stored === null) return null;
        const { key } = stored.row;
        undone.delete(key);
        left.delete(key);
        const { back, left: someLeft } = undoItem(stored.row, stored.decisions, options);
        if (someLeft) left.add(key);
        if (back === null) return null;
        undone.add(key);
        return planOf(stored, back, options.now);
      });
      const order = found.sort((a, b) => a.id - b.id).map(({ _id }) => _id);
      return { undone: order.filter((key) => undone.has(key)), left: order.filter((key) => left.has(key)) };
    },
    /** Numbered from 1 in the item. */
    async decisionHistory(key) {
      const found = await db.items.findOne({ _id: key }, { decisions: 1 }).lean();
      return (found?.decisions ?? []).map(
        ({ field, was, became, reason, by, at, batch, undo }, place): DecisionEntry => ({
          seq: place + 1,
          field: field as DecisionEntry['field'],
          from: was,
          to: became,
          reason: reason ?? null,
          by,
          at,
          batch,
          undo,
        }),
      );
    },
  };
}
