import type { FigureTexts } from '../../domain/comparison.ts';
import type { DigestContent, DigestLine } from '../content.ts';

/** Only what a browser opens as a page; a `javascript:` address of a scraped page is no link. */
export function webAddress(url: string | null): string | null {
  const parsed = url === null ? null : URL.parse(url);
  return parsed !== null && (parsed.protocol === 'https:' || parsed.protocol === 'http:') ? parsed.href : null;
}

/** A page of Molva with its query; null when others cannot reach it. The address may lie below a folder of its host. */
export function pageLink(
  content: Pick<DigestContent, 'pageUrl' | 'brand'>,
  path: string,
  query: FigureTexts,
): string | null {
  if (content.pageUrl === null) return null;
  const base = new URL(content.pageUrl);
  base.pathname = `${base.pathname.replace(/\/$/, '')}/${path}`;
  const params = new URLSearchParams({ brand: content.brand.id });
  for (const [name, value] of Object.entries(query)) {
    params.delete(name);
    for (const one of [value].flat()) params.append(name, one);
  }
  base.search = params.toString();
  base.hash = '';
  return base.href;
}

/** Where a text opens: on the page when it can be reached, else where it was published. */
export function itemLink(content: DigestContent, line: DigestLine): string | null {
  return pageLink(content, '', { item: line.key }) ?? webAddress(line.url);
}

/** Subscriptions of the page: the hour is changed and the mail is stopped there. */
export const subscriptionsLink = (content: Pick<DigestContent, 'pageUrl' | 'brand'>): string | null =>
  pageLink(content, 'digest', {});
