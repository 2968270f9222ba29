import type { Audit, AuditAnswer } from '../../domain/audit.ts';
import { NotFound } from '../../errors.ts';
import type { AuditStore } from '../audit-store.ts';
import { type AuditRow, auditRow, toAudit } from '../rows/audit-row.ts';
import type { Connection } from './connection.ts';

export function keepAudits(connection: Connection, audits: readonly Omit<Audit, 'answer'>[]): void {
  for (const audit of audits) {
    const row = auditRow(audit);
    const names = Object.keys(row);
    connection.run(
      `INSERT INTO audit (${names.join(', ')}) SELECT ${names.map(() => '?').join(', ')}
       WHERE EXISTS (SELECT 1 FROM item WHERE key = ?) ON CONFLICT DO NOTHING`,
      ...Object.values(row),
      audit.key,
    );
  }
}

export function audits(
  connection: Connection,
  { brand, answered, limit = -1 }: Parameters<AuditStore['audits']>[0],
): readonly Audit[] {
  const which = answered === undefined ? '' : `AND answer IS ${answered ? 'NOT NULL' : 'NULL'}`;
  const sql = `SELECT * FROM audit WHERE brand = ? ${which} ORDER BY drawn_at, key LIMIT ?`;
  return connection.all<AuditRow>(sql, brand, limit).map(toAudit);
}

export function audit(connection: Connection, key: string): Audit | null {
  const found = connection.get<AuditRow>('SELECT * FROM audit WHERE key = ?', key);
  return found === undefined ? null : toAudit(found);
}

export function answerAudit(connection: Connection, key: string, answer: AuditAnswer | null): Audit {
  const body = answer === null ? null : JSON.stringify(answer);
  connection.run('UPDATE audit SET answer = ? WHERE key = ?', body, key);
  const now = audit(connection, key);
  if (now === null) throw new NotFound('This text was not drawn for an audit.', { details: { key } });
  return now;
}
