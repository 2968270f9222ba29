import { z } from 'zod';
import { EvidencePack, TrustLearned, TrustView } from '../domain/trust.ts';
import { Campaign, ItemUnusual, UnusualChange, UnusualLevel, UnusualVerdict } from '../domain/unusual.ts';

/** Shapes of what looks paid for on the wire. */

const brand = z.string().min(1).max(100).optional().describe('Brand id; may be left out when there is one brand');
const from = z.iso.date().optional().describe('First day; default: 89 days before `to`');
const to = z.iso.date().optional().describe('Last day; default: today in the zone of the brand');
const language = z
  .enum(['ru', 'en', 'nl'])
  .optional()
  .describe('Of the sentences; default: what `Accept-Language` asks for, else en');

/** `GET /items/{key}/unusual`. */
export const UnusualQuery = z.strictObject({ language });
export const ReviewUnusual = z.object({
  key: z.string(),
  unusual: ItemUnusual.nullable().describe('Null: not weighed yet, and nobody has said anything'),
  sentences: z.array(z.string()).describe('What was found, plainly, the strongest first'),
  changes: z.array(UnusualChange).describe('When and why a flag appeared, changed or went away, the latest first'),
});
export type ReviewUnusual = z.infer<typeof ReviewUnusual>;

/** `PUT /items/{key}/verdict`; `DELETE` takes it back. */
export const VerdictSaid = z.strictObject({ verdict: UnusualVerdict.shape.verdict });
export type VerdictSaid = z.infer<typeof VerdictSaid>;
export const Judged = ReviewUnusual.extend({
  learned: TrustLearned.describe('What all verdicts together change in how evidence is weighed'),
});
export type Judged = z.infer<typeof Judged>;

/** `GET /trust`. */
export const TrustQuery = z.strictObject({ brand, from, to });
export { TrustView };

/** `GET /campaigns`, `POST /campaigns`, `DELETE /campaigns/{id}`. */
export const CampaignsQuery = z.strictObject({ brand });
export const Campaigns = z.object({ data: z.array(Campaign) });
export type Campaigns = z.infer<typeof Campaigns>;
export const CampaignAdd = z.strictObject({
  brand,
  name: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .regex(/^[^\p{Cc}\u2028\u2029]*$/u, 'one line of visible characters'),
  from: z.iso.date(),
  to: z.iso.date(),
  scraper: z.string().min(1).max(60).nullable().default(null).describe('Where it brought reviews to; null: everywhere'),
});
export type CampaignAdd = z.infer<typeof CampaignAdd>;
export { Campaign };

/** `GET /trust/evidence`. */
export const EvidenceQuery = z.strictObject({
  brand,
  from,
  to,
  unusual: z
    .array(UnusualLevel)
    .min(1)
    .default(['likely-paid', 'rewarded'])
    .describe('Levels that are shown; default: likely-paid and rewarded'),
  key: z.array(z.string().min(1).max(200)).max(500).optional().describe('These reviews only, whatever their level'),
  language,
  format: z.enum(['json', 'html']).default('json'),
});
export { EvidencePack };
