import type { Audit, AuditAnswer, AuditedModel } from '../../domain/audit.ts';

/** An audit as every store keeps it. */
export interface AuditRow {
  readonly key: string;
  readonly brand: string;
  readonly revision: number;
  readonly channel: string;
  readonly day: string;
  readonly model_version: string;
  /** JSON of what the models said. */
  readonly model: string;
  readonly stratum: string;
  readonly inclusion: number;
  readonly draw: string;
  readonly drawn_at: string;
  /** JSON; null while nobody has read it. */
  readonly answer: string | null;
}

export function auditRow(audit: Omit<Audit, 'answer'> & { readonly answer?: Audit['answer'] }): AuditRow {
  const { key, brand, revision, channel, day, modelVersion, model, stratum, inclusion, draw, drawnAt } = audit;
  const told = { model_version: modelVersion, model: JSON.stringify(model) };
  const answer = audit.answer == null ? null : JSON.stringify(audit.answer);
  return { key, brand, revision, channel, day, ...told, stratum, inclusion, draw, drawn_at: drawnAt, answer };
}

export function toAudit(row: AuditRow): Audit {
  const { key, brand, revision, channel, day, stratum, inclusion, draw } = row;
  return {
    key,
    revision,
    brand,
    channel,
    day,
    modelVersion: row.model_version,
    model: JSON.parse(row.model) as AuditedModel,
    stratum,
    inclusion,
    draw,
    drawnAt: row.drawn_at,
    answer: row.answer === null ? null : (JSON.parse(row.answer) as AuditAnswer),
  };
}
