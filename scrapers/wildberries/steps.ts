import type { Page, PageRequest } from '../../src/collect/extract.ts';
import { parseJson } from '../../src/collect/extract.ts';
import type { ParseResult } from '../../src/collect/scraper.ts';
import { LayoutChanged } from '../../src/errors.ts';
import { BasketCard, Card, Hosts } from './schema.ts';

/** What the later steps need: the group's number, its name, and how many reviews the card promised. */
export interface Group {
  readonly imt: string;
  readonly name?: string;
  /** Decimal number as text: `PageRequest.state` holds strings. */
  readonly expected?: string;
}

/** Asks which server holds the group's reviews. A wrong server answers "no reviews", so it must be asked. */
export function resolverRequest(group: Group): PageRequest {
  return {
    url: `https://feedback-bt.wildberries.ru/feedback/api/v2/host?imt=${group.imt}`,
    headers: { accept: 'application/json' },
    state: { ...group },
  };
}

/** Card or resolver answer: no reviews, but where to go on. Undefined when the page is neither. Throws `LayoutChanged`. */
export function readStep(page: Page): ParseResult | undefined {
  const json = parseJson(page.body);
  const hosts = Hosts.safeParse(json);
  if (hosts.success) return { reviews: [], next: feedbacksRequest(hosts.data, page) };
  const card = Card.safeParse(json);
  if (card.success) {
    const product = card.data.products[0]!;
    return { reviews: [], next: resolverRequest(groupOf(product.root, product.name, product.feedbacks)) };
  }
  const basket = BasketCard.safeParse(json);
  if (basket.success) return { reviews: [], next: resolverRequest(groupOf(basket.data.imt_id, basket.data.imt_name)) };
  return undefined;
}

function groupOf(imt: number, name?: string | null, expected?: number | null): Group {
  return { imt: String(imt), ...(name ? { name } : {}), ...(expected ? { expected: String(expected) } : {}) };
}

/** The reviews on the first of Wildberries' own hosts; the others wait in `state.hosts` in case it says "none". */
export function feedbacksRequest(addresses: readonly string[], page: Page): PageRequest {
  const state = page.request?.state ?? {};
  const imt = state['imt'] ?? URL.parse(page.url)?.searchParams.get('imt') ?? '';
  const hosts = addresses.map(ownHost).filter((host) => host !== undefined);
  if (hosts.length === 0 || !/^\d{1,15}$/.test(imt)) {
    throw new LayoutChanged('The resolver names no host of Wildberries', { details: { url: page.url } });
  }
  return {
    url: `https://${hosts[0]}/feedbacks/v2/${imt}`,
    headers: { accept: 'application/json' },
    state: { ...state, imt, hosts: hosts.slice(1).join(',') },
  };
}

function ownHost(address: string): string | undefined {
  const url = URL.parse(address.includes('://') ? address : `https://${address}`);
  if (url === null || url.port !== '' || !/^(?:https|http):$/.test(url.protocol)) return undefined;
  return /^[a-z0-9.-]+\.(?:wb|wildberries)\.ru$/.test(url.hostname) ? url.hostname : undefined;
}
