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
    dupKey: null,
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

/** Understands stored items at the revision they have. */
export async function understand(
  store: Store,
  results: Readonly<Record<string, Partial<Understanding>>>,
): Promise<number> {
  const read = await Promise.all(
    Object.entries(results).map(async ([key, over]) => {
      const item = await store.item(key);
      return { key, revision: item?.revision ?? 0, understanding: understanding(over) };
    }),
  );
  return store.saveUnderstanding(read, NOW);
}

export async function allOf<T>(batches: AsyncIterable<readonly T[]>): Promise<T[]> {
  const found: T[] = [];
  for await (const batch of batches) found.push(...batch);
  return found;
}
