import type { Brand } from '../domain/brand.ts';
import type { Item } from '../domain/item.ts';
import type { Taught } from '../domain/layer.ts';
import type { Store } from '../store/store.ts';
import { type Models, weighText } from '../understand/index.ts';
import { layerFeatures } from '../understand/layer/features.ts';
import { type Lesson, sideOf } from '../understand/layer/lessons.ts';

export interface Lessons {
  readonly list: readonly Lesson[];
  readonly taught: Taught;
}

type Deps = Pick<Store, 'brands' | 'audits' | 'correctedKeys' | 'itemsByKey' | 'items'>;

/** Texts looked at beside the corrected ones, the newest of all brands together: some seconds of one core. */
const TEXTS = 20_000;
/** More corrections of one brand than people make. */
const CORRECTIONS = 20_000;
const PAGE = 200;

/**
 * All that a layer can be learned from: what people corrected, and the newest opinions, with stars or without. Texts that were drawn for
 * an audit are left out, answered or not, and all that is like them too. Stops at the signal.
 */
export async function gatherLessons(store: Deps, models: Models, signal?: AbortSignal): Promise<Lessons> {
  const list: Lesson[] = [];
  let audited = 0;
  const brands = await store.brands();
  for (const brand of brands) {
    const drawn = new Set<string>();
    const audits = await store.audits({ brand: brand.id });
    await eachByKey(
      store,
      audits.map(({ key }) => key),
      ({ duplicate }) => drawn.add(duplicate.family),
    );
    const taken = new Set<string>();
    const take = (item: Item): void => {
      const { cluster, family } = item.duplicate;
      if (item.isOwn || taken.has(cluster)) return;
      taken.add(cluster);
      if (drawn.has(family)) {
        audited += 1;
        return;
      }
      const lesson = lessonOf(item, { group: family, brand, models });
      if (lesson !== null) list.push(lesson);
    };
    // Corrected ones first: of a text and its copies the word of a person counts.
    await eachByKey(store, await store.correctedKeys(brand.id, CORRECTIONS), take, signal);
    await eachNewest(store, { brand: brand.id, most: Math.ceil(TEXTS / brands.length), signal }, take);
  }
  const count = (is: (lesson: Lesson) => boolean): number => list.filter(is).length;
  const taught: Taught = {
    corrected: count(({ said }) => said.sentiment !== null),
    kinds: count(({ said }) => said.kind !== null),
    starred: count(({ said, side }) => said.sentiment === null && side !== null),
    others: count(({ said, side }) => said.sentiment === null && said.kind === null && side === null),
    audited,
  };
  return { list, taught };
}

async function eachByKey(
  store: Deps,
  keys: readonly string[],
  take: (item: Item) => void,
  signal?: AbortSignal,
): Promise<void> {
  for (let from = 0; from < keys.length && !signal?.aborted; from += PAGE)
    for (const item of await store.itemsByKey(keys.slice(from, from + PAGE))) take(item);
}

async function eachNewest(
  store: Deps,
  { brand, most, signal }: { readonly brand: string; readonly most: number; readonly signal: AbortSignal | undefined },
  take: (item: Item) => void,
): Promise<void> {
  const filter = { brand, has_text: true, opinion: true, pending: false };
  let cursor: string | undefined;
  let read = 0;
  do {
    const page = await store.items(filter, { sort: '-published', limit: PAGE, ...(cursor ? { cursor } : {}) });
    for (const item of page.items) take(item);
    read += page.items.length;
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined && read < most && !signal?.aborted);
}

interface About {
  readonly group: string;
  readonly brand: Brand;
  readonly models: Models;
}

/** Null for texts whose mood is not read. */
function lessonOf(item: Item, { group, brand, models }: About): Lesson | null {
  const { title, text, pros, cons, declaredLanguage, correction, stars } = item;
  const correctedLanguage = correction?.language ?? null;
  const read = weighText({ title, text, pros, cons, declaredLanguage, correctedLanguage, brand }, models);
  if (read.mood === null || read.language === null) return null;
  return {
    group,
    language: read.language,
    features: layerFeatures(read.mood.words),
    z: read.mood.z,
    mixed: read.mood.mixed,
    sorts: read.sorts,
    said: { sentiment: correction?.sentiment ?? null, kind: correction?.kind ?? null },
    side: sideOf(stars),
  };
}
