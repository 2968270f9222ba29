import { z } from 'zod';

const Person = z.object({
  name: z.string().nullish(),
  first_name: z.string().nullish(),
  last_name: z.string().nullish(),
  public_id: z.string().nullish(),
  id: z.union([z.string(), z.number()]).nullish(),
});

/** One review: the same object in the page's state and in the API's answers 2.0 and 3.0. */
export const Review = z.object({
  id: z.union([z.string().min(1), z.number()]).transform(String),
  /** Null on remarks without stars; the key itself is always there. */
  rating: z.number().min(0).max(5).nullable(),
  date_created: z.string(),
  date_edited: z.string().nullish(),
  text: z.string().nullish(),
  user: Person.nullish(),
  likes_count: z.number().nullish(),
  url: z.string().nullish(),
  provider: z.string().nullish(),
  is_verified: z.boolean().nullish(),
  object: z.object({ id: z.union([z.string(), z.number()]).transform(String) }).nullish(),
  official_answer: z
    .object({ text: z.string().nullish(), date_created: z.string().nullish(), org_name: z.string().nullish() })
    .nullish(),
});
export type Review = z.infer<typeof Review>;

/** Answer of `public-api.reviews.2gis.com`. */
export const Answer = z.object({
  meta: z.object({
    code: z.number().nullish(),
    error: z.object({ message: z.string().nullish() }).nullish(),
    branch_reviews_count: z.number().nullish(),
    org_reviews_count: z.number().nullish(),
    total_count: z.number().nullish(),
    next_link: z.string().nullish(),
  }),
  reviews: z.array(z.unknown()).optional(),
});
export type Answer = z.infer<typeof Answer>;

const Firm = z.object({
  name: z.string().nullish(),
  reviews: z.object({ general_review_count: z.number().nullish() }).nullish(),
});

/** `initialState`, cut to what is read. */
export const InitialState = z.object({
  data: z.object({
    entity: z.object({ profile: z.record(z.string(), z.object({ data: Firm.nullish() })) }).optional(),
    review: z.record(z.string(), z.object({ data: z.unknown() })).optional(),
    reviewSearch: z
      .record(
        z.string(),
        z.object({ data: z.object({ total: z.number().nullish(), items: z.array(z.string()).nullish() }).nullish() }),
      )
      .optional(),
  }),
});
export type InitialState = z.infer<typeof InitialState>;

/** `__REACT_QUERY_STATE__`: the query `fetchEntityReviews` holds the list on pages of autumn 2026 and later. */
export const QueryState = z.object({
  queries: z.array(z.object({ queryKey: z.array(z.unknown()), state: z.object({ data: z.unknown() }) })),
});

export const ReviewPages = z.object({
  pages: z
    .array(z.object({ items: z.array(z.unknown()), total: z.number().nullish(), hasMore: z.boolean().nullish() }))
    .min(1),
});
