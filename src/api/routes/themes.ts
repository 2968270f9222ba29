import { z } from 'zod';
import { defineRoute, type Route } from '../define-route.ts';
import type { ApiDeps } from '../settings.ts';
import * as wire from '../wire-themes.ts';

const OneTheme = z.object({ id: z.string().min(1).max(60).describe('Id of the theme') });
const OfBrand = z.object({ brand: z.string().min(1).max(100).describe('Brand id') });

/** Themes that users make themselves, beside the built-in ones. */
export function themeRoutes({ themes, rising }: ApiDeps): readonly Route[] {
  return [
    defineRoute({
      id: 'listThemes',
      method: 'get',
      path: '/themes',
      tag: 'feed',
      summary: 'Built-in themes, and those of the brand',
      scope: 'read',
      query: OfBrand,
      status: 200,
      response: wire.Themes,
      errors: ['not-found'],
      handle: async ({ query }) => ({ builtIn: [...wire.BUILT_IN], own: await themes.list(query.brand) }),
    }),
    defineRoute({
      id: 'addTheme',
      method: 'post',
      path: '/themes',
      tag: 'feed',
      summary: 'Make a theme: words, phrases, exclusions',
      description:
        'All texts are read anew with it, beside the figures that are shown; these change when that has ended.',
      scope: 'write',
      body: wire.ThemeAdd,
      status: 201,
      response: wire.Theme,
      errors: ['not-found'],
      handle: ({ body: { brand, ...theme } }) => themes.add(brand, theme),
    }),
    defineRoute({
      id: 'previewTheme',
      method: 'post',
      path: '/themes/preview',
      tag: 'feed',
      summary: 'What a theme would find in the last 30 days',
      description: 'Reads the newest 2,000 texts of them at most, and says how many it read. Nothing is stored.',
      scope: 'read',
      body: wire.ThemeTrial,
      status: 200,
      response: wire.ThemePreview,
      errors: ['not-found'],
      handle: ({ body: { brand, ...theme } }) => themes.preview(brand, theme),
    }),
    defineRoute({
      id: 'listRisingPhrases',
      method: 'get',
      path: '/themes/rising',
      tag: 'feed',
      summary: 'Phrases that rise and that no theme names yet',
      description:
        'The last 7 days against the 8 weeks before. Reads some thousand texts at most, the newest of each week, once an hour.',
      scope: 'read',
      query: OfBrand,
      status: 200,
      response: wire.RisingPhrases,
      errors: ['not-found'],
      handle: ({ query }) => rising.list(query.brand),
    }),
    defineRoute({
      id: 'dismissRisingPhrase',
      method: 'post',
      path: '/themes/rising/dismissals',
      tag: 'feed',
      summary: 'Propose a phrase no more, or again',
      scope: 'write',
      body: wire.RisingDismissal,
      status: 204,
      errors: ['not-found'],
      async handle({ body: { brand, id, dismissed } }) {
        await rising.dismiss(brand, id, dismissed);
        return undefined;
      },
    }),
    defineRoute({
      id: 'changeTheme',
      method: 'patch',
      path: '/themes/{id}',
      tag: 'feed',
      summary: 'Change a theme that was made here',
      scope: 'write',
      params: OneTheme,
      body: wire.ThemeChange,
      status: 200,
      response: wire.Theme,
      errors: ['not-found', 'conflict'],
      handle: ({ params, body: { brand, ...change } }) => themes.change(brand, params.id, change),
    }),
    defineRoute({
      id: 'removeTheme',
      method: 'delete',
      path: '/themes/{id}',
      tag: 'feed',
      summary: 'Remove a theme that was made here',
      scope: 'write',
      params: OneTheme,
      query: OfBrand,
      status: 204,
      errors: ['not-found', 'conflict'],
      async handle({ params, query }) {
        await themes.remove(query.brand, params.id);
        return undefined;
      },
    }),
  ];
}
