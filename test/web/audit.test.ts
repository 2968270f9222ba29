import { describe, expect, test } from '@jest/globals';
import type { Audits, AuditText } from '../../src/web/api/audits.ts';
import { EMPTY_DRAFT, saidOf, turned } from '../../src/web/audit/answer.ts';
import {
  answered,
  back,
  current,
  EMPTY,
  isLow,
  loaded,
  type Queue,
  refused,
  skipped,
  stays,
} from '../../src/web/audit/queue.ts';

const text = (id: string): AuditText => ({
  id,
  drawnAt: '2026-11-22T06:00:00.000Z',
  answer: null,
  channel: 'public',
  scraper: 'otzovik',
  touchpoint: null,
  url: null,
  title: null,
  text: id,
  pros: null,
  cons: null,
  publishedOn: null,
});

const open = (ids: string, n = ids.length, today = 0): Audits => ({ data: [...ids].map(text), n, today });
const ids = ({ waiting }: Queue) => waiting.map(({ id }) => id).join('');
const none: ReadonlySet<string> = new Set();
const start = (letters: string, n?: number) => loaded(EMPTY, open(letters, n), none);

describe('the queue of drawn texts', () => {
  test('an answer brings the next text and is counted; the way back brings both back', () => {
    const after = answered(answered(start('abc', 12), 'negative'), 'mixed');
    expect([ids(after), after.today, after.open]).toEqual(['c', 2, 10]);
    const once = back(after);
    expect([ids(once), once.today, once.open]).toEqual(['bc', 1, 11]);
    expect(ids(back(once))).toBe('abc');
    expect(back(back(back(once)))).toMatchObject({ today: 0, open: 12, steps: [] });
  });

  test('a skipped text comes after all others, also those that are fetched later', () => {
    const after = skipped(start('abc'));
    expect([ids(after), after.today]).toEqual(['bca', 0]);
    expect(ids(loaded(after, open('abcd'), none))).toBe('bcda');
    expect(ids(back(after))).toBe('abc');
    expect(ids(loaded(back(after), open('abcd'), none))).toBe('abcd');
    const last = start('a');
    expect(skipped(last)).toBe(last);
  });

  test('what is being read stays, whatever is fetched; what others read leaves', () => {
    expect(ids(loaded(start('abc'), open('cde'), none))).toBe('acde');
    expect(current(EMPTY)).toBeNull();
    expect(answered(EMPTY, 'negative')).toBe(EMPTY);
  });

  test('an answer on its way is not asked for again', () => {
    const after = answered(start('ab', 2), 'negative');
    expect(loaded(after, open('ab', 2, 0), new Set(['a']))).toMatchObject({ today: 1, open: 1 });
    expect(ids(loaded(after, open('ab', 2, 0), new Set(['a'])))).toBe('b');
  });

  test('an answer that is refused comes next; one whose text is gone does not', () => {
    const after = answered(start('abc', 3), 'negative');
    expect([ids(refused(after, text('a'), false)), refused(after, text('a'), false).open]).toEqual(['bac', 3]);
    const gone = refused(after, text('a'), true);
    expect([ids(gone), gone.today, gone.open, gone.steps]).toEqual(['bc', 0, 2, []]);
  });

  test('an answer that cannot be taken back stands', () => {
    const after = stays(back(answered(start('abc', 3), 'negative')), text('a'));
    expect([ids(after), after.today, after.open]).toEqual(['bc', 1, 2]);
  });

  test('more are asked for while some are left, and only where there are more', () => {
    expect([isLow(start('abc', 9)), isLow(start('ab', 9)), isLow(start('ab', 2))]).toEqual([false, true, false]);
  });
});

describe('what is said of a text', () => {
  test('each press on a theme says its next sign', () => {
    let { themes } = EMPTY_DRAFT;
    const seen = Array.from({ length: 6 }, () => {
      themes = turned(themes, 'food');
      return themes.get('food') ?? 'none';
    });
    expect(seen).toEqual(['negative', 'positive', 'both', 'neutral', 'none', 'negative']);
  });

  test('themes that nobody asked about are not said to be none', () => {
    const themes = new Map([
      ['food', 'both'],
      ['price', 'neutral'],
    ] as const);
    const draft = { sentiment: null, kind: 'praise', themes } as const;
    expect(saidOf('mixed', draft, false)).toEqual({ sentiment: 'mixed', themes: null, kind: null });
    expect(saidOf('mixed', draft, true)).toEqual({
      sentiment: 'mixed',
      kind: 'praise',
      themes: [
        { theme: 'food', sentiment: 'negative' },
        { theme: 'food', sentiment: 'positive' },
        { theme: 'price', sentiment: 'neutral' },
      ],
    });
    expect(saidOf('neutral', EMPTY_DRAFT, true).themes).toEqual([]);
  });
});
