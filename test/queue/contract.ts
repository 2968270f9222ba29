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
