import { describe, expect, test } from '@jest/globals';
import { layOver, withPending } from '../../src/web/api/pending.ts';
import { bulkFilter } from '../../src/web/feed/bulk-filter.ts';
import { changesNothing, clash, decided, isOpen, lastDecision, takenBack } from '../../src/web/feed/decisions.ts';
import { scoreShade } from '../../src/web/feed/metric.ts';
import { unseen } from '../../src/web/feed/unseen.ts';

type Decisions = Parameters<typeof decided>[0];
type Item = Parameters<typeof withPending>[0];

const undecided = { choice: 'undecided', reason: null, by: null, at: null } as const;
const fresh: Decisions = { answer: undecided, work: undecided, done: null, version: 3, outdated: false };
const anna = { by: 'Анна', at: '2026-11-22T08:00:00.000Z' };
const boris = { by: 'Борис', at: '2026-11-22T09:00:00.000Z' };

describe('what becomes of decisions', () => {
  test('open as long as one of the two is undecided and it is not done', () => {
    expect(isOpen(fresh)).toBe(true);
    const half = decided(fresh, { answer: { choice: 'yes' } }, anna);
    expect(isOpen(half)).toBe(true);
    expect(isOpen(decided(half, { work: { choice: 'no', reason: 'так задумано' } }, anna))).toBe(false);
    expect(isOpen(decided(fresh, { done: true }, anna))).toBe(false);
  });

  test('a change names who and when, and leaves the other fields and the version alone', () => {
    const after = decided(fresh, { work: { choice: 'no', reason: 'мелочь' } }, anna);
    expect(after).toEqual({ ...fresh, work: { choice: 'no', reason: 'мелочь', ...anna } });
    expect(decided(after, { work: { choice: 'undecided' } }, boris).work).toEqual(undecided);
  });

  test('a new answer looks at the changed text; other decisions do not', () => {
    const outdated = { ...fresh, outdated: true };
    expect(decided(outdated, { done: true }, anna).outdated).toBe(true);
    expect(decided(outdated, { answer: { choice: 'yes' } }, anna).outdated).toBe(false);
  });

  test('the same choice with another reason is a change', () => {
    const no = decided(fresh, { answer: { choice: 'no', reason: 'спам' } }, anna);
    expect(changesNothing(no, { answer: { choice: 'no', reason: 'спам' } })).toBe(true);
    expect(changesNothing(no, { answer: { choice: 'no', reason: 'не о нас' } })).toBe(false);
    expect(changesNothing(no, { done: false })).toBe(true);
  });

  test('taking back touches only what the change touched', () => {
    const now = decided(decided(fresh, { answer: { choice: 'yes' } }, anna), { done: true }, boris);
    expect(takenBack(now, fresh, { done: true })).toEqual({ ...now, done: null });
  });

  test('the last decision is shown, with the reason of whichever "no" there is', () => {
    expect(lastDecision(fresh)).toBeNull();
    const no = decided(fresh, { answer: { choice: 'no', reason: 'спам' } }, anna);
    expect(lastDecision(decided(no, { done: true }, boris))).toEqual({ ...boris, reason: 'спам' });
  });
});

describe('two people at one text', () => {
  const change = { answer: { choice: 'yes' } } as const;

  test('the same field, decided by somebody else in between, is a clash', () => {
    const now = decided(fresh, { answer: { choice: 'no', reason: 'спам' } }, anna);
    expect(clash(fresh, now, { change, me: 'Борис' })).toBe('answer');
  });

  test('another field, or one’s own earlier decision, is none', () => {
    expect(clash(fresh, decided(fresh, { work: { choice: 'yes' } }, anna), { change, me: 'Борис' })).toBeNull();
    expect(clash(fresh, decided(fresh, { answer: { choice: 'no' } }, boris), { change, me: 'Борис' })).toBeNull();
  });

  test('a mark that somebody set or took away', () => {
    const done = decided(fresh, { done: true }, anna);
    expect(clash(fresh, done, { change: { done: true }, me: 'Борис' })).toBe('done');
    expect(clash(done, fresh, { change: { done: false }, me: 'Борис' })).toBe('done');
    expect(clash(done, done, { change: { done: false }, me: 'Борис' })).toBeNull();
  });
});

describe('decisions on their way', () => {
  const item = (key: string, decisions: Decisions) => ({ key, decisions }) as Item;

  test('they lie over what the server answers meanwhile, one over the other, and come off by themselves', () => {
    const first = layOver(item('a', fresh), (old) => decided(old, { answer: { choice: 'yes' } }, anna));
    const second = layOver(item('a', fresh), (old) => decided(old, { done: true }, anna));
    const answered = decided({ ...fresh, version: 4 }, { answer: { choice: 'yes' } }, anna);
    expect(withPending(item('a', answered)).decisions.done).toEqual(anna);
    expect(first.server().version).toBe(4);
    expect(first.lift()).toMatchObject({ answer: { choice: 'yes' }, done: anna });
    expect(second.lift()).toEqual(answered);
    expect(withPending(item('a', fresh)).decisions).toBe(fresh);
  });

  test('what is older than what is known is not believed', () => {
    const pending = layOver(item('b', { ...fresh, version: 7 }), (old) => old);
    withPending(item('b', { ...fresh, version: 6 }));
    expect(pending.server().version).toBe(7);
    pending.lift();
  });
});

test('parameters of the API as the filter of a bulk change', () => {
  expect(bulkFilter('brand=z&sentiment=negative&sentiment=mixed&stars=1&open=true&q=чай&stars_lte=2')).toEqual({
    brand: 'z',
    sentiment: ['negative', 'mixed'],
    stars: [1],
    open: true,
    q: 'чай',
    stars_lte: 2,
  });
});

describe('what is new', () => {
  const seen = (key: string, day = '01') => ({ key, collectedAt: `2026-11-${day}T00:00:00Z` });

  test('stands above what is loaded; what moves up from below is not new', () => {
    expect(unseen([seen('n'), seen('a'), seen('c'), seen('d')], [seen('a'), seen('b'), seen('c')])).toEqual([
      seen('n'),
    ]);
  });

  test('with nothing in common, only what came in later', () => {
    expect(unseen([seen('x', '03'), seen('y', '01')], [seen('a', '02')])).toEqual([seen('x', '03')]);
    expect(unseen([seen('x', '03')], [])).toEqual([seen('x', '03')]);
  });
});

test('which way a score points', () => {
  const metric = { kind: 'nps', min: 0, max: 10, direction: 'up', question: null, prompt: 'neutral' } as const;
  expect([0, 6, 7, 8, 9, 10].map((value) => scoreShade({ ...metric, value }))).toEqual([
    'negative',
    'negative',
    'neutral',
    'neutral',
    'positive',
    'positive',
  ]);
  const effort = { ...metric, kind: 'ces', min: 1, max: 7, direction: 'down' } as const;
  expect([2, 4, 6].map((value) => scoreShade({ ...effort, value }))).toEqual(['positive', 'neutral', 'negative']);
  expect(scoreShade({ ...metric, kind: 'csat', min: 1, max: 5, value: 2 })).toBe('negative');
});
