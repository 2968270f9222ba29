import type {
  Comparison,
  ComparisonNote,
  ComparisonRow,
  Counts,
  LeftOut,
  LeftOutReason,
  OpenScore,
  ShareFigure,
  Verdict,
} from '../../domain/comparison.ts';
import { BadInput } from '../../errors.ts';
import { brandOf } from '../brand.ts';
import type { CliContext, ExitCode } from '../context.ts';
import { type OpenArguments, withApp } from '../open.ts';
import { plain, print, printJson, table } from '../output.ts';
import { printThemes } from './compare-themes.ts';

export interface CompareArguments extends OpenArguments {
  readonly brand?: string;
  readonly from?: string;
  readonly to?: string;
  readonly copies?: string;
  readonly json?: boolean;
}

/** `molva compare`: the same figures as the page's, in words and tables; `--json` gives the whole answer of the API. */
export async function compare(args: CompareArguments, context: CliContext): Promise<ExitCode> {
  return withApp<ExitCode>(args, context, 'beside', async (app) => {
    const { id: brand } = await brandOf(app, args.brand);
    const { from, to, copies = 'one' } = args;
    if (copies !== 'one' && copies !== 'all')
      throw new BadInput('--copies', `${JSON.stringify(copies)} is neither one nor all`);
    const comparison = await app.figures.comparison({ brand, from, to, copies });
    if (args.json) printJson(context, comparison);
    else printComparison(comparison, context);
    return 0;
  });
}

const VERDICTS: Readonly<Record<Verdict, string>> = {
  'more-in-public': 'more negative in public',
  'more-in-surveys': 'more negative in surveys',
  'about-the-same': 'about the same',
  'no-clear-difference': 'no clear difference',
  'too-few': 'too few to tell',
  'not-comparable': 'not comparable',
};

const NOTES: Readonly<Record<ComparisonNote, string>> = {
  'before-model-error': 'Before model error: the labels have not been audited yet.',
  'depends-on-length': 'Among texts of one length the sides stand the other way round: it depends on length.',
  'few-clusters-public':
    'The public texts come from fewer than 10 authors, threads or weeks of pages: choose a longer period.',
  'few-clusters-direct': 'The answers come from fewer than 10 people, threads or weeks: choose a longer period.',
  'asks-faults': 'A survey question asks for faults, so its answers are not compared.',
  'asks-praise': 'A survey question asks for praise, so its answers are not compared.',
  pending: 'Some texts wait to be understood.',
};

const REASONS: Readonly<Record<LeftOutReason, string>> = {
  blocked: 'blocked',
  'layout-changed': 'not readable (its page changed)',
  failed: 'failing',
  partial: 'not read to the end',
  paused: 'paused',
  'not-read-yet': 'not read whole yet',
  'no-visit': 'not visited',
  'no-import': 'nothing sent in',
  removed: 'read no more',
};

function printComparison(comparison: Comparison, context: CliContext): void {
  const { public: open, direct, difference } = comparison;
  const line = (text: string): void => print(context, text);
  const each = comparison.copies === 'all' ? ', each copy counted' : '';
  line(`${comparison.brand}, ${comparison.from} to ${comparison.to} (${comparison.timeZone})${each}`);
  line('');
  table(
    context,
    ['side', ...SHARE_COLUMNS, 'what became of the texts'],
    [
      ['public', ...shareCells(open.negative), countsText(open.counts)],
      ['direct', ...shareCells(direct.negative), countsText(direct.counts)],
    ],
  );
  for (const [side, { negative, bounds, counts }] of [
    ['public', open],
    ['direct', direct],
  ] as const) {
    if (bounds !== null && counts.unsure > 0 && negative.display !== 'hide')
      line(
        `${side}: ${percent(bounds.low)} to ${percent(bounds.high)}, as the ${counts.unsure} unsure texts are taken`,
      );
    if (side === 'direct' && direct.all > negative.n)
      line(`direct: ${negative.k} negative comments among ${direct.all} answers in all`);
    const { corrected } = negative;
    if (corrected?.valueWithout != null)
      line(`${side}: ${percent(corrected.valueWithout)} without the ${corrected.n} texts that people corrected`);
  }
  line('');
  const by =
    difference.value === null
      ? ''
      : `: ${points(difference.value)} points (${points(difference.low!)} to ${points(difference.high!)}), public minus direct`;
  line(`Verdict: ${VERDICTS[comparison.verdict]}${by}`);
  if (comparison.corrected !== null) {
    const { verdict, difference: after } = comparison.corrected;
    line(
      `After model error: ${VERDICTS[verdict]}: ${points(after.value)} points (${points(after.low)} to ${points(after.high)})`,
    );
  }
  for (const note of comparison.notes) line(NOTES[note]);
  const without = withoutText(comparison);
  if (without !== null) line(without);
  printScores(comparison.scores, context);
  printRows('source (public side)', comparison.bySource, context);
  printRows('touchpoint (direct side)', comparison.byTouchpoint, context);
  printThemes(comparison.themes, context);
  if (comparison.leftOut.length > 0)
    line(`\nNot read to the end of the period: ${comparison.leftOut.map(leftOutText).join('; ')}`);
  for (const { day, share } of comparison.fresh) line(`${day}: about ${Math.round(100 * share)} % in`);
  line('\nIntervals speak of chance, not of who writes in public and who answers surveys.');
}

function printScores(scores: Comparison['scores'], context: CliContext): void {
  if (scores.length === 0) return;
  print(context, '');
  table(
    context,
    ['score', 'side', 'value', 'n', 'question'],
    scores.map((score) => [score.kind, score.side, scoreText(score), String(score.n), score.label]),
  );
}

function printRows(title: string, rows: readonly ComparisonRow[], context: CliContext): void {
  if (rows.length === 0) return;
  print(context, '');
  table(
    context,
    [title, ...SHARE_COLUMNS, 'score', 'texts'],
    rows.map((row) => [
      row.name === '' ? '(none given)' : row.name,
      ...shareCells(row.negative),
      row.score === null ? '-' : `${row.score.kind} ${scoreText(row.score)} of ${row.score.n}`,
      countsText(row.counts),
    ]),
  );
}

/** What the public side would be without what looks paid for; null where nothing is flagged, or too few texts are left to tell. */
function withoutText({ withoutUnusual, public: open }: Comparison): string | null {
  const { negative, stars, verdict } = withoutUnusual;
  if (negative.items === 0 || negative.without === null || open.negative.display === 'hide') return null;
  const { items, weight, genuineShare } = negative;
  const mean = stars.posterior === null ? '' : `, stars ${stars.posterior.mean.toFixed(2)}`;
  const turned = verdict === null ? '' : `; verdict: ${VERDICTS[verdict]}`;
  const removed = `${items} flagged, a weight of ${weight.toFixed(1)} taken away in all, ${percent(genuineShare ?? 0)} of the flagged expected to be genuine`;
  return `Without unusual reviews (${removed}): ${percent(negative.without)} negative in public${mean}${turned}`;
}

const SHARE_COLUMNS = ['negative', 'of texts', 'worth'];

/** Under 5 texts the count alone. `worth`: what the texts are worth, where some are not independent. */
function shareCells({ k, n, nEff, value, low, high, display }: ShareFigure): string[] {
  const known = value !== null && low !== null && high !== null && display !== 'hide';
  const share = known ? `${percent(value)} (${percent(low)} to ${percent(high)})` : `${k} of ${n}`;
  return [share, String(n), n === 0 ? '-' : `about ${Math.round(nEff)}`];
}

function scoreText({ value, low, high, min, max, display, kind }: OpenScore): string {
  if (value === null || low === null || high === null || display === 'hide') return '-';
  const digits = max - min > 20 ? 0 : 2;
  const unit = kind === 'csat' ? ' %' : '';
  return `${value.toFixed(digits)}${unit} (${low.toFixed(digits)} to ${high.toFixed(digits)})`;
}

function countsText(counts: Counts): string {
  const parts: readonly (readonly [number, string])[] = [
    [counts.negative, 'negative'],
    [counts.mixed, 'mixed'],
    [counts.neutral, 'neutral'],
    [counts.positive, 'positive'],
    [counts.unsure, 'unsure'],
    [counts.unread, 'unread'],
    [counts.pending, 'waiting'],
    [counts.noOpinion, 'adverts or official answers'],
    [counts.starsOnly, 'without text'],
    [counts.undated, 'undated'],
  ];
  const told = parts.filter(([n]) => n > 0).map(([n, word]) => `${n} ${word}`);
  return told.length === 0 ? 'none' : told.join(', ');
}

function leftOutText({ title, reason, since }: LeftOut): string {
  return `${plain(title) || 'sent in'} (${REASONS[reason]}${since === null ? '' : ` since ${since.slice(0, 10)}`})`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

function points(share: number): string {
  return (100 * share).toFixed(1);
}
