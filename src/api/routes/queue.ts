import { Unavailable } from '../../errors.ts';
import { unpark } from '../../jobs/unpark.ts';
import { defineRoute, type Route } from '../define-route.ts';
import type { ApiDeps } from '../settings.ts';
import * as wire from '../wire.ts';

/** The queue as its admin sees it: how much waits, what was set aside, and taking that up again. */
export function queueRoutes(deps: ApiDeps): readonly Route[] {
  const { queue } = deps;
  return [
    defineRoute({
      id: 'getQueue',
      method: 'get',
      path: '/queue',
      tag: 'system',
      summary: 'How much work waits, and jobs whose processes died',
      description:
        'Where the carrier of the queue is away, `up` is false and the counts are null. Parked jobs were not handed out again because every process that ran them died; what they are about comes back by itself after an hour.',
      scope: 'admin',
      status: 200,
      response: wire.QueueState,
      handle: async () => {
        try {
          const [{ waiting, active }, parked] = await Promise.all([queue.counts(), queue.parked()]);
          return { up: true, waiting, active, parked: [...parked] };
        } catch (error) {
          if (!(error instanceof Unavailable)) throw error;
          return { up: false, waiting: null, active: null, parked: [] };
        }
      },
    }),
    defineRoute({
      id: 'unpark',
      method: 'post',
      path: '/queue/unpark',
      tag: 'system',
      summary: 'Take up again a target or a job that was set aside',
      description:
        'A target whose visits ended their processes three times rests until a person takes it up again, a job of the queue for an hour. The answer says why each was set aside.',
      scope: 'admin',
      body: wire.Unpark,
      status: 200,
      response: wire.Unparked,
      errors: ['not-found'],
      handle: async ({ body }) => ({ data: [...(await unpark(body.id, deps))] }),
    }),
  ];
}
