import type { RefObject } from 'react';
import type { Item } from '../api/types.ts';
import { useKeys } from '../app/keys.ts';
import { LABELS } from './sentiment.ts';
import type { Changes } from './use-change.ts';
import type { Feed } from './use-feed.ts';

interface ListKeys {
  readonly feed: Feed;
  readonly items: readonly Item[];
  readonly changes: Changes;
  readonly current: number;
  readonly setCurrent: (index: number) => void;
  readonly scrollTo: (index: number) => void;
  readonly listRef: RefObject<HTMLDivElement | null>;
}

/** j and k walk, o opens, 1-4 correct, Escape closes: as in a mail client. */
export function useListKeys({ feed, items, changes, current, setCurrent, scrollTo, listRef }: ListKeys): void {
  function card(key: string): HTMLElement | null {
    return listRef.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`) ?? null;
  }
  function go(step: number) {
    // The first press lands on the first card instead of jumping over it.
    const inList = document.activeElement?.closest('[data-key]') != null || feed.openKey !== null;
    const index = Math.max(0, Math.min(items.length - 1, inList ? current + step : current));
    const item = items[index];
    if (!item) return false;
    setCurrent(index);
    scrollTo(index);
    if (feed.openKey !== null) feed.open(item.key);
    // A card that was outside of the window exists only after the list was drawn again.
    else requestAnimationFrame(() => requestAnimationFrame(() => card(item.key)?.focus({ preventScroll: true })));
    return true;
  }
  function target(): Item | undefined {
    return items.find((item) => item.key === feed.openKey) ?? items[current];
  }
  function open() {
    const active = document.activeElement;
    // Enter on a button or link inside a card is that button's.
    if (active instanceof HTMLElement && active.matches('a, button')) return false;
    const item = items[current];
    if (item) feed.open(item.key);
    return item !== undefined;
  }
  function correct(index: number) {
    const item = target();
    const label = LABELS[index];
    if (item && label) changes.setSentiment(item, label);
  }
  function close() {
    if (feed.openKey === null) return false;
    feed.open(null);
    return true;
  }
  useKeys({
    j: () => go(1),
    k: () => go(-1),
    o: open,
    Enter: open,
    1: () => correct(0),
    2: () => correct(1),
    3: () => correct(2),
    4: () => correct(3),
    Escape: close,
  });
}
