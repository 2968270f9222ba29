import { moveStore } from '../../jobs/move-store.ts';
import type { CliContext, ExitCode } from '../context.ts';
import { print, printJson } from '../output.ts';
import { type Progress, progress } from '../progress.ts';

/** `molva migrate`: everything from one store to another, empty one; broken off, the same command goes on. */
export async function migrate(
  args: { readonly from: string; readonly to: string; readonly json?: boolean },
  context: CliContext,
): Promise<ExitCode> {
  const now = new Date(context.clock.now()).toISOString();
  const { from, to } = args;
  const move = await context.openMove({ from, to, cwd: context.cwd, env: context.env, now });
  const bars: Partial<Record<'copying' | 'checking', Progress>> = {};
  try {
    const moved = await moveStore({
      ...move,
      signal: context.stop,
      onProgress({ phase, done, total }) {
        if (phase === 'checking') bars.copying?.stop();
        bars[phase] ??= progress(context, phase, total);
        bars[phase].update(done);
      },
    });
    for (const bar of Object.values(bars)) bar.stop();
    const rows = Object.values(moved.counts).reduce((sum, n) => sum + n, 0);
    if (!moved.ended) {
      context.stderr.write('molva: stopped; run the same command again, it goes on where it was\n');
      return 1;
    }
    if (args.json) printJson(context, { ...moved.counts, resumed: moved.resumed });
    else {
      print(
        context,
        `${rows} rows moved${moved.resumed ? ', in several runs' : ''}, ${moved.counts.items} of them texts; both stores were compared and are equal.`,
      );
      print(
        context,
        'The secret of author keys is not in a store: set MOLVA_SECRET, or bring the file "secret" of the data folder along.',
      );
    }
    return 0;
  } finally {
    for (const bar of Object.values(bars)) bar.stop();
    await move.close();
  }
}
