import type { AnyScraper } from '../collect/scraper.ts';
import { buildDigest, LIST_LENGTH } from '../digest/build.ts';
import type { DigestContent, DigestLine } from '../digest/content.ts';
import { RISEN_LENGTH, RISEN_TEXTS } from '../digest/risen.ts';
import type { Brand } from '../domain/brand.ts';
import type { Subscription } from '../domain/digest.ts';
import type { DigestFigures } from '../domain/figures.ts';
import type { ItemFilter } from '../domain/filter.ts';
import type { Item } from '../domain/item.ts';
import type { Run } from '../domain/run.ts';
import type { Target } from '../domain/target.ts';
import type { Store } from '../store/store.ts';
import { localTime, zoneOf } from './digest-hours.ts';
import { filterOf } from './figure-texts.ts';
import type { Figures } from './figures.ts';

export interface ComposeDeps {
  readonly store: Store;
  readonly figures: Pick<Figures, 'digestFigures'>;
  readonly scrapers: readonly AnyScraper[];
  /** Address of the page as others reach it; null when they cannot. */
  readonly pageUrl: string | null;
}

const DAY_MS = 86_400_000;
/** What was left undecided longer is no news: it is told by its number. */
const OPEN_DAYS = 30;
/** Fits one phone screen before the figures (peers.md 4.3). */
const RED_LENGTH = 3;
/** Far enough back to see when a source fell ill. */
const RUNS = 50;

/** Reads what a mail needs. `since`: instant after which a text is new; `subscription` null: a preview. */
export async function composeDigest(
  options: {
    readonly brand: Brand;
    readonly since: string;
    readonly nowMs: number;
    readonly subscription: Subscription | null;
  },
  deps: ComposeDeps,
): Promise<DigestContent> {
  const { brand, since, nowMs, subscription } = options;
  const { store, figures, scrapers, pageUrl } = deps;
  const zone = subscription === null ? zoneOf(brand) : zoneOf(subscription);
  const wanted = subscription?.timeZone ?? brand.timeZone;
  const counted = await figures.digestFigures({ brand: brand.id, since, until: new Date(nowMs).toISOString() });
  const from = localTime(zoneOf(brand), nowMs - OPEN_DAYS * DAY_MS).date;
  const undecided: ItemFilter = { brand: brand.id, done: false, published_from: from };
  const red: ItemFilter = { brand: brand.id, sentiment: ['negative'], open: true, published_from: from };
  const open: ItemFilter = { brand: brand.id, open: true };
  const [fresh, blaming, redItems, redTotal, answer, work, openAll, openNow, sources] = await Promise.all([
    freshItems(filterOf(counted.new.texts), store),
    blamingItems(counted.risen, store),
    store.items(red, { sort: '-published', limit: RED_LENGTH }),
    store.count(red),
    store.count({ ...undecided, answer: ['undecided'] }),
    store.count({ ...undecided, work: ['undecided'] }),
    store.count(open),
    store.count({ ...open, published_from: from }),
    sourcesOf(brand.id, store),
  ]);
  return buildDigest({
    brand,
    figures: counted,
    fresh,
    blaming,
    red: { items: redItems.items, total: redTotal },
    openFrom: from,
    decide: { answer, work, older: Math.max(0, openAll - openNow), days: OPEN_DAYS },
    sources,
    placeOf: (item) => placeOf(item, scrapers, sources),
    localDate: localTime(zone, nowMs).date,
    timeZone: zone,
    unknownZone: zone === wanted ? null : wanted,
    pageUrl,
    subscription,
  });
}

/** Of each kind the newest, as many as the list could hold: a hundred thousand new texts are not read for a list of twenty. */
async function freshItems(texts: ItemFilter, store: Store): Promise<Item[]> {
  const kinds: ItemFilter[] = [
    { sentiment: ['negative'] },
    { sentiment: ['mixed'] },
    { sentiment: ['positive'] },
    { sentiment: ['neutral'] },
    { unsure: true },
    { pending: true, has_text: true },
    {},
  ];
  const pages = await Promise.all(
    kinds.map((kind) => store.items({ ...texts, ...kind }, { sort: '-published', limit: LIST_LENGTH })),
  );
  const byKey = new Map(pages.flatMap(({ items }) => items).map((item) => [item.key, item]));
  return [...byKey.values()];
}

/** The newest texts that blame each of the themes that are told with a quote. */
async function blamingItems(
  risen: DigestFigures['risen'],
  store: Store,
): Promise<ReadonlyMap<string, readonly Item[]>> {
  const told = risen.slice(0, RISEN_LENGTH).map(async ({ theme, texts }) => {
    const { items } = await store.items(filterOf(texts), { sort: '-published', limit: RISEN_TEXTS });
    return [theme, items] as const;
  });
  return new Map(await Promise.all(told));
}

/** Sources of any host are known by their host. */
function placeOf(
  { scraper: name, url: own, targetId }: Item,
  scrapers: readonly AnyScraper[],
  sources: Awaited<ReturnType<typeof sourcesOf>>,
): Pick<DigestLine, 'source' | 'scraper' | 'url'> {
  const url = own ?? sources.find(({ target }) => target.id === targetId)?.target.url ?? null;
  const scraper = scrapers.find((one) => one.name === name);
  const host = scraper?.hosts === 'of-target' && url !== null ? URL.parse(url)?.hostname : undefined;
  return { source: host ?? scraper?.title ?? name, scraper: host === undefined ? name : null, url };
}

async function sourcesOf(
  brand: string,
  store: Store,
): Promise<readonly { readonly target: Target; readonly since: string | null }[]> {
  const targets = await store.targets({ brand });
  return Promise.all(
    targets.map(async (target) => {
      const ill = !target.paused && target.health !== 'ok' && target.health !== 'new';
      return { target, since: ill ? illSince(target, await store.runs({ targetId: target.id, limit: RUNS })) : null };
    }),
  );
}

/** Start of the first of the visits in a row (newest first) that went like the last one; for a silent source the last one that brought something. */
function illSince(target: Target, runs: readonly Run[]): string | null {
  const ended = runs.filter(({ endedAt }) => endedAt !== null);
  if (target.health === 'quiet') return ended.find((run) => run.new > 0)?.startedAt ?? null;
  const well = ended.findIndex((run) => run.error === null && (run.outcome === 'ok' || run.outcome === 'empty'));
  const row = well < 0 ? ended : ended.slice(0, well);
  return row.at(-1)?.startedAt ?? target.lastRunAt;
}
