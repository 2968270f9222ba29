import { z } from 'zod';

export const MetricKind = z.enum(['nps', 'csat', 'ces', 'stars']);
export type MetricKind = z.infer<typeof MetricKind>;

/** A survey's score on its own scale; never converted into another. */
export const Metric = z.object({
  kind: MetricKind,
  value: z.number(),
  min: z.number(),
  max: z.number(),
  /** `up`: more is better. Some CES scales run down. */
  direction: z.enum(['up', 'down']),
  /** The question as asked. */
  question: z.string().nullable(),
  /** What the question asks for; one that asks for faults manufactures complaints and gets no verdict (counting.md 20). */
  prompt: z.enum(['neutral', 'asks-faults', 'asks-praise']),
});
export type Metric = z.infer<typeof Metric>;

/** Usual scales (peers.md 6.3): NPS 0-10 whole numbers, CSAT 1-5, CES 1-7, stars 1-5. */
export const METRIC_SCALES: Readonly<Record<MetricKind, { readonly min: number; readonly max: number }>> = {
  nps: { min: 0, max: 10 },
  csat: { min: 1, max: 5 },
  ces: { min: 1, max: 7 },
  stars: { min: 1, max: 5 },
};
