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

const Answer = AuditAnswer.extend({ themes: AuditAnswer.shape.themes.unwrap().unwrap().nullable() });

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
  today: z.number().int().describe("Read today, by the brand's clock"),
});
export type Audits = z.infer<typeof Audits>;

/** `POST /audits/{id}/answer`. */
export const AuditSaid = z.strictObject({
  sentiment: Answer.shape.sentiment,
  themes: Answer.shape.themes.default(null).describe('All themes of the text; null: not told'),
  kind: Answer.shape.kind.default(null),
});
export type AuditSaid = z.input<typeof AuditSaid>;

/** `POST /audits/draw`. */
export const AuditDraw = z.strictObject({ brand, size: z.number().int().min(1).max(1000).default(100) });
export const AuditsDrawn = z.object({ drawn: z.number().int().describe('Fewer than asked for: there are no more') });
export type AuditsDrawn = z.infer<typeof AuditsDrawn>;

/** `GET /report-card`. */
export const ReportCardQuery = z.strictObject({ brand });
export { BrandReportCard };
