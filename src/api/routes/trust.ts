import type { Request } from 'express';
import { z } from 'zod';
import type { Item } from '../../domain/item.ts';
import type { UnusualChange } from '../../domain/unusual.ts';
import { BadInput } from '../../errors.ts';
import { sentencesOf } from '../../jobs/evidence.ts';
import { createTrustDesk } from '../../jobs/trust-desk.ts';
import type { SpokenLanguage } from '../../understand/unusual/sentences.ts';
import { defineRoute, type Route } from '../define-route.ts';
import { evidencePage } from '../evidence-page.ts';
import type { ApiDeps } from '../settings.ts';
import * as wire from '../wire-trust.ts';

const ItemParams = z.object({ key: z.string().min(1).max(200).describe('Key or id of the item') });
const CampaignParams = z.object({ id: z.string().min(1).max(100).describe('Id of the campaign') });

/** In which language the caller reads: as he says, else as his browser does. */
function languageOf(req: Request, asked: SpokenLanguage | undefined): SpokenLanguage {
  if (asked !== undefined) return asked;
  const found = req.acceptsLanguages('en', 'ru', 'nl');
  return found === false ? 'en' : (found as SpokenLanguage);
}

function shown(
  { item, changes }: { readonly item: Item; readonly changes: readonly UnusualChange[] },
  language: SpokenLanguage,
): wire.ReviewUnusual {
  const { key, unusual } = item;
  return { key, unusual, sentences: unusual === null ? [] : sentencesOf(unusual, language), changes: [...changes] };
}

/** What looks paid for: reasons, verdicts, bursts, campaigns of the brand's own, and a pack of evidence. */
export function trustRoutes({ store, clock, version, scrapers }: ApiDeps): readonly Route[] {
  const desk = createTrustDesk({ store, clock, version });
  const sources = new Set(scrapers.map(({ name }) => name));

  return [
    defineRoute({
      id: 'getUnusual',
      method: 'get',
      path: '/items/{key}/unusual',
      tag: 'trust',
      summary: 'Whether a review looks paid for, why, and since when',
      description:
        'The score is a calibrated probability. The level that is shown follows a verdict where a person gave one; `found` is that of the detector.',
      scope: 'read',
      params: ItemParams,
      query: wire.UnusualQuery,
      status: 200,
      response: wire.ReviewUnusual,
      errors: ['not-found'],
      handle: async ({ params, query, req }) => shown(await desk.review(params.key), languageOf(req, query.language)),
    }),
    defineRoute({
      id: 'judgeUnusual',
      method: 'put',
      path: '/items/{key}/verdict',
      tag: 'trust',
      summary: "A person's word on a review: unusual, genuine, or not sure",
      description:
        'It wins over the detector, is kept with who and when, and can be taken back. It holds for copies of the review too (`verdict.of` names the copy of which it was said), but for those with a word of their own. How evidence is weighed in this installation follows all verdicts.',
      scope: 'write',
      params: ItemParams,
      query: wire.UnusualQuery,
      body: wire.VerdictSaid,
      status: 200,
      response: wire.Judged,
      errors: ['not-found'],
      async handle({ params, query, body, caller, req }) {
        const judged = await desk.judge({ key: params.key, verdict: body.verdict, by: caller.name });
        return { ...shown(judged, languageOf(req, query.language)), learned: judged.learned };
      },
    }),
    defineRoute({
      id: 'takeBackVerdict',
      method: 'delete',
      path: '/items/{key}/verdict',
      tag: 'trust',
      summary: 'Takes a verdict back',
      description: 'From its copies, too. What was said of a copy is taken back there.',
      scope: 'write',
      params: ItemParams,
      query: wire.UnusualQuery,
      status: 200,
      response: wire.Judged,
      errors: ['not-found'],
      async handle({ params, query, caller, req }) {
        const judged = await desk.judge({ key: params.key, verdict: null, by: caller.name });
        return { ...shown(judged, languageOf(req, query.language)), learned: judged.learned };
      },
    }),
    defineRoute({
      id: 'getTrust',
      method: 'get',
      path: '/trust',
      tag: 'trust',
      summary: 'What looks paid for in a window of days',
      description:
        'Bursts with what is usual on such days, each day of each source and side of stars, texts that several reviews share, numbers by level, and when and why flags appeared or went away.',
      scope: 'read',
      query: wire.TrustQuery,
      status: 200,
      response: wire.TrustView,
      errors: ['not-found'],
      handle: ({ query }) => desk.view(query),
    }),
    defineRoute({
      id: 'getEvidence',
      method: 'get',
      path: '/trust/evidence',
      tag: 'trust',
      summary: 'A pack of evidence for a complaint to a platform',
      description:
        'Texts as they were collected with times, SHA-256 of each, reasons, and the versions of what read them: as JSON, or as one file that opens in any browser. At most 500 reviews, the newest.',
      scope: 'read',
      query: wire.EvidenceQuery,
      status: 200,
      stream: {
        contentTypes: ['application/json', 'text/html'],
        description: 'The pack as a file: JSON by the shape `EvidencePack`, or HTML',
      },
      errors: ['not-found'],
      async handle({ query: { format, language: asked, unusual: levels, key: keys, ...window }, caller, req, res }) {
        const language = languageOf(req, asked);
        const pack = await desk.evidence({ ...window, levels, keys, language, by: caller.name });
        res.set({
          'Content-Type': format === 'html' ? 'text/html; charset=utf-8' : 'application/json; charset=utf-8',
          'Content-Disposition': `attachment; filename="molva-evidence-${pack.madeAt.slice(0, 10)}.${format}"`,
          'Cache-Control': 'no-store',
        });
        res.end(format === 'html' ? evidencePage(pack) : JSON.stringify(pack, null, 2));
        return undefined;
      },
    }),
    defineRoute({
      id: 'listCampaigns',
      method: 'get',
      path: '/campaigns',
      tag: 'trust',
      summary: "The brand's own campaigns, which explain bursts of reviews",
      scope: 'read',
      query: wire.CampaignsQuery,
      status: 200,
      response: wire.Campaigns,
      errors: ['not-found'],
      handle: async ({ query }) => ({ data: [...(await desk.campaigns(query.brand))] }),
    }),
    defineRoute({
      id: 'addCampaign',
      method: 'post',
      path: '/campaigns',
      tag: 'trust',
      summary: 'Says that the brand asked for reviews on some days',
      description: 'Reviews are weighed again with it within a minute or so.',
      scope: 'write',
      body: wire.CampaignAdd,
      status: 201,
      response: wire.Campaign,
      errors: ['not-found'],
      idempotent: true,
      async handle({ body, caller }) {
        if (body.scraper !== null && !sources.has(body.scraper))
          throw new BadInput('scraper', `There is no source ${JSON.stringify(body.scraper)}.`);
        return desk.addCampaign({ ...body, by: caller.name });
      },
    }),
    defineRoute({
      id: 'removeCampaign',
      method: 'delete',
      path: '/campaigns/{id}',
      tag: 'trust',
      summary: 'Takes a campaign away',
      scope: 'write',
      params: CampaignParams,
      status: 204,
      errors: ['not-found'],
      async handle({ params }) {
        await desk.removeCampaign(params.id);
        return undefined;
      },
    }),
  ];
}
