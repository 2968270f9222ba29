import { describe, expect, test } from '@jest/globals';
import { type DecisionChange, NO_DECISIONS } from '../../../src/domain/decision.ts';
import { type ItemFilter, ItemPage } from '../../../src/domain/filter.ts';
import { BadInput, Conflict, NotFound } from '../../../src/errors.ts';
import { bring, draft, LATER, LATEST, NOW, understand } from '../drafts.ts';
import { type Open, sharedStore } from './open.ts';

const NO: DecisionChange = { answer: { choice: 'no', reason: 'advertisement' } };
const YES: DecisionChange = { answer: { choice: 'yes' } };
const WORK: DecisionChange = { work: { choice: 'yes' } };

export function decisionsContract(open: Open): void {
  describe('decisions', () => {
    const store = sharedStore(open);
    let batches = 0;

    async function decide(
      keys: string | readonly string[],
      change: DecisionChange,
      over: { by?: string; now?: string } = {},
    ) {
      batches += 1;
      const batch = `batch${batches}`;
      const list = typeof keys === 'string' ? [keys] : keys;
      const { changed } = await store().decide({ keys: list, change, by: 'Ann', now: NOW, batch, ...over });
      return { batch, changed };
    }
    const undo = (batch: string, by = 'Bob') => store().undoDecisions({ batch, by, now: LATER });
    const of = async (key: string) => (await store().item(key))?.decisions;
    async function found(filter: ItemFilter): Promise<string> {
      const page = await store().items(filter, ItemPage.parse({}));
      expect(await store().count(filter)).toBe(page.items.length);
      const groups = await store().stats(filter, ['sentiment']);
      expect(groups.reduce((sum, group) => sum + group.n, 0)).toBe(page.items.length);
      expect(await store().keys(filter, 99)).toEqual(page.items.map((item) => item.key));
      return page.items
        .map((item) => item.key)
        .sort()
        .join(' ');
    }

    test('a new item is undecided; each decision is kept with who made it, when and why', async () => {
      await bring(store(), [draft('d1')]);
      expect(await of('d1')).toEqual(NO_DECISIONS);
      expect(await decide('d1', NO)).toMatchObject({ changed: ['d1'] });
      await decide('d1', WORK, { by: 'Bob', now: LATER });
      expect(await of('d1')).toEqual({
        answer: { choice: 'no', reason: 'advertisement', by: 'Ann', at: NOW },
        work: { choice: 'yes', reason: null, by: 'Bob', at: LATER },
        done: null,
        version: 2,
        outdated: false,
      });
      await decide('d1', { done: true }, { now: LATEST });
      expect(await of('d1')).toMatchObject({ done: { by: 'Ann', at: LATEST }, version: 3 });
      await decide('d1', { done: false, answer: { choice: 'undecided' } });
      const undecided = { choice: 'undecided', reason: null, by: null, at: null };
      expect(await of('d1')).toMatchObject({ answer: undecided, done: null, version: 4 });
    });

    test('what stands so already is left alone, without history or event', async () => {
      await bring(store(), [draft('same1'), draft('same2')]);
      await decide('same1', NO);
      const before = await store().lastSeq();
      expect((await decide(['same1', 'same2', 'same2', 'nobody'], NO, { by: 'Bob' })).changed).toEqual(['same2']);
      expect((await decide(['same1'], { done: false })).changed).toEqual([]);
      expect(await of('same1')).toMatchObject({ answer: { by: 'Ann' }, version: 1 });
      expect(await store().decisionHistory('same1')).toHaveLength(1);
      expect(await store().events(before, 9)).toMatchObject([
        { type: 'item.decided', subject: 'same2', brand: 'acme', quiet: true },
      ]);
      const other = { answer: { choice: 'no' as const, reason: 'thanks' } };
      expect((await decide('same1', other)).changed).toEqual(['same1']);
    });

    test('a "no" needs a reason', async () => {
      await bring(store(), [draft('why')]);
      for (const reason of [undefined, '', '  ']) {
        const no = { choice: 'no' as const, ...(reason === undefined ? {} : { reason }) };
        await expect(decide('why', { answer: no })).rejects.toMatchObject({ name: 'BadInput', field: 'answer.reason' });
        await expect(decide('why', { ...YES, work: no })).rejects.toMatchObject({ field: 'work.reason' });
      }
      expect(await of('why')).toEqual(NO_DECISIONS);
    });

    test('who saw an older state does not overwrite the newer one', async () => {
      await bring(store(), [draft('race')]);
      const at = (by: string, change: DecisionChange, ifVersion: number) =>
        store().decide({ keys: ['race'], change, by, now: NOW, batch: `race ${by}`, ifVersion });
      const both = await Promise.allSettled([at('Ann', NO, 0), at('Bob', YES, 0)]);
      // Whoever was first: the other one is told, and sees what was decided.
      const annFirst = both[0].status === 'fulfilled';
      expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      expect(both[annFirst ? 1 : 0]).toMatchObject({ reason: expect.any(Conflict) });
      const [first, choice] = annFirst ? ['Ann', 'no'] : ['Bob', 'yes'];
      expect(await of('race')).toMatchObject({ answer: { choice, by: first }, version: 1 });
      expect(await at('Cid', annFirst ? YES : NO, 1)).toEqual({ changed: ['race'] });
      const history = await store().decisionHistory('race');
      expect(history.map(({ by, from, to }) => [by, from, to])).toEqual([
        [first, 'undecided', choice],
        ['Cid', choice, annFirst ? 'yes' : 'no'],
      ]);
    });

    test('two people decide different things of one item at once: both stand', async () => {
      await bring(store(), [draft('both')]);
      await Promise.all([decide('both', NO), decide('both', WORK, { by: 'Bob' }), decide('both', { done: true })]);
      expect(await of('both')).toMatchObject({
        answer: { choice: 'no', by: 'Ann' },
        work: { choice: 'yes', by: 'Bob' },
        done: { by: 'Ann' },
        version: 3,
      });
      expect(await store().decisionHistory('both')).toHaveLength(3);
    });

    test('impossible calls are refused by name', async () => {
      await bring(store(), [draft('one'), draft('two')]);
      const call = (keys: readonly string[], ifVersion?: number) =>
        store().decide({
          keys,
          change: YES,
          by: 'Ann',
          now: NOW,
          batch: 'x',
          ...(ifVersion === undefined ? {} : { ifVersion }),
        });
      await expect(call(['one', 'two'], 0)).rejects.toMatchObject({ field: 'ifVersion' });
      await expect(call(['nobody'])).rejects.toThrow(NotFound);
      await expect(call(Array.from({ length: 1001 }, String))).rejects.toThrow(BadInput);
      expect(await call([])).toEqual({ changed: [] });
    });

    test('a batch is taken back where nobody changed the field since', async () => {
      const keys = ['u1', 'u2', 'u3'];
      await bring(store(), [...keys.map((key) => draft(key)), draft('u4')]);
      await decide('u1', NO);
      const { batch } = await decide(keys, { ...YES, ...WORK, done: true });
      await decide('u2', NO, { by: 'Bob' });
      expect(await undo(batch)).toEqual({ undone: keys, left: ['u2'] });
      expect(await of('u1')).toMatchObject({
        answer: { choice: 'no', reason: 'advertisement', by: 'Ann' },
        done: null,
      });
      expect(await of('u2')).toMatchObject({ answer: { choice: 'no', by: 'Bob' }, work: { choice: 'undecided' } });
      expect(await of('u3')).toEqual({ ...NO_DECISIONS, version: 2 });
      const lines = (await store().decisionHistory('u1')).map(({ field, from, to, by, undo: u }) => [
        field,
        from,
        to,
        by,
        u,
      ]);
      expect(lines).toEqual([
        ['answer', 'undecided', 'no', 'Ann', false],
        ['answer', 'no', 'yes', 'Ann', false],
        ['work', 'undecided', 'yes', 'Ann', false],
        ['done', 'open', 'done', 'Ann', false],
        ['answer', 'yes', 'no', 'Bob', true],
        ['done', 'done', 'open', 'Bob', true],
        ['work', 'yes', 'undecided', 'Bob', true],
      ]);
      expect(await undo(batch)).toEqual({ undone: [], left: keys });
      expect(await undo('never')).toEqual({ undone: [], left: [] });
    });

    test('one undo after the other goes back step by step, and an undo is taken back itself', async () => {
      await bring(store(), [draft('steps')]);
      const first = await decide('steps', NO);
      const second = await decide('steps', YES);
      expect(await undo(first.batch)).toEqual({ undone: [], left: ['steps'] });
      for (const { batch } of [second, first]) expect((await undo(batch)).undone).toEqual(['steps']);
      expect(await of('steps')).toMatchObject({ answer: { choice: 'undecided' }, version: 4 });
      const last = (await store().decisionHistory('steps')).at(-1);
      expect((await undo(last?.batch ?? '')).undone).toEqual(['steps']);
      expect(await of('steps')).toMatchObject({ answer: { choice: 'no', reason: 'advertisement', at: NOW } });
      expect((await undo(first.batch)).undone).toEqual(['steps']);
      expect(await of('steps')).toMatchObject({ answer: { choice: 'undecided' } });
      expect((await undo(first.batch)).left).toEqual(['steps']);
    });

    test('decisions survive an edit, which makes the answer outdated, and being read again', async () => {
      await bring(store(), [draft('edit')]);
      await decide('edit', { ...NO, ...WORK });
      const before = await of('edit');
      await bring(store(), [draft('edit', { reply: { text: 'Thank you', at: null }, fetchedAt: LATER })]);
      await understand(store(), { edit: {} });
      await store().correct({ key: 'edit', language: 'en', by: 'Ann', now: LATER });
      expect(await of('edit')).toEqual(before);
      const reply = { text: 'Thank you', at: null };
      await bring(store(), [draft('edit', { text: 'Other', reply, fetchedAt: LATEST })]);
      expect(await of('edit')).toEqual({ ...before, outdated: true });
      const { batch } = await decide('edit', YES);
      expect(await of('edit')).toMatchObject({ answer: { choice: 'yes' }, outdated: false });
      await undo(batch);
      expect(await of('edit')).toMatchObject({ answer: { choice: 'no' }, outdated: true });
      await decide('edit', { answer: { choice: 'undecided' } });
      expect(await of('edit')).toMatchObject({ outdated: false });
    });

    test('lists, counts and keys follow the decisions', async () => {
      const names = ['a', 'b', 'c', 'd', 'e'];
      await bring(
        store(),
        names.map((key) => draft(`f-${key}`, { brand: 'fd', scraper: key === 'e' ? 'vk' : 'otzovik' })),
      );
      await decide(['f-a', 'f-b'], NO);
      await decide(['f-b', 'f-c'], WORK, { by: 'Bob', now: LATER });
      await decide('f-d', { done: true }, { by: 'Cid' });
      const cases: readonly (readonly [ItemFilter, string])[] = [
        [{ open: true }, 'f-a f-c f-e'],
        [{ open: false }, 'f-b f-d'],
        [{ open: true, source: ['vk'] }, 'f-e'],
        [{ open: true, source: ['otzovik', 'vk'], pending: true }, 'f-a f-c f-e'],
        [{ open: true, sentiment: ['negative'] }, ''],
        [{ open: true, published_from: '2026-05-10', published_to: '2026-05-10' }, 'f-a f-c f-e'],
        [{ open: true, own: true, copies: 'all' }, 'f-a f-c f-e'],
        [{ open: true, answer: ['undecided'] }, 'f-c f-e'],
        [{ done: true }, 'f-d'],
        [{ done: false }, 'f-a f-b f-c f-e'],
        [{ answer: ['no'] }, 'f-a f-b'],
        [{ answer: ['undecided'] }, 'f-c f-d f-e'],
        [{ answer: ['undecided', 'no'], work: ['undecided'], done: false }, 'f-a f-e'],
        [{ answer: ['undecided', 'no', 'yes'] }, 'f-a f-b f-c f-d f-e'],
        [{ work: ['yes'] }, 'f-b f-c'],
        [{ work: ['yes', 'no'], answer: ['yes'] }, ''],
        [{ decided_by: ['Bob'] }, 'f-b f-c'],
        [{ decided_by: ['Ann', 'Cid'] }, 'f-a f-d'],
        [{ decided_from: LATER }, 'f-b f-c'],
        [{ decided_from: '2020-01-01' }, 'f-a f-b f-c f-d'],
        [{ decided_from: LATEST }, ''],
      ];
      for (const [filter, keys] of cases)
        expect([filter, await found({ brand: 'fd', ...filter })]).toEqual([filter, keys]);
      expect(await store().keys({ brand: 'fd' }, 2)).toEqual(['f-e', 'f-d']);
      expect(await store().count({ open: true })).toBeGreaterThan(3);
    });

    test('who is forgotten leaves no decision', async () => {
      await bring(store(), [draft('gone'), draft('stays')]);
      const { batch } = await decide(['gone', 'stays'], NO);
      await store().forget({ key: 'gone' });
      expect(await store().decisionHistory('gone')).toEqual([]);
      expect(await undo(batch)).toEqual({ undone: ['stays'], left: [] });
      expect(await store().itemsByKey(['stays', 'gone', 'none'])).toMatchObject([{ key: 'stays' }]);
    });
  });
}
