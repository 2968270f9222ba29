import { Presets, SingleBar } from 'cli-progress';
import type { CliContext } from './context.ts';

export interface Progress {
  /** `total` may grow while the work goes on. */
  update(done: number, total?: number): void;
  stop(): void;
}

/** A bar on a terminal's stderr; silent where the output goes to a file or another program. */
export function progress(context: Pick<CliContext, 'stderr'>, label: string, total: number): Progress {
  if (context.stderr.isTTY !== true) return { update() {}, stop() {} };
  const bar = new SingleBar(
    {
      format: `${label} {bar} {value}/{total}`,
      stream: context.stderr as NodeJS.WriteStream,
      clearOnComplete: true,
      hideCursor: true,
    },
    Presets.shades_classic,
  );
  bar.start(Math.max(1, total), 0);
  return {
    update(done, grown) {
      if (grown !== undefined) bar.setTotal(Math.max(1, grown));
      bar.update(done);
    },
    stop() {
      bar.stop();
    },
  };
}
