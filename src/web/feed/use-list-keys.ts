import { useQueryClient } from '@tanstack/react-query';
import type { RefObject } from 'react';
import type { Verdict } from '../api/trust.ts';
import type { BulkChange, Item } from '../api/types.ts';
import { useKeys } from '../app/keys.ts';
import { decideWithReason } from './decision-line.tsx';
import type { Choice, ChoiceField } from './decisions.ts';
import { askReason } from './reason-dialog.tsx';
import { LABELS } from './sentiment.ts';
import { VERDICT_KEYS } from './unusual.ts';
import type { Changes } from './use-change.ts';
import type { Feed } from './use-feed.ts';
import type { Selection } from './use-selection.ts';

interface ListKeys {
  readonly feed: Feed;
  readonly items: readonly Item[];
  readonly changes: Changes;
  readonly selection: Selection;
  readonly current: number;
  readonly setCurrent: (index: number) => void;
  readonly scrollTo: (index: number) => void;
  readonly listRef: RefObject<HTMLDivElement | null>;
}

/** j and k walk, o opens, e r n w decide, 1-4 correct, b g m tell paid from genuine, x chooses, Escape closes: as in a mail client. */
export function useListKeys(list: ListKeys): void {
  const { feed, items, changes, selection, current, listRef } = list;
  const client = useQueryClient();

  function card(key: string): HTMLElement | null {
    return listRef.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`) ?? null;
  }
  function go(step: number) {
    // The first press lands on the first card instead of jumping over it.
    const inList = document.activeElement?.closest('[data-key]') != null || feed.openKey !== null;
    const index = Math.max(0, Math.min(items.length - 1, inList ? current + step : current));
    const item = items[index];
    if (!item) return false;
    list.setCurrent(index);
    list.scrollTo(index);
    if (feed.openKey !== null) feed.open(item.key);
    // A card that was outside of the window exists only after the list was drawn again.
    else requestAnimationFrame(() => requestAnimationFrame(() => card(item.key)?.focus({ preventScroll: true })));
    return true;
  }
  /** What stands open is meant, also where a link opened it and the list does not hold it. */
  function target(): Item | undefined {
    const { openKey } = feed;
    if (openKey === null) return items[current];
    return items.find(({ key }) => key === openKey) ?? client.getQueryData<Item>(['item', openKey]);
  }
  function open() {
    const active = document.activeElement;
    // Enter on a button or link inside a card is that button's.
    if (active instanceof HTMLElement && active.matches('a, button')) return false;
    const item = items[current];
    if (item) feed.open(item.key);
    return item !== undefined;
  }
  function many(change: BulkChange) {
    changes.changeMany(
      items.filter((item) => selection.keys.has(item.key)),
      change,
    );
  }
  /** Everything that the filter matches is changed by the bar alone, which says first how much that is. */
  const hasMany = selection.keys.size > 0 && !selection.whole;

  async function decide(field: ChoiceField, choice: Choice) {
    if (selection.whole) return;
    if (!hasMany) {
      const item = target();
      if (item) await decideWithReason({ item, changes }, { field, choice });
      return;
    }
    if (choice !== 'no') return many({ [field]: { choice } });
    const reason = await askReason(field, selection.keys.size);
    if (reason !== null) many({ [field]: { choice, reason } });
  }
  function done() {
    if (selection.whole) return;
    if (hasMany) return many({ done: true });
    const item = target();
    if (item) changes.decide(item, { done: true });
    go(1);
  }
  function correct(index: number) {
    const label = LABELS[index];
    const item = target();
    if (!label || selection.whole) return;
    if (hasMany) many({ sentiment: label });
    else if (item) changes.setSentiment(item, label);
  }
  function judge(verdict: Verdict) {
    const item = target();
    if (item && selection.keys.size === 0 && !selection.whole) changes.judge(item, verdict);
  }
  function select(event: KeyboardEvent) {
    const item = target();
    if (!item || !changes.mayWrite) return;
    if (event.shiftKey) selection.upTo(item.key);
    else selection.toggle(item.key);
  }
  function tag() {
    const item = target();
    if (item) feed.open(item.key);
    // The field is there once the drawer has been drawn.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-tag-field]')?.focus()),
    );
  }
  function close() {
    if (feed.openKey !== null) feed.open(null);
    else if (selection.keys.size > 0) selection.clear();
    else return false;
    return true;
  }
  useKeys({
    j: () => go(1),
    k: () => go(-1),
    o: open,
    Enter: open,
    e: done,
    r: () => void decide('answer', 'yes'),
    n: () => void decide('answer', 'no'),
    w: (event) => void decide('work', event.shiftKey ? 'no' : 'yes'),
    x: select,
    t: tag,
    1: () => correct(0),
    2: () => correct(1),
    3: () => correct(2),
    4: () => correct(3),
    ...Object.fromEntries(Object.entries(VERDICT_KEYS).map(([key, verdict]) => [key, () => judge(verdict)])),
    Escape: close,
  });
}
