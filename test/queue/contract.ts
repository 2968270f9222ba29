import { describe, expect, test } from '@jest/globals';
import type { Job, Queue } from '../../src/queue/queue.ts';

/** What every queue promises, whatever carries it. */
export function queueContract(name: string, open: (options: { concurrency: number }) => Promise<Queue>): void {
  const job = (subject: string): Job => ({ name: 'scrape-target', subject });

  describe(`queue: ${name}`, () => {
    test('a hundred adds of one id at once are one job [R08]', async () => {
      const queue = await open({ concurrency: 2 });
      const seen: string[] = [];
      const added = await Promise.all(Array.from({ length: 100 }, () => queue.add(job('a'), { id: 'a@1' })));
      queue.consume(async (one) => void seen.push(one.subject));
      await queue.drain();
      await queue.close(1000);
      expect(added.filter(Boolean)).toHaveLength(1);
      expect(seen).toEqual(['a']);
    });

    test('an id is accepted again once its job has ended', async () => {
      const queue = await open({ concurrency: 1 });
      let runs = 0;
      queue.consume(async () => {
        runs += 1;
      });
      await queue.add(job('a'), { id: 'a' });
      await queue.drain();
      expect(await queue.add(job('a'), { id: 'a' })).toBe(true);
      await queue.drain();
      await queue.close(1000);
      expect(runs).toBe(2);
    });

    test('higher priority runs first', async () => {
      const queue = await open({ concurrency: 1 });
      const order: string[] = [];
      await queue.add(job('back-fill'), { id: '1', priority: 0 });
      await queue.add(job('fresh'), { id: '2', priority: 10 });
      queue.consume(async (one) => void order.push(one.subject));
      await queue.drain();
      await queue.close(1000);
      expect(order).toEqual(['fresh', 'back-fill']);
    });

    test('a job that throws is gone and stops nobody [R29]', async () => {
      const queue = await open({ concurrency: 1 });
      const done: string[] = [];
      queue.consume(async (one) => {
        if (one.subject === 'bad') throw new Error('no');
        done.push(one.subject);
      });
      await queue.add(job('bad'), { id: 'bad' });
      await queue.add(job('good'), { id: 'good' });
      await queue.drain();
      expect(done).toEqual(['good']);
      expect(await queue.counts()).toEqual({ waiting: 0, active: 0 });
      await queue.close(1000);
    });

    test('never more side by side than allowed', async () => {
      const queue = await open({ concurrency: 3 });
      let now = 0;
      let most = 0;
      queue.consume(async () => {
        now += 1;
        most = Math.max(most, now);
        await new Promise((resolve) => setTimeout(resolve, 5));
        now -= 1;
      });
      for (let index = 0; index < 20; index += 1) await queue.add(job(String(index)), { id: String(index) });
      await queue.drain();
      await queue.close(1000);
      expect(most).toBe(3);
    });

    test('many jobs of one group keep another group waiting for one turn only', async () => {
      const queue = await open({ concurrency: 1 });
      const order: string[] = [];
      for (let index = 0; index < 20; index += 1)
        await queue.add(job(`large ${index}`), { id: `l${index}`, group: 'large' });
      for (const index of [0, 1]) await queue.add(job(`small ${index}`), { id: `s${index}`, group: 'small' });
      queue.consume(async (one) => void order.push(one.subject));
      await queue.drain();
      await queue.close(1000);
      expect(order.slice(0, 4)).toEqual(['large 0', 'small 0', 'large 1', 'small 1']);
      expect(order).toHaveLength(22);
    });

    test('small groups that keep coming do not put a large one off without end', async () => {
      const queue = await open({ concurrency: 1 });
      const order: string[] = [];
      for (let index = 0; index < 5; index += 1) await queue.add(job('large'), { id: `l${index}`, group: 'large' });
      let more = 0;
      queue.consume(async (one) => {
        order.push(one.subject);
        // Each one leaves a new group behind.
        if (more < 30) {
          more += 1;
          await queue.add(job('small'), { id: `s${more}`, group: `small ${more}` });
        }
      });
      await queue.drain();
      await queue.close(1000);
      expect(order).toHaveLength(35);
      expect(order.lastIndexOf('large')).toBeLessThan(12);
    });

    test('visits that wait for their hosts keep nothing else waiting [R16]', async () => {
      const queue = await open({ concurrency: 2 });
      let understood: () => void = () => undefined;
      const done = new Promise<void>((resolve) => {
        understood = resolve;
      });
      queue.consume(async (one, signal) => {
        if (one.name !== 'scrape-target') return understood();
        await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
      });
      for (const subject of ['a', 'b', 'c']) await queue.add(job(subject), { id: subject });
      await queue.add({ name: 'understand-pending', subject: '' }, { id: 'understand-pending' });
      await done;
      expect((await queue.counts()).waiting).toBe(1);
      await queue.close(0);
    });

    test('only the lanes that were asked for are taken', async () => {
      const queue = await open({ concurrency: 1 });
      const tidied = new Promise<void>((resolve) => {
        queue.consume(async (one) => void (one.name === 'clean-up' && resolve()), { lanes: ['digest'] });
      });
      await queue.add(job('a'), { id: 'a' });
      await queue.add({ name: 'clean-up', subject: '' }, { id: 'clean-up' });
      await tidied;
      expect((await queue.counts()).waiting).toBe(1);
      expect(await queue.parked()).toEqual([]);
      await queue.close(0);
    });

    test('closing waits for what runs, drops what waits, and aborts what does not end', async () => {
      const queue = await open({ concurrency: 1 });
      const seen: string[] = [];
      let aborted = false;
      let begun: () => void = () => undefined;
      const began = new Promise<void>((resolve) => {
        begun = resolve;
      });
      queue.consume(async (one, signal) => {
        seen.push(one.subject);
        begun();
        await new Promise<void>((resolve) => {
          signal.addEventListener('abort', () => {
            aborted = true;
            resolve();
          });
        });
      });
      await queue.add(job('first'), { id: '1' });
      await queue.add(job('second'), { id: '2' });
      await began;
      await queue.close(20);
      expect(seen).toEqual(['first']);
      expect(aborted).toBe(true);
      expect(await queue.add(job('late'), { id: '3' })).toBe(false);
    });
  });
}
