import { cachedItem, forgetOtherLists, patchItems } from '../api/item-cache.ts';
import { undoBatch } from '../api/loop.ts';
import { layOver } from '../api/pending.ts';
import type { BulkChange, DecisionChange, Item, Label } from '../api/types.ts';
import { currentTime } from '../app/clock.ts';
import { say, unsay } from '../app/toasts.tsx';
import { bulkFilter } from './bulk-filter.ts';
import { capital, changeText } from './decision-words.ts';
import { changesNothing, decided, takenBack } from './decisions.ts';
import { sendAll } from './send-all.ts';
import type { Tools } from './use-change.ts';

export interface ManyChange {
  /** What is loaded of them. */
  readonly items: readonly Item[];
  readonly change: BulkChange;
  /** All that match these parameters of the API; null: just `items`. */
  readonly query: string | null;
}

/** A change in words, sentiment included. */
export function manyText({ sentiment, ...change }: BulkChange, t: Tools['t']): string {
  if (sentiment === undefined) return changeText(change, t);
  return sentiment === null ? t('change.takenBack') : capital(t(`sentiment.${sentiment}`));
}

/** Changes many items in one step, shown at once in those that are loaded; one undo takes all of it back. */
export function changeMany(tools: Tools, { items, change, query }: ManyChange): void {
  if (!tools.mayWrite || items.length === 0) return;
  if (change.sentiment !== undefined) void correctMany(tools, items, change.sentiment);
  else decideMany(tools, { items, change, query });
}

function decideMany(tools: Tools, { items, change, query }: ManyChange & { readonly change: DecisionChange }): void {
  const { client, t, name, failureText } = tools;
  const mark = { by: name, at: currentTime().toISOString() };
  const changed = items.filter((item) => !changesNothing(item.decisions, change));
  const layers = changed.map((item) => ({ item, pending: layOver(item, (old) => decided(old, change, mark)) }));
  patchItems(client, changed);
  const text = (n: number) =>
    t('change.many', { what: changeText(change, t), count: n, n: n.toLocaleString(tools.language) });
  const sent = sendAll(query === null ? items.map((item) => item.key) : bulkFilter(query), change);

  sent.then(
    ({ batches, changed: n }) => {
      const after = layers.map(({ item, pending }) => {
        pending.lift();
        const now = cachedItem(client, item.key) ?? item;
        return { ...now, decisions: decided(now.decisions, change, mark) };
      });
      patchItems(client, after);
      forgetOtherLists(client);
      say(text(n), { undo: () => void undo(batches) });
    },
    (error: unknown) => {
      for (const { item, pending } of layers) {
        const decisions = pending.lift();
        patchItems(client, [{ ...(cachedItem(client, item.key) ?? item), decisions }]);
      }
      const what = t('change.notWritten', { what: changeText(change, t), why: failureText(error) });
      const run = () => decideMany(tools, { items, change, query });
      say(what, { bad: true, action: { label: t('common.retry'), run } });
    },
  );

  async function undo(batches: readonly string[]): Promise<void> {
    const waiting = say(t('change.takenBackDecision'));
    try {
      let left = 0;
      for (const batch of batches) left += (await undoBatch(batch)).left;
      patchItems(
        client,
        changed.map((item) => {
          const now = cachedItem(client, item.key) ?? item;
          return { ...now, decisions: takenBack(now.decisions, item.decisions, change) };
        }),
      );
      if (left > 0) say(t('change.left', { count: left, n: left.toLocaleString(tools.language) }), { bad: true });
    } catch (error) {
      unsay(waiting);
      say(failureText(error), { bad: true });
    }
  }
}

/** Sentiment has no batch to take back: each item gets the word that a person gave it before, or none. */
async function correctMany(tools: Tools, items: readonly Item[], label: Label | null): Promise<void> {
  const { client, t, failureText } = tools;
  const before = Map.groupBy(items, (item) => item.correction?.sentiment ?? null);
  const correct = (list: readonly Item[], sentiment: Label | null) => {
    const at = currentTime().toISOString();
    patchItems(
      client,
      list.map((item) => {
        const old = (cachedItem(client, item.key) ?? item).correction;
        const correction = { ...old, sentiment: sentiment ?? undefined, by: tools.name, at };
        return { ...(cachedItem(client, item.key) ?? item), correction };
      }),
    );
    return sendAll(
      list.map((item) => item.key),
      { sentiment },
    );
  };
  const putBack = async () => {
    try {
      for (const [old, list] of before) await correct(list, old);
      say(t('change.takenBackDecision'));
    } catch (error) {
      say(failureText(error), { bad: true });
    }
  };
  try {
    await correct(items, label);
    const what = manyText({ sentiment: label }, t);
    const n = items.length.toLocaleString(tools.language);
    say(t('change.many', { what, count: items.length, n }), { undo: () => void putBack() });
  } catch (error) {
    patchItems(client, items);
    say(failureText(error), { bad: true });
  }
}
