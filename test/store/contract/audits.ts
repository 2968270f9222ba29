import { describe, expect, test } from '@jest/globals';
import type { Audit } from '../../../src/domain/audit.ts';
import { NotFound } from '../../../src/errors.ts';
import { bring, draft, LATER, LATEST, NOW } from '../drafts.ts';
import { type Open, sharedStore } from './open.ts';

export function drawn(key: string, over: Partial<Audit> = {}): Omit<Audit, 'answer'> {
  const { answer: _answer, ...rest } = over;
  return {
    key,
    revision: 1,
    brand: 'acme',
    channel: 'public',
    day: '2026-05-10',
    modelVersion: 'v1',
    model: { sentiment: 'unsure', themes: [{ theme: 'food', sentiment: 'negative' }], kind: null },
    stratum: 'public unsure',
    inclusion: 0.125,
    draw: 'd1',
    drawnAt: NOW,
    ...rest,
  };
}

const answer = {
  sentiment: 'mixed',
  themes: [{ theme: 'staff', sentiment: 'positive' }],
  kind: 'praise',
  by: 'Ann «Ё»',
  at: LATER,
} as const;

/** Texts drawn at random, what people said of them, and that nothing of them outlives its item. */
export function auditsContract(open: Open): void {
  describe('audits', () => {
    const store = sharedStore(open);
    const put = (brand: string, ...keys: string[]) =>
      bring(
        store(),
        keys.map((key) => draft(key, { brand, publishedOn: '2026-01-01' })),
      );

    test('are kept once, in the order of drawing, and only for items that are there', async () => {
      await put('order', 'o-b', 'o-a', 'o-c');
      const list = [
        drawn('o-b', { brand: 'order' }),
        drawn('o-a', { brand: 'order' }),
        drawn('o-gone', { brand: 'order' }),
      ];
      await store().keepAudits(list);
      await store().keepAudits([drawn('o-c', { brand: 'order', drawnAt: '2026-05-01T00:00:00.000Z', day: '' })]);
      await store().keepAudits([drawn('o-a', { brand: 'order', inclusion: 1, draw: 'd2' }), ...list]);
      await store().keepAudits([]);
      const found = await store().audits({ brand: 'order' });
      expect(found.map(({ key }) => key)).toEqual(['o-c', 'o-a', 'o-b']);
      expect(found[1]).toEqual({ ...list[1], answer: null });
      expect((await store().audits({ brand: 'order', limit: 2 })).map(({ key }) => key)).toEqual(['o-c', 'o-a']);
      expect(await store().audits({ brand: 'another' })).toEqual([]);
    });

    test('an answer is kept, told apart from what is open, and a later one takes its place', async () => {
      await put('answered', 'an-1', 'an-2');
      await store().keepAudits(['an-1', 'an-2'].map((key) => drawn(key, { brand: 'answered' })));
      expect(await store().answerAudit('an-1', answer)).toMatchObject({ key: 'an-1', answer, inclusion: 0.125 });
      const of = async (answered: boolean) =>
        (await store().audits({ brand: 'answered', answered })).map(({ key }) => key);
      expect([await of(true), await of(false)]).toEqual([['an-1'], ['an-2']]);
      await store().answerAudit('an-1', { ...answer, sentiment: 'neutral', kind: null, at: LATEST });
      expect((await store().audit('an-1'))?.answer).toEqual({
        ...answer,
        sentiment: 'neutral',
        kind: null,
        at: LATEST,
      });
      await store().keepAudits([drawn('an-1', { brand: 'answered' })]);
      expect((await store().audit('an-1'))?.answer?.sentiment).toBe('neutral');
      await expect(store().answerAudit('an-0', answer)).rejects.toThrow(NotFound);
      expect(await store().audit('an-0')).toBeNull();
    });

    test('an answer that is taken back leaves the text open, as it was drawn', async () => {
      await put('back', 'ba-1');
      await store().keepAudits([drawn('ba-1', { brand: 'back' })]);
      await store().answerAudit('ba-1', { ...answer, themes: null });
      expect((await store().audit('ba-1'))?.answer).toEqual({ ...answer, themes: null });
      const open = { ...drawn('ba-1', { brand: 'back' }), answer: null };
      for (const _twice of [1, 2]) expect(await store().answerAudit('ba-1', null)).toEqual(open);
      expect(await store().audits({ brand: 'back', answered: false })).toEqual([open]);
      expect(await store().audits({ brand: 'back', answered: true })).toEqual([]);
      await expect(store().answerAudit('ba-0', null)).rejects.toThrow(NotFound);
    });

    test('what a person corrects in an item is no answer', async () => {
      await put('corrected', 'co-1');
      await store().keepAudits([drawn('co-1', { brand: 'corrected' })]);
      await store().correct({ key: 'co-1', sentiment: 'negative', by: 'Ann', now: LATER });
      expect(await store().audit('co-1')).toEqual({ ...drawn('co-1', { brand: 'corrected' }), answer: null });
    });

    test.each([
      ['key', { key: 'er-key' }],
      ['author', { authorHash: 'er-author' }],
      ['brand', { brand: 'er-brand' }],
    ])('go with their item when it is forgotten by %s', async (name, what) => {
      const [key, brand] = [`er-${name}`, `er-${name === 'brand' ? name : 'other'}`];
      await bring(store(), [
        draft(key, { brand, authorHash: `er-${name}` }),
        draft(`${key}-twin`, { brand: 'er-twin' }),
      ]);
      await store().keepAudits([drawn(key, { brand }), drawn(`${key}-twin`, { brand: 'er-twin' })]);
      await store().answerAudit(key, answer);
      expect(await store().forget(what)).toBe(1);
      expect(await store().audit(key)).toBeNull();
      expect(await store().audit(`${key}-twin`)).not.toBeNull();
    });

    test('go with their item when its time is over', async () => {
      await put('old', 'old-1');
      await store().keepAudits([drawn('old-1', { brand: 'old' })]);
      await store().cleanUp({
        itemsBefore: '2026-01-02',
        eventsBefore: '2000-01-01T00:00:00.000Z',
        now: LATEST,
        limit: 1000,
      });
      expect(await store().audits({ brand: 'old' })).toEqual([]);
    });
  });
}
