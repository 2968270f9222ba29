import { HealthState } from '../../domain/target.ts';
import { defineRoute, type Route } from '../define-route.ts';
import type { ApiDeps } from '../settings.ts';
import * as wire from '../wire.ts';

/** From the one that needs a person most to the one that needs nobody. */
const BY_SEVERITY = ['broken', 'parked', 'blocked', 'failing', 'quiet', 'new', 'ok', 'paused'] as const;
/** These mean that texts may be missing. */
const SICK: ReadonlySet<HealthState> = new Set(['broken', 'parked', 'blocked', 'failing']);

/** How the product itself is, and which brands it speaks of. */
export function systemRoutes(deps: ApiDeps): readonly Route[] {
  const { store, queue } = deps;
  return [
    defineRoute({
      id: 'listBrands',
      method: 'get',
      path: '/brands',
      tag: 'feed',
      summary: 'Brands that are watched',
      scope: 'read',
      status: 200,
      response: wire.Brands,
      handle: async () => ({ data: [...(await store.brands())] }),
    }),
    defineRoute({
      id: 'getHealth',
      method: 'get',
      path: '/health',
      tag: 'system',
      summary: 'How store, queue and targets are',
      scope: 'read',
      status: 200,
      response: wire.Health,
      handle: async () => {
        const [pending, counts, queueUp] = await Promise.all([
          store.pendingCount(),
          countTargets(deps),
          queue.counts().then(
            () => true,
            () => false,
          ),
        ]);
        const worst = BY_SEVERITY.find((state) => counts[state] > 0) ?? null;
        const sick = !queueUp || (worst !== null && SICK.has(worst));
        return {
          status: sick ? ('degraded' as const) : ('ok' as const),
          store: 'up' as const,
          queue: queueUp ? ('up' as const) : ('down' as const),
          pending,
          targets: counts,
          worst,
        };
      },
    }),
  ];
}

/** Number of targets by state; every state is there. */
export async function countTargets({ store }: ApiDeps): Promise<Record<HealthState, number>> {
  const counts = Object.fromEntries(HealthState.options.map((state) => [state, 0])) as Record<HealthState, number>;
  for (const target of await store.targets()) counts[target.health] += 1;
  return counts;
}
