import { describe, expect, test } from '@jest/globals';
import { coverageOf } from '../../src/compare/coverage.ts';
import { Freshness } from '../../src/compare/fresh.ts';
import { newnessOf } from '../../src/compare/newness.ts';
import type { Run } from '../../src/domain/run.ts';
import type { Target } from '../../src/domain/target.ts';
import { row } from './rows.ts';

const HOUR = 3_600_000;
const END = Date.parse('2026-05-15T06:00:00Z');

function target(id: string, over: Partial<Target> = {}): Target {
  return {
    id,
    brand: 'acme',
    scraper: 'otzovik',
    options: {},
    url: `https://otzovik.com/${id}`,
    title: `Otzovik ${id}`,
    schedule: '0 */6 * * *',
    timeZone: 'UTC',
    paused: false,
    origin: 'page',
    createdAt: '2026-01-01T00:00:00.000Z',
    nextRunAt: null,
    cursor: null,
    backfilledAt: '2026-01-01T01:00:00.000Z',
    lastRunAt: null,
    lastOutcome: null,
    failures: 0,
    health: 'ok',
    healthNote: null,
    ...over,
  };
}

/** Visits `hoursAgo` before the end of the window. */
function runs(...visits: readonly (readonly [hoursAgo: number, outcome: Run['outcome']])[]): Run[] {
  return visits.map(([hoursAgo, outcome], at) => ({
    id: String(at),
    targetId: 't',
    startedAt: new Date(END - hoursAgo * HOUR).toISOString(),
    endedAt: new Date(END - hoursAgo * HOUR + 60_000).toISOString(),
    outcome,
    by: 'network',
    pages: 1,
    cards: 1,
    new: 0,
    changed: 0,
    vanished: 0,
    skipped: {},
    siteTotal: null,
    fill: {},
    parserVersion: 1,
    complete: false,
    error: null,
  }));
}

const every6h = [2, 8, 14, 20, 26].map((hour) => [hour, 'ok'] as const);

function covers(of: Target, visits: readonly Run[], endMs = END) {
  return coverageOf({ targets: [of], runs: new Map([[of.id, visits]]), lastSentInAt: null, endsMs: [endMs] });
}

describe('like for like', () => {
  test('a place that is visited as usual covers the window, one that was blocked on the way is named with the day', () => {
    expect(covers(target('a'), runs(...every6h)).covered.has('a')).toBe(true);
    const blocked = runs([2, 'blocked'], [8, 'blocked'], [14, 'blocked'], [20, 'blocked'], [26, 'ok'], [32, 'ok']);
    expect(covers(target('a'), blocked)).toEqual({
      covered: new Set(),
      leftOut: [{ targetId: 'a', title: 'Otzovik a', reason: 'blocked', since: blocked[3]?.startedAt }],
    });
  });

  test('a window that ended before the block is covered, and a good visit afterwards brings what was missed', () => {
    const blocked = runs([2, 'blocked'], [8, 'blocked'], [14, 'ok'], [20, 'ok']);
    expect(covers(target('a'), blocked).covered.size).toBe(0);
    expect(covers(target('a'), blocked, END - 14 * HOUR).covered.size).toBe(1);
    expect(covers(target('a'), runs([2, 'ok'], [50, 'blocked'], [56, 'ok'])).covered.size).toBe(1);
  });

  test('one missed visit of many is no reason to leave a place out', () => {
    expect(covers(target('a'), runs([2, 'failed'], [8, 'ok'], [14, 'ok'], [20, 'ok'])).covered.size).toBe(1);
  });

  test('reasons: never read whole, paused, not visited any more, failing', () => {
    const reason = (of: Target, visits: readonly Run[]) => covers(of, visits).leftOut[0]?.reason;
    expect(reason(target('a', { backfilledAt: null }), runs([1, 'ok']))).toBe('not-read-yet');
    expect(reason(target('a', { backfilledAt: null }), runs([1, 'partial']))).toBe('partial');
    expect(reason(target('a'), [])).toBe('not-read-yet');
    expect(reason(target('a', { paused: true }), runs([100, 'ok'], [106, 'ok']))).toBe('paused');
    expect(reason(target('a'), runs([100, 'ok'], [106, 'ok']))).toBe('no-visit');
    expect(reason(target('a'), runs([60, 'failed'], [100, 'ok']))).toBe('failed');
  });

  test('rows that were sent in cover a window when some came lately', () => {
    const input = { targets: [], runs: new Map(), endsMs: [END] };
    const lastSentInAt = new Date(END - 40 * HOUR).toISOString();
    expect(coverageOf({ ...input, lastSentInAt: new Date(END - 30 * HOUR).toISOString() }).covered.has('')).toBe(true);
    expect(coverageOf({ ...input, lastSentInAt }).leftOut).toEqual([
      { targetId: '', title: '', reason: 'no-import', since: lastSentInAt },
    ]);
    expect(coverageOf({ ...input, lastSentInAt: null })).toEqual({ covered: new Set(), leftOut: [] });
  });
});

describe('fresh days', () => {
  const DAY = 24 * HOUR;
  const now = Date.parse('2026-05-15T06:00:00Z');
  const startOf = (day: string): number => Date.parse(`${day}T00:00:00Z`);
  const dayAgo = (ago: number): string => new Date(now - ago * DAY).toISOString().slice(0, 10);
  /** A text of the day so many days ago, collected so many hours after that day began. */
  const published = (ago: number, hours: number, targetId = 't') =>
    row(`${targetId}${ago}`, {
      targetId,
      day: dayAgo(ago),
      collectedAt: new Date(startOf(dayAgo(ago)) + hours * HOUR).toISOString(),
    });

  test('half of the texts come within a day, the rest after two more', () => {
    const fresh = new Freshness(now, startOf);
    for (let at = 0; at < 20; at++) fresh.add(published(10 + at, at % 2 === 0 ? 20 : 60));
    expect([0, 1, 2, 3].map((ago) => fresh.share(dayAgo(ago)))).toEqual([0, 0.5, 0.5, 1]);
  });

  test('targets weigh by what they bring; back-fills, the last days and fewer than 8 texts say nothing', () => {
    const fresh = new Freshness(now, startOf);
    for (let at = 0; at < 7; at++) fresh.add(published(10 + at, 1));
    for (let at = 0; at < 30; at++) fresh.add({ ...published(10 + at, 1, 'old'), backfill: true });
    for (let at = 0; at < 30; at++) fresh.add(published(at % 4, 1, 'lately'));
    expect(fresh.share(dayAgo(1))).toBeNull();
    for (let at = 0; at < 30; at++) fresh.add(published(10 + at, 60, 'slow'));
    for (let at = 0; at < 10; at++) fresh.add(published(10 + at, 24, 'quick'));
    expect(fresh.share(dayAgo(1))).toBe(0.25);
  });
});

describe('new', () => {
  const options = {
    since: '2026-05-14T06:00:00.000Z',
    until: '2026-05-15T06:00:00.000Z',
    backfilledAt: '2026-05-14T12:00:00.000Z',
  };
  const at = (collectedAt: string, over: Parameters<typeof row>[1] = {}) => row('x', { collectedAt, ...over });

  test('collected since the last mail; a first complete visit is older texts, what was published long before is caught up', () => {
    expect(newnessOf(at('2026-05-14T20:00:00.000Z'), options)).toBe('new');
    expect(newnessOf(at('2026-05-14T06:00:00.000Z'), options)).toBe('known');
    expect(newnessOf(at('2026-05-15T06:00:00.001Z'), options)).toBe('known');
    expect(newnessOf(at('2026-05-14T11:00:00.000Z', { backfill: true }), options)).toBe('back-fill');
    expect(newnessOf(at('2026-05-14T20:00:00.000Z', { backfill: true }), options)).toBe('caught-up');
    expect(newnessOf(at('2026-05-14T20:00:00.000Z', { backfill: true }), { ...options, backfilledAt: null })).toBe(
      'back-fill',
    );
    const sentIn = { ...options, backfilledAt: undefined };
    expect(newnessOf(at('2026-05-14T20:00:00.000Z', { backfill: true, day: '2026-05-01' }), sentIn)).toBe('caught-up');
    expect(newnessOf(at('2026-05-14T20:00:00.000Z', { backfill: true, day: '' }), sentIn)).toBe('back-fill');
  });
});
