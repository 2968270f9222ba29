import { z } from 'zod';

/** `original`: the earliest of its cluster and its family. `copy`: the same review again, not counted. `near-copy`: the same text family, counted. */
export const DuplicateRole = z.enum(['original', 'copy', 'near-copy']);
export type DuplicateRole = z.infer<typeof DuplicateRole>;

/** Where a review stands among those with the same or nearly the same text. Clusters are a function of the set, never of the order of arrival. */
export const Duplicate = z.object({
  /** Key of the earliest of the reviews that are one opinion: the review's own key where it has no copies. */
  cluster: z.string(),
  /** Key of the earliest of the family of linked texts: the review's own key where nothing is linked. A cluster never spans two families. */
  family: z.string(),
  role: DuplicateRole,
  /** How alike it is to the original of its cluster (`copy`) or family (`near-copy`), 0..1; 1 for an original. */
  similarity: z.number().min(0).max(1),
});
export type Duplicate = z.infer<typeof Duplicate>;
