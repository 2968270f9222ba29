import { z } from 'zod';
import { clearSessionCookie } from '../auth.ts';
import { defineRoute, type Route } from '../define-route.ts';
import { createApiKey, removeApiKey } from '../secrets.ts';
import type { ApiDeps } from '../settings.ts';
import * as wire from '../wire.ts';

/** Who is asking, leaving, and the keys of scripts. */
export function accessRoutes(deps: ApiDeps): readonly Route[] {
  const { store, version } = deps;
  return [
    defineRoute({
      id: 'getMe',
      method: 'get',
      path: '/me',
      tag: 'access',
      summary: 'Who asks, and what runs here',
      scope: 'read',
      status: 200,
      response: wire.Me,
      async handle({ caller }) {
        const demo = (await store.brands()).some((brand) => brand.madeUp);
        return { name: caller.name, role: caller.role, version, demo };
      },
    }),
    defineRoute({
      id: 'signOut',
      method: 'post',
      path: '/sign-out',
      tag: 'access',
      summary: 'End this session',
      scope: 'read',
      status: 204,
      async handle({ caller, req, res }) {
        // A key is not a session: it stays until an administrator takes it back.
        if (caller.kind === 'session') await store.endSession(caller.hash);
        clearSessionCookie(req, res);
        return undefined;
      },
    }),
    defineRoute({
      id: 'listKeys',
      method: 'get',
      path: '/keys',
      tag: 'access',
      summary: 'API keys, without their secrets',
      scope: 'admin',
      status: 200,
      response: wire.Keys,
      handle: async () => ({ data: [...(await store.apiKeys())] }),
    }),
    defineRoute({
      id: 'addKey',
      method: 'post',
      path: '/keys',
      tag: 'access',
      summary: 'Make an API key',
      description: 'The key is in this answer and nowhere else.',
      scope: 'admin',
      body: wire.KeyAdd,
      status: 201,
      response: wire.KeyAdded,
      async handle({ body }) {
        const { key, prefix, createdAt } = await createApiKey({ ...deps, name: body.name, scope: body.scope });
        return { key, prefix, name: body.name, scope: body.scope, createdAt, lastUsedAt: null };
      },
    }),
    defineRoute({
      id: 'removeKey',
      method: 'delete',
      path: '/keys/{prefix}',
      tag: 'access',
      summary: 'Take an API key back at once',
      scope: 'admin',
      params: z.object({ prefix: z.string().min(1).max(40).describe('Beginning of the key, as listed') }),
      status: 204,
      errors: ['not-found'],
      async handle({ params }) {
        await removeApiKey(store, params.prefix);
        return undefined;
      },
    }),
  ];
}
