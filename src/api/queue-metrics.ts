import { Gauge, type Registry } from 'prom-client';
import type { Queue } from '../queue/queue.ts';

/** The queue's figures for `/metrics`: one that is away is told as such, and takes no other figure with it. */
export function queueGauges(queue: Pick<Queue, 'counts' | 'parked'>, registers: Registry[]): void {
  new Gauge({
    name: 'molva_queue_up',
    help: '1 when the queue answers',
    registers,
    async collect() {
      this.set(
        await queue.counts().then(
          () => 1,
          () => 0,
        ),
      );
    },
  });
  new Gauge({
    name: 'molva_queue_jobs',
    help: 'Jobs on the queue, by state; parked ones killed their process three times',
    labelNames: ['state'],
    registers,
    async collect() {
      this.reset();
      const asked = await Promise.all([queue.counts(), queue.parked()]).catch(() => null);
      if (asked === null) return;
      const [{ waiting, active }, parked] = asked;
      for (const [state, n] of Object.entries({ waiting, active, parked: parked.length })) this.set({ state }, n);
    },
  });
}
