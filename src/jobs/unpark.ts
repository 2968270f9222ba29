import type { Clock } from '../domain/ambient.ts';
import { NotFound } from '../errors.ts';
import type { Queue } from '../queue/queue.ts';
import type { Store } from '../store/store.ts';
import { isoNow } from './visiting.ts';

/** What was set aside because the processes that worked on it died, and is tried again now. */
export interface Unparked {
  /** A place that is read, or a job of the common queue. */
  readonly kind: 'target' | 'job';
  readonly id: string;
  /** The target's title; a job's name and what it is about. */
  readonly title: string;
  /** Why it was set aside, for a person. */
  readonly reason: string;
}

/**
 * Takes up again what is called `id`: a target with the jobs about it, or a job with the target that it is about. A target is due at
 * once; a job comes back by the next look at the store. Throws `NotFound` when nothing of that name is set aside, and `Unavailable`.
 */
export async function unpark(
  id: string,
  { store, queue, clock }: { readonly store: Store; readonly queue: Queue; readonly clock: Clock },
): Promise<readonly Unparked[]> {
  const jobs = (await queue.parked()).filter((job) => job.id === id || isVisitOf(id, job));
  const targets = new Set([id, ...jobs.filter(({ name }) => name === 'scrape-target').map(({ subject }) => subject)]);
  const taken: Unparked[] = [];
  for (const targetId of targets) {
    const target = await store.target(targetId);
    if (target?.health !== 'parked') continue;
    const now = isoNow(clock);
    await store.updateTarget(targetId, { paused: false, nextRunAt: now }, now);
    taken.push({ kind: 'target', id: targetId, title: target.title, reason: target.healthNote ?? '' });
  }
  for (const { id: jobId, name, subject, reason } of jobs) {
    const title = [name, subject].filter(Boolean).join(' ');
    if (await queue.unpark(jobId)) taken.push({ kind: 'job', id: jobId, title, reason });
  }
  if (taken.length === 0) throw new NotFound(`Nothing called ${JSON.stringify(id.slice(0, 300))} is set aside.`);
  return taken;
}

function isVisitOf(targetId: string, { name, subject }: { readonly name: string; readonly subject: string }): boolean {
  return name === 'scrape-target' && subject === targetId;
}
