import { expect } from '@jest/globals';
import type { Page, PageRequest } from '../../src/collect/page.ts';
import type { AnyScraper, ParseResult, RawReview } from '../../src/collect/scraper.ts';
import type { Run } from '../../src/domain/run.ts';
import { Blocked, LayoutChanged } from '../../src/errors.ts';
import { lostFields } from '../../src/jobs/fewer.ts';
import { NO_BRAND } from '../../src/jobs/visiting.ts';
import { toDrafts } from '../../src/understand/draft.ts';
import type { Secret } from '../../src/understand/privacy.ts';
import { measured } from '../cpu.ts';
import type { Sample } from './material.ts';
import { mutations } from './mutate.ts';

/* What every scraper must keep. `contract.test.ts` runs it on each one of `scrapers/index.ts`. */

/** May the scraper touch this address? `*.wb.ru` covers sub-domains; `of-target` means the host of its example or target. */
export function isWithinHosts(scraper: AnyScraper, address: string, target: string): boolean {
  const { hostname } = new URL(address);
  if (scraper.hosts === 'of-target') return hostname === new URL(target).hostname;
  return scraper.hosts.some((host) => (host.startsWith('*.') ? hostname.endsWith(host.slice(1)) : hostname === host));
}

/** Parses and gives either the result or the name of the expected failure; anything else thrown is a crash and fails the test. */
export function tryParse(
  scraper: AnyScraper,
  page: Page,
  options: Record<string, unknown>,
): ParseResult | 'Blocked' | 'LayoutChanged' {
  try {
    return scraper.parse(page, options);
  } catch (error) {
    if (error instanceof Blocked) return 'Blocked';
    if (error instanceof LayoutChanged) return 'LayoutChanged';
    throw error;
  }
}

/** Parses a sample as its manifest says, twice with the same result, and asks only for addresses within `hosts`. */
export function checkSample(scraper: AnyScraper, sample: Sample): void {
  const result = tryParse(scraper, sample.page, sample.options);
  expect(tryParse(scraper, sample.page, sample.options)).toEqual(result);
  if (typeof result === 'string') {
    const wanted: string[] = sample.expect === 'error' ? ['Blocked', 'LayoutChanged'] : [sample.expect ?? 'reviews'];
    expect(wanted).toContain(result);
    return;
  }
  const wantsReviews = sample.expect === undefined;
  expect({ ...sample, got: wantsReviews ? 'reviews' : sample.expect }).toMatchObject({
    got: wantsReviews ? 'reviews' : result.reviews.length > 0 ? 'reviews' : result.next ? 'step' : 'empty',
  });
  expect(result.reviews.map((review) => review.externalId ?? null)).toHaveLength(sample.expected.length);
  sample.expected.forEach((wanted, index) => {
    const got = wanted.externalId
      ? result.reviews.find((review) => review.externalId === wanted.externalId)
      : result.reviews[index];
    expect(comparable(got, wanted)).toEqual(comparable(wanted, wanted));
  });
  if (sample.next !== undefined) expect(result.next?.url).toBe(sample.next);
  for (const review of result.reviews) checkReview(scraper, review);
  for (const request of [result.next, ...(result.follow ?? [])])
    if (request) checkRequest(scraper, request, sample.page.url);
}

const TEXTS = new Set(['title', 'text', 'pros', 'cons', 'replyText', 'author']);

/** Only the keys of the expected review; whitespace does not count, long texts are compared by their beginning. */
function comparable(review: Partial<RawReview> | undefined, wanted: Partial<RawReview>): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  for (const [field, want] of Object.entries(wanted)) {
    const value = review?.[field as keyof RawReview] ?? null;
    if (TEXTS.has(field) && typeof value === 'string') {
      const bare = value.replaceAll(/\s+/g, '');
      out[field] =
        typeof want === 'string' && want.length >= 78 ? bare.slice(0, want.replaceAll(/\s+/g, '').length) : bare;
    } else if (field === 'publishedAt' && typeof value === 'string' && typeof want === 'string') {
      out[field] = want.length > 10 && value.length > 10 ? Math.floor(Date.parse(value) / 1000) : value.slice(0, 10);
    } else out[field] = value;
  }
  return out;
}

function checkReview(scraper: AnyScraper, review: RawReview): void {
  for (const field of scraper.required) expect([field, review[field] ?? null]).not.toEqual([field, null]);
  if (review.rating !== null) expect(review.ratingScale).toBeGreaterThanOrEqual(review.rating);
  if (review.publishedAt !== null)
    expect(review.publishedAt).toMatch(/^\d{4}-\d{2}(?:-\d{2}(?:T[\d:.]+(?:Z|[+-]\d{2}:\d{2}))?)?$/);
  for (const value of Object.values(review)) if (typeof value === 'string') expect(value.isWellFormed()).toBe(true);
}

function checkRequest(scraper: AnyScraper, request: PageRequest, target: string): void {
  expect({ url: request.url, within: isWithinHosts(scraper, request.url, target) }).toEqual({
    url: request.url,
    within: true,
  });
  expect(JSON.parse(JSON.stringify(request))).toEqual(request);
}

/** Runs a hostile page: it must end as `LayoutChanged` or `Blocked` within a second of processor time. */
export function refuses(scraper: AnyScraper, page: Page, options: Record<string, unknown>): void {
  const { value: result, ms } = measured(() => tryParse(scraper, page, options));
  expect(typeof result === 'string' ? 'refused' : `${result.reviews.length} reviews`).toBe('refused');
  expect(ms).toBeLessThan(1000);
}

/**
 * Names of the mutations after which reviews or required fields were silently fewer, or an optional field was gone from all cards
 * without an alarm of the run. Told is what a skipped row or the health of the source says; the rest of a list that is cut off is
 * the business of the visit that misses it (`cutList`).
 */
export function silentLosses(scraper: AnyScraper, sample: Sample, limit: number): string[] {
  const before = scraper.parse(sample.page, sample.options);
  const losses: string[] = [];
  for (const mutation of mutations(sample.page.body, limit)) {
    const after = tryParse(scraper, { ...sample.page, body: mutation.body }, sample.options);
    if (typeof after === 'string') continue;
    const newlySkipped = Math.max(0, (after.skipped?.length ?? 0) - (before.skipped?.length ?? 0));
    const lost = before.reviews.filter((old, index) => counterpart(old, index, after.reviews) === undefined).length;
    if (lost > newlySkipped) losses.push(`${mutation.name}: ${lost} reviews lost, ${newlySkipped} skipped`);
    const changed = before.reviews.flatMap((old, index) => {
      const now = counterpart(old, index, after.reviews);
      return now ? scraper.required.filter((field) => !isKept(field, old, now)) : [];
    });
    if (changed.length > 0)
      losses.push(`${mutation.name}: ${[...new Set(changed)].join(', ')} changed in ${changed.length} places`);
    const untold = newlySkipped === 0 && lost === 0 ? untoldLosses(before, after) : [];
    if (untold.length > 0) losses.push(`${mutation.name}: ${untold.join(', ')} gone from every card without an alarm`);
  }
  return losses;
}

/** The same review: by its id, else by its place or its words (an id may be lost, the review not). */
function counterpart(old: RawReview, index: number, reviews: readonly RawReview[]): RawReview | undefined {
  if (old.externalId === null) return reviews[index];
  const said = (review: RawReview): string => JSON.stringify([review.title, review.text, review.pros, review.cons]);
  const same = reviews.find((review) => review.externalId === old.externalId);
  return same ?? reviews.find((review) => said(review) === said(old) && review.rating === old.rating);
}

/** A day that was an instant before is less exact, not another one. */
function isKept(field: keyof RawReview, old: RawReview, now: RawReview): boolean {
  if (field === 'publishedAt' && old.publishedAt && now.publishedAt?.length === 10)
    return [old.publishedAt.slice(0, 10), old.publishedOn].includes(now.publishedAt);
  return JSON.stringify(old[field]) === JSON.stringify(now[field]);
}

/** Fields that some card had and none has now, of which a visit to the same reviews would say nothing. */
function untoldLosses(before: ParseResult, after: ParseResult): string[] {
  const was = fillOf(before);
  const is = fillOf(after);
  const gone = Object.keys(was).filter((field) => was[field]! > 0 && !is[field]);
  if (gone.length === 0 && (before.total === undefined || after.total !== undefined)) return [];
  const run = { cards: before.reviews.length, fill: was, siteTotal: before.total ?? null } as Run;
  const summary = { cards: after.reviews.length, fill: is, siteTotal: after.total ?? null };
  return lostFields({ summary, sameReviews: true, before: [run] }) === undefined ? [...gone, 'total'] : [];
}

function fillOf({ reviews }: ParseResult): Record<string, number> {
  const context = { scraper: { name: 'x', idScope: 'site' }, pageId: 'x', page: PAGE, brand: NO_BRAND } as const;
  return toDrafts({ reviews }, { ...context, secret: 'secret' as Secret, keepNames: false }).fill;
}

const PAGE = { url: 'https://example.org/', fetchedAt: '2026-11-20T12:00:00Z' };
