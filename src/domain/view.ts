import { z } from 'zod';

/** A saved view of the feed: the query part of its address. */
export const SavedView = z.object({
  id: z.string(),
  brand: z.string(),
  name: z.string().min(1).max(80),
  /** `sentiment=negative&source=ozon`: the page's own parameters. */
  query: z.string().max(2000),
  position: z.number().int(),
  createdBy: z.string(),
  createdAt: z.string(),
});
export type SavedView = z.infer<typeof SavedView>;
