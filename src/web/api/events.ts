import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { currentTime } from '../app/clock.ts';
import { request } from './client.ts';
import { noteGone, useConnection } from './connection.ts';
import { forgetOtherLists, refreshLoaded } from './item-cache.ts';
import { refreshSources } from './queries.ts';
import type { WireEvent } from './types.ts';

const TYPES = [
  'item.created',
  'item.updated',
  'item.vanished',
  'item.understood',
  'item.decided',
  'run.ended',
  'target.changed',
];
/** What is counted and what stands beside the list. */
const AROUND = [['stats'], ['figures'], ['count'], ['views'], ['head'], ['tags'], ['health'], ['trust']];
const BY_DECISIONS = /(^|&)(open|done|answer|work|decided_by|decided_from)=/;
/** Events of one visit come in bursts: what they touch is read once per this many milliseconds. */
const GATHER_MS = 1500;
const ASK_AGAIN_MS = 4000;

/** Listens to what changes on the server, from whatever process, and refreshes what is shown without moving a row. */
export function useEvents(): void {
  const client = useQueryClient();
  const { goneSince, signedOut } = useConnection();
  const gone = goneSince !== null;
  useEffect(() => {
    return gone || signedOut ? undefined : listen(client);
  }, [client, gone, signedOut]);
  useEffect(() => {
    return gone ? askUntilBack(client) : undefined;
  }, [client, gone]);
}

function listen(client: QueryClient): () => void {
  const changed = new Set<string>();
  let texts = false;
  let sources = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stream = new EventSource('/api/v1/events');

  function flush() {
    timer = undefined;
    const keys = new Set(changed);
    changed.clear();
    if (sources) refreshSources(client);
    sources = false;
    if (keys.size > 0) refreshItems(client, keys);
    if (keys.size > 0) refreshAround(client, { texts });
    texts = false;
  }
  function take(message: MessageEvent<string>) {
    const event = JSON.parse(message.data) as WireEvent;
    if (event.type.startsWith('item.')) changed.add(event.subject);
    else sources = true;
    if (event.type !== 'item.decided') texts = true;
    timer ??= setTimeout(flush, GATHER_MS);
  }
  for (const type of TYPES) stream.addEventListener(type, take);
  // The browser connects again by itself; whether the server is gone is told by a plain question.
  stream.onerror = () => void request('/me').catch(() => undefined);
  return () => {
    stream.close();
    clearTimeout(timer);
  };
}

function refreshItems(client: QueryClient, keys: ReadonlySet<string>): void {
  forgetOtherLists(client);
  for (const key of keys) {
    for (const part of ['item', 'versions', 'history', 'unusual'])
      void client.invalidateQueries({ queryKey: [part, key] });
  }
  for (const query of client.getQueryCache().findAll({ queryKey: ['items'], type: 'active' })) {
    const text = query.queryKey[1];
    if (typeof text === 'string') void refreshLoaded(client, text, keys).catch(() => undefined);
  }
}

/** A decision moves only what is counted by decisions; the rest would be counted again for the same answer. */
function refreshAround(client: QueryClient, { texts }: { readonly texts: boolean }): void {
  void client.invalidateQueries({
    predicate: ({ queryKey: [name, query] }) => {
      if (!AROUND.some(([one]) => one === name)) return false;
      return texts || name === 'views' || (typeof query === 'string' && BY_DECISIONS.test(query));
    },
  });
}

/** While the server is gone it is asked every few seconds; when it is back, what is shown beside the list is read again. */
function askUntilBack(client: QueryClient): () => void {
  const timer = setInterval(() => {
    request('/me').then(
      () => {
        for (const queryKey of [...AROUND, ['targets']]) {
          void client.invalidateQueries({ queryKey });
        }
      },
      () => noteGone(currentTime()),
    );
  }, ASK_AGAIN_MS);
  return () => clearInterval(timer);
}
