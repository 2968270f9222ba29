import { z } from 'zod';

/** One review; keys as in `/feedbacks/v1` and `/v2`. Keys that older answers lack may be absent. */
export type Feedback = z.infer<typeof Feedback>;
export const Feedback = z.object({
  id: z.string().min(1),
  productValuation: z.number().min(0).max(5),
  createdDate: z.string(),
  text: z.string(),
  pros: z.string().nullish(),
  cons: z.string().nullish(),
  nmId: z.number().nullish(),
  globalUserId: z.string().nullish(),
  wbUserId: z.number().nullish(),
  wbUserDetails: z.object({ name: z.string().nullish() }).nullish(),
  votes: z.object({ pluses: z.number() }).nullish(),
  answer: z.object({ text: z.string().nullish(), createDate: z.string().nullish() }).nullish(),
  parentFeedbackId: z.string().nullish(),
});

/** The list of a product group: a window by rank, `feedbackCount` counts all. */
export const Feedbacks = z.object({
  feedbackCount: z.number().int().min(0),
  feedbacks: z.array(z.unknown()).nullable(),
});

const Product = z.object({
  id: z.number().optional(),
  root: z.number().int().positive(),
  name: z.string().nullish(),
  feedbacks: z.number().nullish(),
});

/** Card answers: v4 has `products` at the top, v1 and v2 have it in `data`. */
export const Card = z.union([
  z.object({ products: z.array(Product).min(1) }),
  z.object({ data: z.object({ products: z.array(Product).min(1) }) }).transform((card) => card.data),
]);

/** `card.json` of the content hosts. */
export const BasketCard = z.object({ imt_id: z.number().int().positive(), imt_name: z.string().nullish() });

/** The host resolver: addresses of the servers that hold the reviews. */
export const Hosts = z.array(z.string()).min(1);
