import type { Audit, AuditAnswer } from '../domain/audit.ts';

/** Texts drawn at random for people to read. They go with their items: `forget` and clean-up leave nothing of them. */
export interface AuditStore {
  /** Keeps drawn texts. One that was drawn before stays as it is, one whose item is gone is left out; so repeating it changes nothing. */
  keepAudits(audits: readonly Omit<Audit, 'answer'>[]): Promise<void>;
  /** In the order of drawing, then by key. `answered`: those that a person has read, or those that nobody has. */
  audits(filter: {
    readonly brand: string;
    readonly answered?: boolean;
    readonly limit?: number;
  }): Promise<readonly Audit[]>;
  audit(key: string): Promise<Audit | null>;
  /** A later answer takes the place of an earlier one; null takes it back. Throws `NotFound` for a text that was not drawn. */
  answerAudit(key: string, answer: AuditAnswer | null): Promise<Audit>;
}
