import { createHash } from 'node:crypto';
import type { ItemDraft } from '../../src/domain/item.ts';

/** A whole draft with a key of its own; only what a test speaks of is given. */
export function draft(n: number, fields: Partial<ItemDraft> = {}): ItemDraft {
  const day = `2026-03-${String((n % 28) + 1).padStart(2, '0')}`;
  return {
    key: createHash('sha256').update(`draft ${n}`).digest('hex'),
    brand: 'romashka',
    scraper: 'otzovik',
    channel: 'public',
    externalId: String(n),
    url: `https://otzovik.com/review_${n}.html`,
    touchpoint: null,
    metric: null,
    threadId: null,
    parentId: null,
    isOwn: false,
    reach: null,
    authorHash: null,
    authorName: null,
    title: `Отзыв ${n}`,
    text: `Текст отзыва номер ${n}`,
    pros: null,
    cons: null,
    rating: { value: (n % 5) + 1, best: 5 },
    stars: (n % 5) + 1,
    reply: null,
    verified: null,
    likes: null,
    productId: null,
    productName: null,
    location: null,
    declaredLanguage: 'ru',
    publishedAt: null,
    publishedOn: day,
    precision: 'day',
    editedAt: null,
    fetchedAt: '2026-04-01T00:00:00.000Z',
    partial: false,
    ...fields,
  };
}
