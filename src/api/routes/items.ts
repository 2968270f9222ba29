import { z } from 'zod';
import { Item } from '../../domain/item.ts';
import { THEMES, type ThemeSign } from '../../domain/theme.ts';
import { BadInput, NotFound } from '../../errors.ts';
import type { Store } from '../../store/store.ts';
import { defineRoute, type Route } from '../define-route.ts';
import type { ApiDeps } from '../settings.ts';
import * as wire from '../wire.ts';

/** Places of one opinion that are listed beside it. */
const MOST_PLACES = 20;
const MOST_OF_FAMILY = 100;

const ItemParams = z.object({ key: z.string().min(1).max(200).describe('Key or id of the item') });

/** The feed: what people said, one of it, what it said before, and a person's word on it. */
export function itemRoutes({ store, clock }: ApiDeps): readonly Route[] {
  const now = () => new Date(clock.now()).toISOString();

  const one = async (keyOrId: string) => {
    const item = await store.item(keyOrId);
    if (item === null) throw new NotFound('There is no such item.');
    return item;
  };

  return [
    defineRoute({
      id: 'listItems',
      method: 'get',
      path: '/items',
      tag: 'feed',
      summary: 'What people said, page by page',
      description:
        'Lists mean "any of"; different filters are joined by "and". Give `nextCursor` back as `cursor` for the next page: while items arrive, each is met once.',
      scope: 'read',
      query: wire.ItemsQuery,
      status: 200,
      response: wire.Items,
      async handle({ query }) {
        const { sort, limit, cursor, include_total, ...filter } = query;
        const page = await store.items(filter, { sort, limit, cursor });
        const total = include_total === true ? { total: await store.count(filter) } : {};
        return { data: await listed(store, page.items), nextCursor: page.nextCursor, ...total };
      },
    }),
    defineRoute({
      id: 'getItem',
      method: 'get',
      path: '/items/{key}',
      tag: 'feed',
      summary: 'One item',
      scope: 'read',
      params: ItemParams,
      status: 200,
      response: wire.ListedItem,
      errors: ['not-found'],
      async handle({ params }) {
        const item = await one(params.key);
        return (await listed(store, [item]))[0] ?? item;
      },
    }),
    defineRoute({
      id: 'listItemFamily',
      method: 'get',
      path: '/items/{key}/family',
      tag: 'feed',
      summary: 'Other items with the same or nearly the same text',
      description:
        '`duplicate` of each says where it stands: a `copy` is the same opinion and is counted once with its original, a `near-copy` is of the same family of texts and counts. At most a hundred, in the order of days.',
      scope: 'read',
      params: ItemParams,
      status: 200,
      response: wire.Family,
      errors: ['not-found'],
      async handle({ params }) {
        const { key } = await one(params.key);
        const found = await store.itemsByKey(await store.familyKeys(key, MOST_OF_FAMILY));
        const day = ({ publishedOn, publishedAt }: Item): string => publishedOn ?? publishedAt ?? '9999';
        return { data: found.toSorted((a, b) => (day(a) < day(b) ? -1 : day(a) > day(b) ? 1 : 0)) };
      },
    }),
    defineRoute({
      id: 'listItemVersions',
      method: 'get',
      path: '/items/{key}/versions',
      tag: 'feed',
      summary: 'What an edited item said before',
      scope: 'read',
      params: ItemParams,
      status: 200,
      response: wire.Versions,
      errors: ['not-found'],
      async handle({ params }) {
        const { key } = await one(params.key);
        return { data: [...(await store.versions(key))] };
      },
    }),
    defineRoute({
      id: 'changeItem',
      method: 'patch',
      path: '/items/{key}',
      tag: 'feed',
      summary: "A person's word: sentiment, language, kind, themes, tags",
      description: 'A correction always wins over the models; `null` takes it back. Fields left out stay.',
      scope: 'write',
      params: ItemParams,
      body: wire.ItemChange,
      status: 200,
      response: Item,
      errors: ['not-found', 'conflict'],
      async handle({ params, body, caller }) {
        const { tags, ...said } = body;
        const words = Object.values(said).filter((word) => word !== undefined);
        if (words.length === 0 && tags === undefined) {
          throw new BadInput('body', 'Give at least one of sentiment, language, kind, themes, tags.');
        }
        const add = (tags?.add ?? []).map(tidyTag);
        let item = await one(params.key);
        const by = caller.name;
        if (said.themes) await checkThemes(store, item.brand, said.themes);
        if (words.length > 0) item = await store.correct({ key: item.key, ...said, by, now: now() });
        if (tags !== undefined) {
          item = await store.setTags({ key: item.key, add, remove: tags.remove, by, now: now() });
        }
        return item;
      },
    }),
  ];
}

/** Items with the other places of each. */
async function listed(store: Store, items: readonly Item[]): Promise<wire.ListedItem[]> {
  const keys = items.filter(({ copies, copyOf }) => copies > 0 || copyOf !== null).map(({ key }) => key);
  if (keys.length === 0) return [...items];
  const places = await store.copyPlaces(keys, MOST_PLACES);
  return items.map((item) => {
    const alsoOn = places.get(item.key);
    return alsoOn === undefined ? item : { ...item, alsoOn: [...alsoOn] };
  });
}

/** Throws `BadInput` for a theme that is neither built in nor one of the brand's own. */
async function checkThemes(store: Store, brandId: string, said: readonly ThemeSign[]): Promise<void> {
  const own = (await store.brand(brandId))?.themes.map(({ id }) => id) ?? [];
  const known: ReadonlySet<string> = new Set([...THEMES, ...own]);
  const unknown = said.find(({ theme }) => !known.has(theme));
  if (unknown !== undefined) throw new BadInput('themes', `There is no theme ${JSON.stringify(unknown.theme)}.`);
}

/** A tag is one visible line: no control characters, no direction marks that turn the page's text around. */
function tidyTag(tag: string): string {
  const tidy = tag.normalize('NFC').trim();
  if (tidy === '' || /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u.test(tidy)) {
    throw new BadInput('tags.add', 'A tag is one line of visible characters.');
  }
  return tidy;
}
