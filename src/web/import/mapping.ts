import type { SurveyMapping } from '../api/rooms.ts';

type Metric = NonNullable<SurveyMapping['metric']>;
export type Kind = Metric['kind'];

/** Usual scales, offered when a kind is chosen. */
export const SCALES: Readonly<Record<Kind, { readonly min: number; readonly max: number }>> = {
  nps: { min: 0, max: 10 },
  csat: { min: 1, max: 5 },
  ces: { min: 1, max: 7 },
  stars: { min: 1, max: 5 },
};
export const KINDS = Object.keys(SCALES) as readonly Kind[];

/** The mapping with another kind of score: its usual scale, the question as it was. Null takes the score away. */
export function withKind(mapping: SurveyMapping, kind: Kind | null): SurveyMapping {
  if (kind === null) return { ...mapping, metric: null };
  const { question = null, prompt = 'neutral' } = mapping.metric ?? {};
  return { ...mapping, metric: { kind, ...SCALES[kind], direction: 'up', question, prompt } };
}

export function withMetric(mapping: SurveyMapping, change: Partial<Metric>): SurveyMapping {
  return mapping.metric === null ? mapping : { ...mapping, metric: { ...mapping.metric, ...change } };
}

/** The mapping with a field in another column ('' = none). A column holds one field: it leaves the one that it had. */
export function withColumn(mapping: SurveyMapping, field: string, column: string): SurveyMapping {
  const columns = Object.fromEntries(
    Object.entries(mapping.columns).map(([name, old]) => [name, column !== '' && old === column ? '' : old]),
  );
  const free = (one: { readonly column: string }) => one.column !== column;
  return {
    ...mapping,
    columns: { ...columns, [field]: column },
    moreScores: mapping.moreScores?.filter(free),
    moreComments: mapping.moreComments?.filter((one) => one !== column),
  };
}

/** What decides how rows are read: only a change of this asks the server again. */
export function readingOf(mapping: SurveyMapping | null): string {
  if (mapping === null) return '';
  const { columns, metric, moreScores, moreComments, timeZone, dateOrder } = mapping;
  const scale = metric && [metric.kind, metric.min, metric.max, metric.direction];
  return JSON.stringify([columns, scale, moreScores, moreComments, timeZone, dateOrder]);
}

/** The field that a column is read as; null when it is left aside. */
export function fieldOf(mapping: SurveyMapping, column: string): string | null {
  const own = Object.entries(mapping.columns).find(([, name]) => name === column && name !== '');
  if (own) return own[0];
  if (mapping.moreScores?.some((one) => one.column === column)) return 'score';
  return mapping.moreComments?.includes(column) ? 'comment' : null;
}

export type WrongMapping = Readonly<Partial<Record<'survey' | 'timeZone' | 'scale' | 'columns', true>>>;

/** What the server would refuse, by field. */
export function wrongIn(mapping: SurveyMapping, isZone: (name: string) => boolean): WrongMapping {
  const { survey, timeZone, metric, columns } = mapping;
  const scaled =
    metric === null || (Number.isFinite(metric.min) && Number.isFinite(metric.max) && metric.min < metric.max);
  const filled = Object.values(columns).some((column) => column !== '');
  return {
    ...(survey.trim() === '' ? { survey: true as const } : {}),
    ...(isZone(timeZone) ? {} : { timeZone: true as const }),
    ...(scaled ? {} : { scale: true as const }),
    ...(filled ? {} : { columns: true as const }),
  };
}
