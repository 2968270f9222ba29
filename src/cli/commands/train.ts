import { BadInput } from '../../errors.ts';
import { undoLayer } from '../../jobs/kept-layer.ts';
import { layerReport } from '../../jobs/layer-report.ts';
import { type TrainReport, trainLayer } from '../../jobs/train-layer.ts';
import { loadModels } from '../../understand/index.ts';
import type { App, CliContext, ExitCode } from '../context.ts';
import { type OpenArguments, withApp } from '../open.ts';
import { print, printJson } from '../output.ts';
import { printChanged, printHeldBack, printReport, printTaught } from '../train-report.ts';

export interface TrainArguments extends OpenArguments {
  readonly dryRun?: boolean;
  readonly force?: boolean;
  readonly undo?: boolean;
  readonly report?: boolean;
  readonly json?: boolean;
}

/** `molva train`: 0 also where nothing is kept, as that is an answer; 1 where there is nothing to learn from or to undo. */
export async function train(args: TrainArguments, context: CliContext): Promise<ExitCode> {
  const { dryRun, force, undo, report } = args;
  if (undo && (dryRun || force || report)) throw new BadInput('--undo', 'goes with no other option but --json');
  if (report && (dryRun || force)) throw new BadInput('--report', 'trains nothing: leave the other options out');
  return withApp<ExitCode>(args, context, 'beside', async (app) => {
    if (undo) return undone(app, args, context);
    if (!report) return trained(app, args, context);
    const told = await layerReport(app.store);
    if (args.json) printJson(context, told);
    else printReport(told, context);
    return 0;
  });
}

async function undone({ store }: App, { json }: TrainArguments, context: CliContext): Promise<ExitCode> {
  const gone = await undoLayer(store);
  const { current } = await layerReport(store);
  if (json) printJson(context, { undone: gone?.id ?? null, current: current?.id ?? null });
  else if (gone === null) context.stderr.write('molva: nothing was learned that could be undone\n');
  else
    print(context, `Undone: what was learned on ${gone.at.slice(0, 10)}. In use is ${inUse(current?.at)}. ${REREAD}`);
  return gone === null ? 1 : 0;
}

const REREAD = 'A running server reads all texts anew; until that has ended the figures shown stand.';

function inUse(at: string | undefined): string {
  return at === undefined ? 'the shipped model alone' : `what was learned on ${at.slice(0, 10)}`;
}

async function trained({ store, clock }: App, args: TrainArguments, context: CliContext): Promise<ExitCode> {
  const { dryRun = false, force = false } = args;
  const models = await loadModels();
  const told = await trainLayer({ store, models, clock }, { dryRun, force, signal: context.stop });
  if (args.json) printJson(context, { ...told, dryRun });
  else {
    printTaught(told.taught, context);
    if (told.id !== null) {
      print(context, '');
      printHeldBack(told.heldBack, context);
      print(context, '');
      printChanged(told.changed, context);
      print(context, '');
    }
    print(context, verdict(told, dryRun));
  }
  return told.outcome === 'nothing-said' ? 1 : 0;
}

const OUTCOMES: Readonly<Record<TrainReport['outcome'], string>> = {
  better: 'Better: more was learned than chance gives, and no held-back texts are read worse.',
  same: 'Nothing new: this is what is in use already.',
  'nothing-learned': 'Nothing was learned beyond chance: correct more texts, then train again.',
  worse: 'Held-back texts are read worse than now.',
  'nothing-said': 'There is nothing to learn from: no corrections and no stars.',
};

function verdict({ outcome, kept }: TrainReport, dryRun: boolean): string {
  const said = OUTCOMES[outcome];
  if (kept) return `${said} Kept${outcome === 'better' ? '' : ', as you asked'}. ${REREAD}`;
  if (outcome === 'same' || outcome === 'nothing-said') return said;
  return `${said} Not kept${dryRun ? ': a dry run keeps nothing' : outcome === 'better' ? '' : '; --force keeps it all the same'}.`;
}
