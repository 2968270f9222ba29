import type { Audit } from '../../domain/audit.ts';
import { NotFound } from '../../errors.ts';
import type { AuditStore } from '../audit-store.ts';
import { auditRow, toAudit } from '../rows/audit-row.ts';
import type { MongoDb } from './models.ts';
import type { AuditDoc } from './own-documents.ts';
import { upsertAll } from './upsert-all.ts';

export function auditDoc(audit: Parameters<typeof auditRow>[0]): AuditDoc {
  const { key, answer, ...row } = auditRow(audit);
  return { ...row, _id: key, ...(answer === null ? {} : { answer }) };
}

export function auditOf({ _id: key, answer, ...row }: AuditDoc): Audit {
  return toAudit({ ...row, key, answer: answer ?? null });
}

export function auditMethods(db: MongoDb): AuditStore {
  async function audit(key: string): Promise<Audit | null> {
    const found = await db.audits.findById(key).lean<AuditDoc>();
    return found === null ? null : auditOf(found);
  }

  return {
    audit,
    async keepAudits(audits) {
      const keys = audits.map(({ key }) => key);
      const there = new Set(
        (await db.items.find({ _id: { $in: keys } }, { _id: 1 }).lean()).map(({ _id }) => String(_id)),
      );
      const docs = audits.filter(({ key }) => there.has(key)).map(auditDoc);
      const operations = docs.map(({ _id, brand, ...rest }) => ({
        updateOne: { filter: { _id, brand }, update: { $setOnInsert: rest }, upsert: true },
      }));
      await upsertAll(db, db.audits, operations);
    },
    async audits({ brand, answered, limit = 0 }) {
      const which = answered === undefined ? {} : { answer: { $exists: answered } };
      const found = db.audits.find({ brand, ...which }).sort({ drawn_at: 1, _id: 1 });
      return (await found.hint('brand_drawn').limit(limit).lean<AuditDoc[]>()).map(auditOf);
    },
    async answerAudit(key, answer) {
      const change = answer === null ? { $unset: { answer: 1 } } : { $set: { answer: JSON.stringify(answer) } };
      const brand = (await audit(key))?.brand;
      if (brand !== undefined) await db.audits.updateOne({ _id: key, brand }, change);
      const now = await audit(key);
      if (now === null) throw new NotFound('This text was not drawn for an audit.', { details: { key } });
      return now;
    },
  };
}
