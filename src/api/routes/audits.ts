import { z } from 'zod';
import { type AuditWithItem, createAuditDesk } from '../../jobs/audit-desk.ts';
import { defineRoute, type Route } from '../define-route.ts';
import type { ApiDeps } from '../settings.ts';
import * as wire from '../wire-audits.ts';

const OneAudit = z.object({ id: z.string().min(1).max(200).describe('Id of the drawn text') });

function shown({ audit, item }: AuditWithItem): wire.AuditText {
  const { key: id, drawnAt, answer } = audit;
  const { channel, scraper, touchpoint, url, title, text, pros, cons, publishedOn } = item;
  const told = answer === null ? null : { ...answer, themes: answer.themes && [...answer.themes] };
  return { id, drawnAt, answer: told, channel, scraper, touchpoint, url, title, text, pros, cons, publishedOn };
}

/** Random texts for people to read, their answers, and what the models are worth by them. */
export function auditRoutes({ store, clock, log }: ApiDeps): readonly Route[] {
  const desk = createAuditDesk({ store, clock, log });
  return [
    defineRoute({
      id: 'listAudits',
      method: 'get',
      path: '/audits',
      tag: 'feed',
      summary: 'Texts drawn at random, to be read by a person',
      description:
        'The longest waiting first, without what the models say of them. Nothing is ever trained on these texts or their answers.',
      scope: 'read',
      query: wire.AuditsQuery,
      status: 200,
      response: wire.Audits,
      errors: ['not-found'],
      async handle({ query: { brand, state, limit } }) {
        const { list, n, today } = await desk.list({ brand, state, limit });
        return { data: list.map(shown), n, today };
      },
    }),
    defineRoute({
      id: 'answerAudit',
      method: 'post',
      path: '/audits/{id}/answer',
      tag: 'feed',
      summary: 'What a person says of a drawn text',
      description: 'A later answer takes the place of an earlier one. The item itself is not corrected by it.',
      scope: 'write',
      params: OneAudit,
      body: wire.AuditSaid,
      status: 200,
      response: wire.AuditText,
      errors: ['not-found', 'conflict'],
      handle: async ({ params, body, caller }) => shown(await desk.answer(params.id, { ...body, by: caller.name })),
    }),
    defineRoute({
      id: 'takeBackAuditAnswer',
      method: 'delete',
      path: '/audits/{id}/answer',
      tag: 'feed',
      summary: 'Take back what was said of a drawn text',
      description: 'It waits to be read again.',
      scope: 'write',
      params: OneAudit,
      status: 200,
      response: wire.AuditText,
      errors: ['not-found'],
      handle: async ({ params }) => shown(await desk.takeBack(params.id)),
    }),
    defineRoute({
      id: 'drawAudits',
      method: 'post',
      path: '/audits/draw',
      tag: 'feed',
      summary: 'Draw texts to be read now',
      description: 'Beside those of each day, from all texts that no draw was made from yet.',
      scope: 'write',
      body: wire.AuditDraw,
      status: 200,
      response: wire.AuditsDrawn,
      errors: ['not-found'],
      handle: async ({ body: { brand, size } }) => ({ drawn: await desk.draw(brand, size) }),
    }),
    defineRoute({
      id: 'getReportCard',
      method: 'get',
      path: '/report-card',
      tag: 'feed',
      summary: "What the models are worth on the brand's own texts",
      description:
        'Precision and recall per label, channel and theme by the texts that people read, each counted as the texts that it stands for; agreement by month.',
      scope: 'read',
      query: wire.ReportCardQuery,
      status: 200,
      response: wire.BrandReportCard,
      errors: ['not-found'],
      handle: ({ query }) => desk.reportCard(query.brand),
    }),
  ];
}
