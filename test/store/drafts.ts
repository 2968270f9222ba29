import { hash } from 'node:crypto';
import type { ItemDraft, Sentiment, Understanding } from '../../src/domain/item.ts';
import type { NewTarget } from '../../src/domain/target.ts';
import type { Lease, Store } from '../../src/store/store.ts';

export const NOW = '2026-05-20T12:00:00.000Z';
export const LATER = '2026-05-21T12:00:00.000Z';
export const LATEST = '2026-05-22T12:00:00.000Z';

/** A draft with everything unknown but what the test says. */
export function draft(key: string, over: Partial<ItemDraft> = {}): ItemDraft {
  return {
    key,
    brand: 'acme',
    scraper: 'otzovik',
    channel: 'public',
    externalId: key,
    url: `https://example.com/${key}`,
    touchpoint: null,
    metric: null,
    threadId: null,
    parentId: null,
    isOwn: false,
    reach: null,
    authorHash: null,
    authorName: null,
    title: null,
    text: `Text of ${key}`,
    pros: null,
    cons: null,
    rating: null,
    stars: null,
    reply: null,
    verified: null,
    likes: null,
    productId: null,
    productName: null,
    location: null,
    declaredLanguage: null,
    publishedAt: null,
    publishedOn: '2026-05-10',
    precision: 'day',
    editedAt: null,
    fetchedAt: NOW,
    partial: false,
    ...over,
  };
}

export function sentiment(label: Sentiment['label'], unsure = false): Sentiment {
  return { label, score: label === 'negative' ? -0.8 : 0.8, confidence: unsure ? 0.4 : 0.9, unsure };
}

export function understanding(over: Partial<Understanding> = {}): Understanding {
  return {
    modelVersion: 'v1',
    language: 'ru',
    sentiment: sentiment('positive'),
    why: [],
    themes: [],
    kind: null,
    mentionsBrand: null,
    stems: [],
    ...over,
  };
}

export function newTarget(id: string, over: Partial<NewTarget> = {}): NewTarget {
  return {
    id,
    brand: 'acme',
    scraper: 'otzovik',
    options: { id: 7 },
    url: 'https://otzovik.com/reviews/acme/',
    title: `Target ${id}`,
    schedule: '0 * * * *',
    timeZone: 'Europe/Moscow',
    origin: 'page',
    ...over,
  };
}

export async function leased(store: Store, id: string, now = NOW): Promise<Lease> {
  await store.addTarget(newTarget(id), now);
  const lease = await store.leaseTarget(id, { owner: 'test', ttlMs: 60_000, now });
  if (lease === null) throw new Error('the target is held');
  return lease;
}

export function bring(store: Store, items: readonly ItemDraft[], over: { now?: string; backfill?: boolean } = {}) {
  return store.importItems({ items, targetId: null, backfill: over.backfill ?? false, now: over.now ?? NOW });
}

/** Understands stored items at the revision they have. Those of one `dupKey` and one brand are the same opinion. */
export async function understand(
  store: Store,
  results: Readonly<Record<string, Partial<Understanding> & { readonly dupKey?: string | null }>>,
): Promise<number> {
  const read = await Promise.all(
    Object.entries(results).map(async ([key, { dupKey: _, ...over }]) => {
      const item = await store.item(key);
      return { key, revision: item?.revision ?? 0, understanding: understanding(over) };
    }),
  );
  const written = await store.saveUnderstanding(read, NOW);
  const said = Object.entries(results).flatMap(([key, { dupKey }]) =>
    dupKey === undefined ? [] : [[key, dupKey] as const],
  );
  if (said.length > 0) await relate(store, Object.fromEntries(said));
  return written;
}

const texts = new WeakMap<Store, Map<string, string | null>>();

/** Relates what waits in the store: items of one brand and one name are the same, all others alone. What was said before of other items stays. */
export async function relate(store: Store, said: Readonly<Record<string, string | null>> = {}): Promise<void> {
  const known = texts.get(store) ?? new Map<string, string | null>();
  texts.set(store, known);
  for (const [key, name] of Object.entries(said)) {
    known.set(key, name);
    const item = await store.item(key);
    if (item !== null) await store.relateAgain(Number(item.id) - 1, 1);
  }
  for (const brand of await store.brandsToRelate()) {
    for (;;) {
      const found = await store.toKey(brand, 100);
      if (found.length === 0) break;
      // Two keys: what many share tells together with another only.
      const bands = (key: string): string => hash('sha1', `${brand} ${known.get(key)}`).slice(0, 16);
      await store.saveBands(
        brand,
        found.map(({ key, state, text }) => ({ key, state, bands: text === '' || !known.get(key) ? '' : bands(key) })),
      );
    }
    for (;;) {
      const asked = await store.toCompare(brand, 100);
      if (asked.due.length === 0) break;
      const links = asked.pairs.map(([a, b]) => ({ a, b, level: 'dup' as const, similarity: 1 }));
      await store.saveLinks(brand, { asked, links });
    }
    while ((await store.placeDue(brand, 100)) > 0);
  }
}

export async function allOf<T>(batches: AsyncIterable<readonly T[]>): Promise<T[]> {
  const found: T[] = [];
  for await (const batch of batches) found.push(...batch);
  return found;
}
