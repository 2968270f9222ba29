import type { StoredEvent } from '../event-store.ts';
import { type Arrival, newRow, seenAgain } from '../rows/arrival.ts';
import type { DraftColumns, ItemRow, VersionRow } from '../rows/item-row.ts';
import { mergeDraft } from '../rows/merge-draft.ts';
import type { CommitResult } from '../store.ts';
import type { UntoldEvent, VersionDoc } from './documents.ts';
import { compact, type StoredItem } from './item-doc.ts';
import { untold } from './outbox.ts';
import type { ItemPlan } from './write-items.ts';

interface Options {
  readonly key: string;
  /** In the order of the page. */
  readonly drafts: readonly DraftColumns[];
  readonly arrival: Arrival;
  readonly zone: string;
}

type Row = Omit<ItemRow, 'id'>;

/** The content that is about to be replaced. */
function versionOf(row: Row, now: string): VersionDoc {
  const content: VersionRow = {
    title: row.title,
    text: row.text,
    pros: row.pros,
    cons: row.cons,
    rating_value: row.rating_value,
    rating_best: row.rating_best,
    stars: row.stars,
    reply_text: row.reply_text,
    reply_at: row.reply_at,
    metric_kind: row.metric_kind,
    metric_value: row.metric_value,
    metric_min: row.metric_min,
    metric_max: row.metric_max,
    metric_direction: row.metric_direction,
    metric_question: row.metric_question,
    metric_prompt: row.metric_prompt,
    edited_at: row.edited_at,
    fetched_at: row.fetched_at,
    revision: row.revision,
    replaced_at: now,
  };
  const identity = { _id: `${row.key}:${row.revision}`, brand: row.brand, key: row.key };
  return { ...compact(content), ...identity } as VersionDoc;
}

/**
 * The drafts of one item in one call, and what becomes of each. A step of them takes in no more than one new content: so a content
 * that is replaced is always one that was stored, and every process that replaces it keeps the same.
 */
export class Arriving {
  readonly key: string;
  readonly outcomes = new Map<DraftColumns, keyof CommitResult>();
  readonly #options: Options;
  #first = 0;
  #next = 0;

  constructor(options: Options) {
    this.key = options.key;
    this.#options = options;
  }

  /** When a step is written: whether drafts are left for another one. */
  goOn(): boolean {
    this.#first = this.#next;
    return this.#first < this.#options.drafts.length;
  }

  /** May be asked again, with what is stored then. */
  readonly plan = (stored: StoredItem | null): ItemPlan | null => {
    const { drafts, arrival, zone } = this.#options;
    const events: UntoldEvent[] = [];
    let version: VersionDoc | undefined;
    let row: Row | null = stored?.row ?? null;
    for (this.#next = this.#first; this.#next < drafts.length; this.#next += 1) {
      const draft = drafts[this.#next];
      if (draft === undefined) break;
      if (row === null) {
        row = newRow({ ...draft, key: this.key }, arrival, zone);
        this.outcomes.set(draft, 'newKeys');
        events.push(this.#event('item.created', row));
        continue;
      }
      const merged = mergeDraft(row, draft);
      if (merged.what === 'changed' && row.revision !== stored?.row.revision) break;
      const next = seenAgain(row, merged, { fetchedAt: draft.fetched_at, zone });
      if (merged.what === 'changed') version = versionOf(row, arrival.now);
      const tellable = next.revision !== row.revision || next.vanished_at !== row.vanished_at;
      if (tellable) events.push(this.#event('item.updated', row));
      this.outcomes.set(draft, merged.what === 'changed' ? 'changedKeys' : 'sameKeys');
      row = next;
    }
    if (row === null) return null;
    if (stored === null) return { insert: row, events };
    const before = stored.row;
    const names = Object.keys(row) as (keyof Row)[];
    if (!names.some((name) => row[name] !== before[name])) return null;
    const content = row.revision !== before.revision;
    const kept = version === undefined ? {} : { version };
    return { set: row, events, ...kept, ...(content ? { stems: null, forgetNext: true } : {}) };
  };

  #event(type: StoredEvent['type'], { key, brand }: Row): UntoldEvent {
    const { now, backfill } = this.#options.arrival;
    return untold({ at: now, type, subject: key, brand, quiet: backfill });
  }
}
