import { z } from 'zod';
import { Run } from '../../domain/run.ts';
import { NotFound } from '../../errors.ts';
import { defineRoute, type Route } from '../define-route.ts';
import type { ApiDeps } from '../settings.ts';
import * as wire from '../wire.ts';

/** Visits and what came of them. */
export function runRoutes({ store }: ApiDeps): readonly Route[] {
  return [
    defineRoute({
      id: 'listRuns',
      method: 'get',
      path: '/runs',
      tag: 'sources',
      summary: 'Visits, newest first',
      scope: 'read',
      query: z.object({
        target: z.string().max(100).optional().describe('Target id'),
        limit: z.coerce.number().int().min(1).max(200).default(50),
        before: z.string().max(100).optional().describe('Id of the last run of the page before'),
      }),
      status: 200,
      response: wire.Runs,
      async handle({ query }) {
        const { target, limit, before } = query;
        return { data: [...(await store.runs({ targetId: target, limit, before }))] };
      },
    }),
    defineRoute({
      id: 'getRun',
      method: 'get',
      path: '/runs/{id}',
      tag: 'sources',
      summary: 'One visit',
      scope: 'read',
      params: z.object({ id: z.string().min(1).max(100).describe('Id of the run') }),
      status: 200,
      response: Run,
      errors: ['not-found'],
      async handle({ params }) {
        const run = await store.run(params.id);
        if (run === null) throw new NotFound('There is no such run.');
        return run;
      },
    }),
  ];
}
