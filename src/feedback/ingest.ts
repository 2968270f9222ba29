import type { RawReview } from '../collect/scraper.ts';
import type { Brand } from '../domain/brand.ts';
import type { Channel } from '../domain/item.ts';
import { METRIC_SCALES, type Metric } from '../domain/metric.ts';
import { type Ingested, IngestRow } from '../domain/survey.ts';
import { BadInput } from '../errors.ts';
import { toUtc } from '../understand/times.ts';
import type { ImportDeps } from './import-file.ts';
import { writeAnswers } from './import-survey.ts';
import { nameId } from './name-id.ts';
import { hideId } from './survey-answers.ts';

export interface IngestOptions {
  /** Name of the survey or program; the `source` of the items. */
  readonly source: string;
  readonly brand: Brand;
  /** Each should be an `IngestRow`. */
  readonly rows: readonly unknown[];
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
/** Stars come as 1 to 5. */
const BEST_STARS = 5;

/**
 * Answers and reviews that a program sends. The same `id` again changes nothing, or the answer where it differs; a row
 * that cannot be used is named by its place and the rest is taken. Throws `BadInput('source')`.
 */
export async function ingestRows(options: IngestOptions, deps: ImportDeps): Promise<Ingested> {
  if (nameId(options.source) === '') throw new BadInput('source', 'wanted a name with letters or digits');
  const problems: Ingested['problems'] = [];
  const byChannel = new Map<Channel, RawReview[]>();
  const ids = new Map<string, number>();
  for (const [index, row] of options.rows.entries()) {
    const parsed = IngestRow.safeParse(row);
    if (!parsed.success) {
      const issue = parsed.error.issues[0]!;
      problems.push({ index, problem: `${issue.path.join('.') || 'row'}: ${issue.message}`.slice(0, 300) });
      continue;
    }
    const problem = rowProblem(parsed.data) ?? twice(ids, parsed.data.id, index);
    if (problem !== null) {
      problems.push({ index, problem });
      continue;
    }
    const reviews = byChannel.get(parsed.data.channel) ?? [];
    byChannel.set(parsed.data.channel, reviews);
    reviews.push(asReview(parsed.data, deps.secret));
  }
  const done = { added: 0, changed: 0, same: 0 };
  for (const [channel, reviews] of byChannel) {
    // These come as they are given: they are news, unlike a file of the past.
    const written = await writeAnswers(reviews, options.source, {
      ...deps,
      brand: options.brand,
      channel,
      backfill: false,
    });
    for (const name of ['added', 'changed', 'same'] as const) done[name] += written[name];
  }
  return { ...done, problems };
}

function rowProblem(row: IngestRow): string | null {
  if (row.metric === undefined && row.stars === undefined && !row.text?.trim() && !row.title?.trim()) {
    return 'has neither a score nor a text';
  }
  if (row.date !== undefined && !isDate(row.date)) {
    return `date: got ${JSON.stringify(row.date.slice(0, 40))}, wanted 2026-05-31 or an instant with zone`;
  }
  return row.metric === undefined ? null : metricProblem(wholeMetric(row.metric));
}

function metricProblem({ kind, value, min, max }: Metric): string | null {
  if (!(min < max)) return 'metric: the scale ends before it begins';
  if (kind === 'nps' && max !== 10) return 'metric.max: NPS is asked from 0 to 10; call another scale csat';
  if (value < min || value > max) return `metric.value: got ${value}, wanted ${min} to ${max}`;
  return kind === 'nps' && !Number.isInteger(value) ? `metric.value: got ${value}, wanted a whole number` : null;
}

function wholeMetric(metric: NonNullable<IngestRow['metric']>): Metric {
  return { ...METRIC_SCALES[metric.kind], direction: 'up', question: null, prompt: 'neutral', ...metric };
}

function twice(ids: Map<string, number>, id: string, index: number): string | null {
  const before = ids.get(id);
  if (before !== undefined) return `id: the same as in row ${before}`;
  ids.set(id, index);
  return null;
}

function isDate(text: string): boolean {
  if (!DAY.test(text)) return toUtc(text) !== null;
  const midnight = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(text);
}

function asReview(row: IngestRow, secret: string | Uint8Array): RawReview {
  return {
    externalId: `sheet:${hideId(row.id, secret)}`,
    author: null,
    authorId: row.author?.normalize('NFKC').trim().toLowerCase() ?? null,
    rating: row.stars ?? null,
    ratingScale: row.stars === undefined ? null : BEST_STARS,
    title: row.title ?? null,
    text: row.text ?? null,
    pros: null,
    cons: null,
    publishedAt: row.date ?? null,
    url: row.url ?? null,
    likes: null,
    replyText: null,
    verified: null,
    productId: row.productId ?? null,
    location: row.location ?? null,
    language: row.language ?? null,
    metric: row.metric === undefined ? null : wholeMetric(row.metric),
    touchpoint: row.touchpoint ?? null,
  };
}
