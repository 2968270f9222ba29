import { type Coverage, coverageOf } from '../compare/coverage.ts';
import type { Run } from '../domain/run.ts';
import type { Target } from '../domain/target.ts';
import type { Store } from '../store/store.ts';

/** Far enough back to know how often a target is usually visited, and since when it fails. */
const RUNS = 50;

/** Which of a brand's targets were read to the end of all these windows. */
export async function readCoverage(
  store: Pick<Store, 'targets' | 'runs'>,
  options: { readonly brand: string; readonly endsMs: readonly number[]; readonly lastSentInAt: string | null },
): Promise<Coverage & { readonly targets: readonly Target[] }> {
  const targets = await store.targets({ brand: options.brand });
  const runs = new Map<string, readonly Run[]>();
  for (const { id } of targets) runs.set(id, await store.runs({ targetId: id, limit: RUNS }));
  return { ...coverageOf({ ...options, targets, runs }), targets };
}
