import { z } from 'zod';
import type { UnusualInput } from './types.ts';

const words = z.string().nullish();

/** A review of a file. What is missing is unknown. Other fields are let be. */
export const UnusualLine = z.object({
  id: z.union([z.string(), z.number()]),
  lang: z
    .string()
    .regex(/^[a-z]{2}$/i, 'two letters')
    .nullish(),
  source: z.string(),
  brand: words,
  productId: z.union([z.string(), z.number()]).nullish(),
  author: words,
  authorId: z.union([z.string(), z.number()]).nullish(),
  date: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}/, 'YYYY-MM-DD')
    .nullish(),
  stars: z.number().min(0).max(5).nullish(),
  text: words,
  title: words,
  pros: words,
  cons: words,
  authorReviewCount: z.number().nullish(),
  verified: z.boolean().nullish(),
  photos: z.number().nullish(),
});
export type UnusualLine = z.infer<typeof UnusualLine>;

/** A review of a file with its printed author, which tells copies of one person's text on several sites apart from another's. */
export interface FileReview {
  readonly input: UnusualInput;
  readonly authorName: string | null;
}

/** `key` must be its own within the file; the line's id need not be. */
export function toReview(line: UnusualLine, key: string): FileReview {
  const parts = [line.text, line.pros, line.cons].filter((part) => (part ?? '') !== '');
  const author = line.authorId ?? null;
  const product = line.productId ?? null;
  const source = line.source;
  return {
    authorName: line.author ?? (author === null ? null : String(author)),
    input: {
      key,
      lang: line.lang?.toLowerCase() ?? null,
      source,
      brand: line.brand ?? '',
      productId: product === null ? null : String(product),
      // An id is unique on its own site only.
      author: author === null ? null : `${source}:${author}`,
      day: line.date?.slice(0, 10) ?? null,
      stars: line.stars ?? null,
      text: parts.length > 0 ? parts.join('\n') : (line.title ?? ''),
      sentimentScore: null,
      authorReviews: line.authorReviewCount ?? null,
      verified: line.verified ?? null,
      photos: line.photos ?? null,
      cluster: key,
      family: key,
      verdict: null,
    },
  };
}
