import { z } from 'zod';
import { Run } from '../../domain/run.ts';
import { Target } from '../../domain/target.ts';
import { BadInput, Conflict, NotFound } from '../../errors.ts';
import { nextDue } from '../../jobs/schedule.ts';
import { defineRoute, type Route } from '../define-route.ts';
import type { ApiDeps, ApiLimits } from '../settings.ts';
import * as wire from '../wire.ts';

const TargetParams = z.object({ id: z.string().min(1).max(100).describe('Id of the target') });

/** Places that are read: listed, added from a pasted address, changed, visited now, fed with saved pages. */
export function targetRoutes(deps: ApiDeps, limits: ApiLimits): readonly Route[] {
  const { store, sources, clock } = deps;
  const now = () => new Date(clock.now()).toISOString();

  const one = async (id: string): Promise<Target> => {
    const target = await store.target(id);
    if (target === null) throw new NotFound('There is no such target.');
    return target;
  };

  return [
    defineRoute({
      id: 'listTargets',
      method: 'get',
      path: '/targets',
      tag: 'sources',
      summary: 'Places that are read, with their health',
      scope: 'read',
      query: z.object({ brand: z.string().max(100).optional().describe('Brand id') }),
      status: 200,
      response: wire.Targets,
      handle: async ({ query }) => ({ data: [...(await store.targets({ brand: query.brand }))] }),
    }),
    defineRoute({
      id: 'getTarget',
      method: 'get',
      path: '/targets/{id}',
      tag: 'sources',
      summary: 'One target',
      scope: 'read',
      params: TargetParams,
      status: 200,
      response: Target,
      errors: ['not-found'],
      handle: ({ params }) => one(params.id),
    }),
    defineRoute({
      id: 'addTarget',
      method: 'post',
      path: '/targets',
      tag: 'sources',
      summary: 'Add the page under a pasted address',
      description: 'Reads one page at once and tells in `probe` what came of it. The same page is never added twice.',
      scope: 'write',
      body: wire.TargetAdd,
      status: 201,
      response: wire.TargetAdded,
      errors: ['conflict', 'key-reused'],
      idempotent: true,
      async handle({ body }) {
        const brand = body.brand ?? (await onlyBrand(deps));
        if ((await store.brand(brand)) === null) throw new BadInput('brand', 'There is no brand with this id.');
        return sources.add({ ...body, brand });
      },
    }),
    defineRoute({
      id: 'changeTarget',
      method: 'patch',
      path: '/targets/{id}',
      tag: 'sources',
      summary: 'Pause it, change its schedule or title',
      scope: 'write',
      params: TargetParams,
      body: wire.TargetChange,
      status: 200,
      response: Target,
      errors: ['not-found', 'conflict'],
      async handle({ params, body }) {
        const target = await one(params.id);
        if (target.origin === 'config' && (body.schedule !== undefined || body.title !== undefined)) {
          throw new Conflict('This target comes from the configuration file: change its schedule and title there.');
        }
        const due = nextRunAfter(target, body, clock.now());
        return store.updateTarget(target.id, { ...body, ...due }, now());
      },
    }),
    defineRoute({
      id: 'removeTarget',
      method: 'delete',
      path: '/targets/{id}',
      tag: 'sources',
      summary: 'Stop reading it',
      description: 'Its items stay. Adding it again finds them.',
      scope: 'write',
      params: TargetParams,
      status: 204,
      errors: ['not-found', 'conflict'],
      async handle({ params }) {
        const target = await one(params.id);
        if (target.origin === 'config') {
          throw new Conflict('This target comes from the configuration file: take it out there, or pause it here.');
        }
        await store.removeTarget(target.id);
        return undefined;
      },
    }),
    defineRoute({
      id: 'runTarget',
      method: 'post',
      path: '/targets/{id}/run',
      tag: 'sources',
      summary: 'Visit it now',
      scope: 'write',
      params: TargetParams,
      status: 202,
      response: wire.RunQueued,
      errors: ['not-found', 'conflict'],
      async handle({ params }) {
        await one(params.id);
        return { queued: await sources.runNow(params.id) };
      },
    }),
    defineRoute({
      id: 'importPages',
      method: 'post',
      path: '/targets/{id}/pages',
      tag: 'sources',
      summary: 'Read pages that a person saved from the own browser',
      description: 'The way on for a source that is walled: the same parser reads them, the run is marked `hand`.',
      scope: 'write',
      params: TargetParams,
      body: wire.SavedPages,
      maxBodyBytes: limits.maxPagesBytes,
      status: 200,
      response: Run,
      errors: ['not-found', 'conflict', 'blocked', 'layout-changed'],
      async handle({ params, body }) {
        await one(params.id);
        return sources.importPages(params.id, body.pages);
      },
    }),
  ];
}

async function onlyBrand({ store }: ApiDeps): Promise<string> {
  const brands = await store.brands();
  const [only] = brands;
  if (only !== undefined && brands.length === 1) return only.id;
  throw new BadInput('brand', brands.length === 0 ? 'There is no brand yet.' : 'There are several brands: name one.');
}

/** When it is due after the change: a resumed target at once, a new schedule from now on. Throws `BadInput` (schedule). */
function nextRunAfter(target: Target, change: wire.TargetChange, nowMs: number): { nextRunAt?: string | null } {
  const schedule = change.schedule ?? target.schedule;
  let next: string | null = null;
  try {
    next = nextDue({ schedule, timeZone: target.timeZone, after: nowMs, jitterMs: 0, random: () => 0 });
  } catch (cause) {
    throw new BadInput('schedule', 'This is not a cron expression such as "0 6 * * *".', { cause });
  }
  if (next === null && change.schedule !== undefined) throw new BadInput('schedule', 'This schedule never comes due.');
  const paused = change.paused ?? target.paused;
  if (paused) return { nextRunAt: null };
  if (target.paused) return { nextRunAt: new Date(nowMs).toISOString() };
  return change.schedule === undefined ? {} : { nextRunAt: next };
}
