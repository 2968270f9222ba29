import { z } from 'zod';
import type { Subscription } from '../../domain/digest.ts';
import { NotFound } from '../../errors.ts';
import { defineRoute, type Route } from '../define-route.ts';
import type { Caller } from '../locals.ts';
import type { ApiDeps } from '../settings.ts';
import * as wire from '../wire-loop.ts';

const Id = z.object({ id: z.string().min(1).max(100) });

/** Addresses of people are for those who may change them. */
function shown(subscription: Subscription, { role }: Caller): z.infer<typeof wire.ShownSubscription> {
  return role === 'read' ? { ...subscription, recipient: null } : subscription;
}

/** The daily mail: who gets it, what was sent, and what it would say now. */
export function digestRoutes({ store, digests }: ApiDeps): readonly Route[] {
  return [
    defineRoute({
      id: 'listSubscriptions',
      method: 'get',
      path: '/subscriptions',
      tag: 'digest',
      summary: 'Who gets the daily mail',
      description: 'Addresses are told to the scope write and above; to readers `recipient` is null.',
      scope: 'read',
      query: z.object({ brand: z.string().max(100).optional().describe('Brand id') }),
      status: 200,
      response: wire.Subscriptions,
      async handle({ query, caller }) {
        const all = await store.subscriptions(query);
        return { data: all.map((one) => shown(one, caller)) };
      },
    }),
    defineRoute({
      id: 'addSubscription',
      method: 'post',
      path: '/subscriptions',
      tag: 'digest',
      summary: 'Subscribe an address',
      description: 'The same address and brand is the same subscription: sent again, it is changed.',
      scope: 'write',
      body: wire.SubscriptionAdd,
      status: 201,
      response: wire.ShownSubscription,
      idempotent: true,
      handle: ({ body, caller }) => digests.subscribe(body, caller.name),
    }),
    defineRoute({
      id: 'changeSubscription',
      method: 'patch',
      path: '/subscriptions/{id}',
      tag: 'digest',
      summary: 'Change hour, zone, language, days, or pause it',
      scope: 'write',
      params: Id,
      body: wire.SubscriptionChange,
      status: 200,
      response: wire.ShownSubscription,
      errors: ['not-found'],
      handle: ({ params, body }) => digests.change(params.id, body),
    }),
    defineRoute({
      id: 'removeSubscription',
      method: 'delete',
      path: '/subscriptions/{id}',
      tag: 'digest',
      summary: 'End a subscription',
      scope: 'write',
      params: Id,
      status: 204,
      errors: ['not-found'],
      async handle({ params }) {
        if (!(await store.removeSubscription(params.id))) throw new NotFound('There is no such subscription.');
        return undefined;
      },
    }),
    defineRoute({
      id: 'listDeliveries',
      method: 'get',
      path: '/subscriptions/{id}/deliveries',
      tag: 'digest',
      summary: 'What was sent, newest first',
      scope: 'read',
      params: Id,
      query: z.object({ limit: z.coerce.number().int().min(1).max(200).default(30) }),
      status: 200,
      response: wire.Deliveries,
      errors: ['not-found'],
      async handle({ params, query }) {
        if ((await store.subscription(params.id)) === null) throw new NotFound('There is no such subscription.');
        return { data: [...(await store.deliveries({ subscriptionId: params.id, limit: query.limit }))] };
      },
    }),
    defineRoute({
      id: 'previewDigest',
      method: 'get',
      path: '/digest/preview',
      tag: 'digest',
      summary: 'What the mail would say now',
      description: 'Of a reader whose last mail came a day ago. Nothing is sent.',
      scope: 'read',
      query: wire.DigestPreviewQuery,
      status: 200,
      response: wire.DigestPreview,
      errors: ['not-found'],
      async handle({ query }) {
        const brands = query.brand === undefined ? await store.brands() : [];
        const brand = query.brand ?? (brands.length === 1 ? brands[0]!.id : undefined);
        if (brand === undefined) throw new NotFound('Say which brand: there are several, or none.');
        return digests.preview({ brand, language: query.language });
      },
    }),
  ];
}
