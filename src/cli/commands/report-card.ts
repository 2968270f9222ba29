import type { BrandReportCard, Drift, Quality } from '../../domain/report-card.ts';
import type { ShareFigure } from '../../domain/share-figure.ts';
import { BadInput } from '../../errors.ts';
import { createAuditDesk } from '../../jobs/audit-desk.ts';
import { brandOf } from '../brand.ts';
import type { CliContext, ExitCode } from '../context.ts';
import { type OpenArguments, withApp } from '../open.ts';
import { plain, print, printJson, table } from '../output.ts';

export interface ReportCardArguments extends OpenArguments {
  readonly brand?: string;
  readonly draw?: string;
  readonly json?: boolean;
}

/** More at once are not read by anybody. */
const MAX_DRAW = 10_000;

/** `molva report-card`: what the models are worth by the texts that people read; `--json` gives the whole answer of the API. */
export async function reportCard(args: ReportCardArguments, context: CliContext): Promise<ExitCode> {
  const size = sizeOf(args.draw);
  return withApp<ExitCode>(args, context, 'beside', async ({ store, clock, log }) => {
    const { id: brand } = await brandOf({ store }, args.brand);
    const desk = createAuditDesk({ store, clock, log });
    const drawn = size === undefined ? null : await desk.draw(brand, size);
    const answer = await desk.reportCard(brand);
    if (args.json) printJson(context, drawn === null ? answer : { drawn, ...answer });
    else {
      if (drawn !== null)
        print(context, `${drawn} texts drawn${drawn < size! ? ': there are no more to draw from' : ''}.`);
      printCard(answer, context);
    }
    return 0;
  });
}

function sizeOf(draw: string | undefined): number | undefined {
  if (draw === undefined) return undefined;
  const size = /^\d{1,6}$/.test(draw) ? Number(draw) : 0;
  if (size < 1 || size > MAX_DRAW)
    throw new BadInput('--draw', `got ${JSON.stringify(draw)}, wanted a number from 1 to ${MAX_DRAW}`);
  return size;
}

const QUALITY = ['precision', 'recall'];

function printCard({ brand, open, missing, card }: BrandReportCard, context: CliContext): void {
  print(context, `${brand}: ${card.n} random texts read by people, ${open} waiting to be read`);
  if (card.n > 0) {
    print(context, `Agreement: ${share(card.agreement)}`);
    const rows = card.classes.map((one) => ['all', one.label, ...quality(one)]);
    for (const { channel, classes } of card.channels)
      rows.push(...classes.map((one) => [channel, one.label, ...quality(one)]));
    print(context, '');
    table(context, ['channel', 'label', ...QUALITY], rows);
    if (card.themes.length > 0) {
      print(context, '');
      const themes = card.themes.flatMap(({ theme, named, blamed }) => [
        [plain(theme), 'named', ...quality(named)],
        [plain(theme), 'blamed', ...quality(blamed)],
      ]);
      table(context, ['theme', '', ...QUALITY], themes);
    }
    print(context, '');
    table(
      context,
      ['month', 'agreement'],
      card.drift.months.map(({ month, agreement }) => [month, share(agreement)]),
    );
    print(context, DRIFTS[card.drift.direction]);
  }
  const sides = (['public', 'direct'] as const).filter((side) => missing[side] > 0);
  if (sides.length === 0) print(context, 'Shares and comparisons of these 90 days are also given after model error.');
  for (const side of sides)
    print(
      context,
      `${missing[side]} more ${side} texts of ${missing.from} to ${missing.to} to read until shares are corrected.`,
    );
}

const DRIFTS: Readonly<Record<Drift['direction'], string>> = {
  falling: 'Agreement falls by more than chance.',
  rising: 'Agreement rises by more than chance.',
  none: 'No drift beyond chance.',
  withheld: 'Too few to tell a drift: it takes two months with 30 read texts each.',
};

function quality({ precision, recall }: Quality): string[] {
  return [share(precision), share(recall)];
}

/** Under 5 texts the count alone. */
function share({ k, n, value, low, high, display }: ShareFigure): string {
  if (value === null || low === null || high === null || display === 'hide') return `${k} of ${n}`;
  const [middle, from, to] = [value, low, high].map((one) => (100 * one).toFixed(0));
  return `${middle} % (${from} to ${to}) of ${n}`;
}
