import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Item } from '../api/types.ts';

export interface Selection {
  readonly keys: ReadonlySet<string>;
  /** Everything that the filter matches, loaded or not. */
  readonly whole: boolean;
  readonly toggle: (key: string) => void;
  /** All from the last one that was chosen to this one. */
  readonly upTo: (key: string) => void;
  readonly chooseWhole: () => void;
  readonly clear: () => void;
}

const NONE: ReadonlySet<string> = new Set();

/** Which texts are chosen for a change of many. Another filter begins anew. */
export function useSelection(items: readonly Item[], filterText: string): Selection {
  const [keys, setKeys] = useState(NONE);
  const [whole, setWhole] = useState(false);
  const anchor = useRef<string | null>(null);
  const order = useRef(items);
  useEffect(() => {
    order.current = items;
  }, [items]);

  const clear = useCallback(() => {
    setKeys(NONE);
    setWhole(false);
    anchor.current = null;
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the change of the filter that clears.
  useEffect(clear, [filterText, clear]);

  const toggle = useCallback((key: string) => {
    anchor.current = key;
    setWhole(false);
    setKeys((old) => {
      const next = new Set(old);
      if (!next.delete(key)) next.add(key);
      return next;
    });
  }, []);
  const upTo = useCallback((key: string) => {
    const all = order.current.map((item) => item.key);
    const to = all.indexOf(key);
    const from = anchor.current === null ? to : all.indexOf(anchor.current);
    if (to < 0) return;
    const range = all.slice(Math.min(from < 0 ? to : from, to), Math.max(from, to) + 1);
    anchor.current = key;
    setWhole(false);
    setKeys((old) => new Set([...old, ...range]));
  }, []);
  const chooseWhole = useCallback(() => {
    setWhole(true);
    setKeys(new Set(order.current.map((item) => item.key)));
  }, []);
  return useMemo(
    () => ({ keys, whole, toggle, upTo, chooseWhole, clear }),
    [keys, whole, toggle, upTo, chooseWhole, clear],
  );
}
