import type { Metric } from '../../domain/metric.ts';

/** A survey's score; all null for an item without one. */
export interface MetricColumns {
  metric_kind: string | null;
  metric_value: number | null;
  metric_min: number | null;
  metric_max: number | null;
  metric_direction: string | null;
  metric_question: string | null;
  metric_prompt: string | null;
}

export function metricColumns(metric: Metric | null): MetricColumns {
  return {
    metric_kind: metric?.kind ?? null,
    metric_value: metric?.value ?? null,
    metric_min: metric?.min ?? null,
    metric_max: metric?.max ?? null,
    metric_direction: metric?.direction ?? null,
    metric_question: metric?.question?.toWellFormed() ?? null,
    metric_prompt: metric?.prompt ?? null,
  };
}

export function toMetric(row: MetricColumns): Metric | null {
  if (row.metric_kind === null || row.metric_value === null) return null;
  return {
    kind: row.metric_kind as Metric['kind'],
    value: row.metric_value,
    min: row.metric_min ?? 0,
    max: row.metric_max ?? 0,
    direction: row.metric_direction === 'down' ? 'down' : 'up',
    question: row.metric_question,
    prompt: (row.metric_prompt ?? 'neutral') as Metric['prompt'],
  };
}
