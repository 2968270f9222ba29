import type { Job } from '../queue/queue.ts';
import { type CleanUpDeps, cleanUp } from './clean-up.ts';
import type { Digests } from './digests.ts';
import { type DrawDeps, drawAudits } from './draw-audit.ts';
import { readingOf } from './reading-version.ts';
import { scrapeTarget } from './scrape-target.ts';
import { rereadingOf, shareOf } from './share.ts';
import { type UnderstandDeps, understandPending } from './understand-pending.ts';
import type { VisitDeps } from './visiting.ts';
import { type WeighDeps, weighDue } from './weigh-unusual.ts';

export interface JobDeps {
  readonly visits: VisitDeps;
  readonly understanding: UnderstandDeps;
  readonly digests: Pick<Digests, 'send'>;
  readonly care: CleanUpDeps;
  readonly audits: DrawDeps;
  readonly weighing: WeighDeps;
}

/** Does what a job of the queue asks for; stops early, with what was done kept, when `signal` aborts. Throws what the work throws. */
export async function doJob({ name, subject }: Job, deps: JobDeps, signal: AbortSignal): Promise<void> {
  const { visits, understanding, digests, care, audits, weighing } = deps;
  if (name === 'scrape-target') await scrapeTarget(subject, visits, signal, { onlyDue: true });
  else if (name === 'understand-pending') await understandPending(understanding, { signal, share: shareOf(subject) });
  else if (name === 'send-digest') await digests.send(subject, signal);
  else if (name === 'clean-up') await cleanUp(care, signal);
  else if (name === 'draw-audit') await drawAudits(audits, subject);
  else if (name === 'weigh-unusual') await weighDue(weighing, subject, signal);
  else {
    const { version, share } = rereadingOf(subject);
    // Asked for by a process with other models (an update on its way) or before themes or the layer changed: one that has them takes
    // it when it is asked again.
    const { compute, store } = understanding;
    if (version !== (await readingOf(store, await compute.modelVersion())).version) return;
    await understandPending(understanding, { signal, share, reread: true });
  }
}
