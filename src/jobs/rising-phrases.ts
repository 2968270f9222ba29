import { createHash } from 'node:crypto';
import { shiftDay } from '../collect/zone.ts';
import type { Compute } from '../compute/compute.ts';
import type { Clock } from '../domain/ambient.ts';
import type { Brand } from '../domain/brand.ts';
import type { Item } from '../domain/item.ts';
import type { RisingPhrases } from '../domain/theme.ts';
import { NotFound } from '../errors.ts';
import type { Store } from '../store/store.ts';
import type { DatedText } from '../understand/themes/rising.ts';
import { brandDays } from './figure-days.ts';

/** Phrases that are proposed as new themes. */
export interface Rising {
  /** At most an hour old; themes made and phrases dismissed since then are left out at once. Throws `NotFound`. */
  list(brand: string): Promise<RisingPhrases>;
  /** Propose it no more, or again. Throws `NotFound`. */
  dismiss(brand: string, id: string, dismissed: boolean): Promise<void>;
}

export interface RisingDeps {
  readonly store: Pick<Store, 'brand' | 'items' | 'setting' | 'saveSetting'>;
  readonly compute: Pick<Compute, 'rising'>;
  readonly clock: Clock;
}

/** A week against the eight before it: each has every weekday once. */
const DAYS = 7;
const WINDOWS = 8;
/** Texts read: of the last days, and of each week before. Together under the 5,000 that are looked through. */
const MOST_NOW = 1600;
const MOST_BEFORE = 400;
const PAGE = 200;
const SHOWN = 12;
/** Found beside those that are shown: they take the places of dismissed ones. */
const FOUND = 40;
const HOUR_MS = 3_600_000;

interface Kept {
  readonly of: string;
  readonly atMs: number;
  readonly found: Promise<RisingPhrases>;
}

export function createRising({ store, compute, clock }: RisingDeps): Rising {
  const kept = new Map<string, Kept>();

  const known = async (id: string): Promise<Brand> => {
    const brand = await store.brand(id);
    if (brand === null) throw new NotFound(`There is no brand ${JSON.stringify(id)}.`);
    return brand;
  };

  async function look(brand: Brand): Promise<RisingPhrases> {
    const until = brandDays(brand.timeZone).dayOf(clock.now());
    const asOf = new Date(clock.now()).toISOString();
    const texts: DatedText[] = [];
    let isAll = true;
    for (let window = 0; window <= WINDOWS; window++) {
      const to = shiftDay(until, -DAYS * window);
      const days = { from: shiftDay(to, 1 - DAYS), to };
      const read = await newest(store, { brand: brand.id, ...days, most: window === 0 ? MOST_NOW : MOST_BEFORE });
      texts.push(...read.texts);
      isAll &&= read.isAll;
    }
    const names = [brand.name, ...brand.spellings, ...brand.products.map(({ name }) => name)];
    const input = { texts, until, days: DAYS, windows: WINDOWS, known: names, own: brand.themes, limit: FOUND };
    const data = (await compute.rising(input)).map(
      ({ key, language, phrase, now, before, ofNow, ofBefore, quotes }) => ({
        id: `${language} ${key}`,
        ...{ phrase, language, now, ofNow, before, ofBefore, quotes: [...quotes] },
      }),
    );
    return { data, days: DAYS, pastDays: DAYS * WINDOWS, until, read: texts.length, isAll, asOf };
  }

  /** Also while it is being found: those who ask meanwhile wait for the same answer. */
  function found(brand: Brand): Promise<RisingPhrases> {
    const of = JSON.stringify([brand.name, brand.spellings, brand.products, brand.themes]);
    const there = kept.get(brand.id);
    if (there !== undefined && there.of === of && clock.now() - there.atMs < HOUR_MS) return there.found;
    const made = { of, atMs: clock.now(), found: look(brand) };
    kept.set(brand.id, made);
    made.found.catch(() => kept.get(brand.id) === made && kept.delete(brand.id));
    return made.found;
  }

  return {
    async list(id) {
      const answer = await found(await known(id));
      const data: RisingPhrases['data'] = [];
      for (const one of answer.data) {
        if (data.length === SHOWN) break;
        if (!(await store.setting(nameOf(id, one.id)))) data.push(one);
      }
      return { ...answer, data };
    },
    async dismiss(id, phrase, dismissed) {
      await known(id);
      // A setting of its own for each: two people dismiss at once without losing one. The name tells nobody's words.
      await store.saveSetting(nameOf(id, phrase), dismissed ? new Date(clock.now()).toISOString() : '');
    },
  };
}

const nameOf = (brand: string, id: string): string =>
  `rising.dismissed.${brand}.${createHash('sha256').update(id).digest('hex').slice(0, 32)}`;

/** The newest opinions of some days, not more than `most`. */
async function newest(
  store: RisingDeps['store'],
  {
    brand,
    from,
    to,
    most,
  }: { readonly brand: string; readonly from: string; readonly to: string; readonly most: number },
): Promise<{ readonly texts: readonly DatedText[]; readonly isAll: boolean }> {
  const filter = { brand, has_text: true, opinion: true, published_from: from, published_to: to };
  const texts: DatedText[] = [];
  let cursor: string | undefined;
  do {
    const page = await store.items(filter, { sort: '-published', limit: PAGE, ...(cursor ? { cursor } : {}) });
    for (const item of page.items) texts.push(textOf(item, to));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined && texts.length < most);
  return { texts, isAll: cursor === undefined };
}

function textOf({ title, text, pros, cons, publishedOn, correction, understanding }: Item, day: string): DatedText {
  const parts = [title, text, pros, cons].filter((part) => part !== null && part !== '');
  const language = correction?.language ?? understanding?.language ?? null;
  // What the site dates by its month only is somewhere in these days.
  return { text: parts.join('\n'), language, day: publishedOn?.length === 10 ? publishedOn : day };
}
