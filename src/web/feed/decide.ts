import type { QueryClient } from '@tanstack/react-query';
import { ApiError } from '../api/client.ts';
import { cachedItem, fetchItem, forgetOtherLists, patchItems } from '../api/item-cache.ts';
import { sendDecision, undoBatch } from '../api/loop.ts';
import { inTurn, layOver, type Pending } from '../api/pending.ts';
import type { DecisionChange, Item } from '../api/types.ts';
import { currentTime } from '../app/clock.ts';
import { say, unsay } from '../app/toasts.tsx';
import { changeText, stateText } from './decision-words.ts';
import { changesNothing, clash, type DecidedField, decided, takenBack } from './decisions.ts';
import type { Tools } from './use-change.ts';

/** Somebody else decided since the item was seen. */
class Clash extends Error {
  readonly field: DecidedField;
  readonly item: Item;
  constructor(field: DecidedField, item: Item) {
    super('Decided by somebody else in between');
    this.name = 'Clash';
    this.field = field;
    this.item = item;
  }
}

/** Decides on one item: shown at once, said in words, taken back by one key; another person's decision is shown, never overwritten unseen. */
export function decideOne(tools: Tools, item: Item, change: DecisionChange): void {
  const { client, t, name } = tools;
  if (!tools.mayWrite || changesNothing(item.decisions, change)) return;
  const mark = { by: name, at: currentTime().toISOString() };
  const pending = layOver(item, (old) => decided(old, change, mark));
  patchItems(client, [item]);
  const sent = inTurn(item.key, () => send({ client, item, change, pending, me: name }));
  const undo = () => void takeBack(tools, { item, change, sent });
  const toast = say(changeText(change, t), { undo });
  sent.then(
    ({ item: fresh }) => {
      pending.lift();
      patchItems(client, [fresh]);
      forgetOtherLists(client);
      void client.invalidateQueries({ queryKey: ['history', item.key] });
    },
    (error: unknown) => {
      unsay(toast);
      putBack(client, item, pending);
      sayWhy(tools, { error, item, change });
    },
  );
}

interface Sending {
  readonly client: QueryClient;
  readonly item: Item;
  readonly change: DecisionChange;
  readonly pending: Pending;
  readonly me: string;
}

async function send({ client, item, change, pending, me }: Sending) {
  const { key } = item;
  try {
    return await sendDecision(key, { ...change, ifVersion: pending.server().version });
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 409) throw error;
    const fresh = await fetchItem(key);
    const field = clash(item.decisions, fresh.decisions, { change, me });
    patchItems(client, [fresh]);
    if (field !== null) throw new Clash(field, fresh);
    // What was changed meanwhile is another field, or one's own doing: nothing unseen is overwritten.
    return sendDecision(key, { ...change, ifVersion: fresh.decisions.version });
  }
}

interface TakingBack {
  readonly item: Item;
  readonly change: DecisionChange;
  readonly sent: Promise<{ readonly batch: string }>;
}

async function takeBack({ client, t, failureText }: Tools, { item, change, sent }: TakingBack): Promise<void> {
  const now = cachedItem(client, item.key) ?? item;
  const pending = layOver(now, (old) => takenBack(old, item.decisions, change));
  patchItems(client, [now]);
  const batch = await sent.then(
    (answer) => answer.batch,
    () => null,
  );
  try {
    // A decision that was not written has said so itself.
    if (batch === null) return putBack(client, now, pending);
    const fresh = await inTurn(item.key, async () => {
      const { left, undone } = await undoBatch(batch);
      if (left > 0 && undone === 0) say(t('change.left', { count: left, n: String(left) }), { bad: true });
      return fetchItem(item.key);
    });
    pending.lift();
    patchItems(client, [fresh]);
    void client.invalidateQueries({ queryKey: ['history', item.key] });
    say(t('change.takenBackDecision'));
  } catch (error) {
    putBack(client, now, pending);
    say(failureText(error), { bad: true });
  }
}

function putBack(client: QueryClient, item: Item, pending: Pending): void {
  const decisions = pending.lift();
  patchItems(client, [{ ...(cachedItem(client, item.key) ?? item), decisions }]);
}

interface Failed {
  readonly error: unknown;
  readonly item: Item;
  readonly change: DecisionChange;
}

/** Nothing is lost: what was chosen or typed can be written again by one click. */
function sayWhy(tools: Tools, { error, item, change }: Failed): void {
  const { t, client, failureText } = tools;
  const again = () => decideOne(tools, cachedItem(client, item.key) ?? item, change);
  if (!(error instanceof Clash)) {
    const text = t('change.notWritten', { what: changeText(change, t), why: failureText(error) });
    say(text, { bad: true, action: { label: t('common.retry'), run: again } });
    return;
  }
  const { decisions } = error.item;
  const who = error.field === 'done' ? (decisions.done?.by ?? null) : decisions[error.field].by;
  const what = stateText(decisions, error.field, t);
  const text = who === null ? t('change.conflictNobody', { what }) : t('change.conflict', { name: who, what });
  say(text, { bad: true, action: { label: t('change.mineAnyway'), run: again } });
}
