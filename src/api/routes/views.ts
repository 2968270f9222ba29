import { z } from 'zod';
import { ItemFilter } from '../../domain/filter.ts';
import type { SavedView } from '../../domain/view.ts';
import { BadInput, NotFound } from '../../errors.ts';
import { defineRoute, type Route } from '../define-route.ts';
import { HttpProblem } from '../problems.ts';
import { readQuery } from '../query.ts';
import type { ApiDeps } from '../settings.ts';
import * as wire from '../wire-loop.ts';

/** Views are for a side bar: more than this nobody reads. */
const MAX_VIEWS = 50;
const PERIOD_DAYS: Readonly<Record<string, number>> = { '1d': 1, '7d': 7, '30d': 30, '90d': 90, '365d': 365 };
const DAY_MS = 86_400_000;

/** Saved views of the feed, each with its present count. */
export function viewRoutes({ store, clock, randomToken }: ApiDeps): readonly Route[] {
  const countOf = async (view: SavedView): Promise<number> => {
    const zone = (await store.brand(view.brand))?.timeZone ?? 'UTC';
    const filter = viewFilter(view.query, new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(clock.now()));
    return filter === null ? 0 : store.count({ ...filter, brand: view.brand });
  };

  return [
    defineRoute({
      id: 'listViews',
      method: 'get',
      path: '/views',
      tag: 'feed',
      summary: 'Saved views with their counts',
      scope: 'read',
      query: z.object({ brand: z.string().max(100).describe('Brand id') }),
      status: 200,
      response: wire.Views,
      async handle({ query }) {
        const views = await store.views(query.brand);
        return { data: await Promise.all(views.map(async (view) => ({ ...view, count: await countOf(view) }))) };
      },
    }),
    defineRoute({
      id: 'addView',
      method: 'post',
      path: '/views',
      tag: 'feed',
      summary: 'Save a view: a name for a query of the feed',
      scope: 'write',
      body: wire.ViewAdd,
      status: 201,
      response: wire.View,
      async handle({ body, caller }) {
        if ((await store.brand(body.brand)) === null) throw new BadInput('brand', 'There is no such brand.');
        if (viewFilter(body.query, '2000-01-01') === null)
          throw new BadInput('query', 'This is not a query of the feed.');
        const views = await store.views(body.brand);
        if (views.length >= MAX_VIEWS)
          throw new BadInput('brand', `There are ${MAX_VIEWS} views already; remove one first.`);
        const view = {
          ...body,
          id: randomToken().slice(0, 16),
          position: views.length,
          createdBy: caller.name,
          createdAt: new Date(clock.now()).toISOString(),
        };
        await store.saveView(view);
        return { ...view, count: await countOf(view) };
      },
    }),
    defineRoute({
      id: 'removeView',
      method: 'delete',
      path: '/views/{id}',
      tag: 'feed',
      summary: 'Remove a saved view',
      scope: 'write',
      params: z.object({ id: z.string().min(1).max(100) }),
      status: 204,
      errors: ['not-found'],
      async handle({ params }) {
        if (!(await store.removeView(params.id))) throw new NotFound('There is no such view.');
        return undefined;
      },
    }),
  ];
}

/** The page's query as a filter; `period` is a moving window that ends `today`. Null when it is none. */
export function viewFilter(query: string, today: string): ItemFilter | null {
  const params = new URLSearchParams(query);
  const days = PERIOD_DAYS[params.get('period') ?? ''];
  for (const name of ['period', 'sort', 'item', 'brand']) params.delete(name);
  if (days !== undefined) {
    params.set(
      'published_from',
      new Date(Date.parse(`${today}T00:00:00Z`) - (days - 1) * DAY_MS).toISOString().slice(0, 10),
    );
    params.set('published_to', today);
  }
  try {
    return readQuery(ItemFilter, `?${params}`);
  } catch (error) {
    if (error instanceof HttpProblem) return null;
    throw error;
  }
}
