import { z } from 'zod';
import { AuditAnswer } from '../domain/audit.ts';
import { Item } from '../domain/item.ts';
import { BrandReportCard } from '../domain/report-card.ts';

/** Shapes of audits on the wire: random texts that people read without seeing what the models say. */

const brand = z.string().min(1).max(100).optional().describe('Brand id; may be left out when there is one brand');

/** `GET /audits`. */
export const AuditsQuery = z.strictObject({
  brand,
  state: z.enum(['open', 'answered']).default('open'),
  limit: z.coerce.number().int().min(1).max(100).default(10),
});

const Answer = AuditAnswer.extend({ themes: AuditAnswer.shape.themes.unwrap() });

/** The text alone: neither the models' label nor stars, corrections or decisions, which would lead a reader. */
export const AuditText = Item.pick({
  channel: true,
  scraper: true,
  touchpoint: true,
  url: true,
  title: true,
  text: true,
  pros: true,
  cons: true,
  publishedOn: true,
}).extend({ id: z.string().describe('Key of the item'), drawnAt: z.string(), answer: Answer.nullable() });
export type AuditText = z.infer<typeof AuditText>;
export const Audits = z.object({
  data: z.array(AuditText),
  n: z.number().int().describe('In this state, of the brand'),
});

/** `POST /audits/{id}/answer`. */
export const AuditSaid = z.strictObject({
  sentiment: Answer.shape.sentiment,
  themes: Answer.shape.themes.default([]),
  kind: Answer.shape.kind.default(null),
});

/** `GET /report-card`. */
export const ReportCardQuery = z.strictObject({ brand });
export { BrandReportCard };
