import { z } from 'zod';
import { defineRoute, type Route } from '../define-route.ts';
import type { EventStreams } from '../event-stream.ts';

const EventsQuery = z.object({
  after: z.coerce
    .number()
    .int()
    .min(0)
    .max(Number.MAX_SAFE_INTEGER)
    .optional()
    .describe('Number of the last event that you have; left out: only what comes from now on. `Last-Event-ID` wins'),
  brand: z.string().max(100).optional().describe('Brand id'),
});

/** What happens, as it happens. */
export function eventRoutes(streams: EventStreams): readonly Route[] {
  return [
    defineRoute({
      id: 'streamEvents',
      method: 'get',
      path: '/events',
      tag: 'feed',
      summary: 'Server-sent events for new, changed and vanished items, runs and targets',
      description:
        'Each event has its number as `id`, its type as `event` and a JSON object `{ seq, at, type, subject, brand, quiet }` as `data`. Reconnect with `Last-Event-ID` to miss nothing.',
      scope: 'read',
      query: EventsQuery,
      status: 200,
      stream: { contentTypes: ['text/event-stream'], description: 'The stream; a comment every 15 seconds' },
      errors: ['unavailable'],
      async handle({ query, caller, req, res }) {
        const last = req.get('last-event-id');
        const resumed = last !== undefined && /^\d{1,15}$/.test(last) ? Number(last) : undefined;
        await streams.serve({ req, res, caller, after: resumed ?? query.after ?? null, brand: query.brand });
        return undefined;
      },
    }),
  ];
}
