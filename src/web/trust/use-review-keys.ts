import { useQueryClient } from '@tanstack/react-query';
import { cachedItem } from '../api/item-cache.ts';
import { useCurrent } from '../app/current.ts';
import { useKeys } from '../app/keys.ts';
import { navigate } from '../app/router.ts';
import { VERDICT_KEYS } from '../feed/unusual.ts';
import type { Changes } from '../feed/use-change.ts';
import { openAddress } from './excerpt.ts';

const ROW = '[data-review]';

/** j and k walk through the reviews shown, b g m judge the one that has the focus, o opens it. */
export function useReviewKeys(changes: Changes): void {
  const client = useQueryClient();
  const { brand } = useCurrent();
  const current = () => document.activeElement?.closest<HTMLElement>(ROW) ?? null;
  const keyOf = (row: HTMLElement | null) => row?.dataset['review'] ?? null;
  function go(step: number) {
    const rows = [...document.querySelectorAll<HTMLElement>(ROW)];
    const row = current();
    const next = rows[row === null ? 0 : Math.max(0, Math.min(rows.length - 1, rows.indexOf(row) + step))];
    next?.focus({ preventScroll: true });
    next?.scrollIntoView({ block: 'nearest' });
    return next !== undefined;
  }
  const judging = Object.entries(VERDICT_KEYS).map(([key, verdict]) => {
    const judge = () => {
      const of = keyOf(current());
      const item = of === null ? undefined : cachedItem(client, of);
      if (item === undefined) return false;
      changes.judge(item, verdict);
      return true;
    };
    return [key, judge] as const;
  });
  useKeys({
    ...Object.fromEntries(judging),
    j: () => go(1),
    k: () => go(-1),
    o: () => {
      const key = keyOf(current());
      if (key === null) return false;
      navigate(openAddress(brand.id, key));
      return true;
    },
  });
}
