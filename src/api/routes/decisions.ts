import { z } from 'zod';
import { createDecisions } from '../../jobs/decide.ts';
import { defineRoute, type Route } from '../define-route.ts';
import type { ApiDeps } from '../settings.ts';
import * as wire from '../wire-loop.ts';

const ItemParams = z.object({ key: z.string().min(1).max(200).describe('Key or id of the item') });

/** The two decisions on every comment, one by one and in bulk, with their history and the way back. */
export function decisionRoutes({ store, clock, randomToken }: ApiDeps): readonly Route[] {
  const now = () => new Date(clock.now()).toISOString();
  const decisions = createDecisions({ store, now, newBatch: randomToken });

  return [
    defineRoute({
      id: 'decide',
      method: 'post',
      path: '/items/{key}/decisions',
      tag: 'feed',
      summary: 'Decide on an item: answer, work, done',
      description:
        'A "no" needs a reason. With `ifVersion` (the `decisions.version` that you saw) a decision that somebody else made in between is not overwritten: 409.',
      scope: 'write',
      params: ItemParams,
      body: wire.Decide,
      status: 200,
      response: wire.Decided,
      errors: ['not-found', 'conflict'],
      handle: ({ params, body: { ifVersion, ...change }, caller }) =>
        decisions.decide({ key: params.key, change, by: caller.name, ifVersion }),
    }),
    defineRoute({
      id: 'listDecisions',
      method: 'get',
      path: '/items/{key}/history',
      tag: 'feed',
      summary: 'Who decided what on an item, and when',
      scope: 'read',
      params: ItemParams,
      status: 200,
      response: wire.History,
      async handle({ params }) {
        const item = await store.item(params.key);
        return { data: item === null ? [] : [...(await store.decisionHistory(item.key))] };
      },
    }),
    defineRoute({
      id: 'changeMany',
      method: 'post',
      path: '/bulk',
      tag: 'feed',
      summary: 'Change many items, by keys or by filter',
      description:
        'Run it with `dryRun` first: it says how many items match and touches nothing. At most 10,000 items by filter.',
      scope: 'write',
      body: wire.Bulk,
      status: 200,
      response: wire.BulkDone,
      handle: async ({ body, caller }) => ({
        ...(await decisions.bulk({ ...body, by: caller.name })),
        dryRun: body.dryRun,
      }),
    }),
    defineRoute({
      id: 'undo',
      method: 'post',
      path: '/undo',
      tag: 'feed',
      summary: 'Take a decision or a bulk change of decisions back',
      description: 'What somebody changed since is left as it is, and counted.',
      scope: 'write',
      body: wire.Undo,
      status: 200,
      response: wire.Undone,
      errors: ['not-found'],
      handle: ({ body, caller }) => decisions.undo({ batch: body.batch, by: caller.name }),
    }),
  ];
}
