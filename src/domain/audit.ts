import { z } from 'zod';
import { SentimentLabel } from './item.ts';
import { TextKind, ThemeSign } from './theme.ts';

/** What the models said of a text when it was drawn: `unsure` is a lane of its own, null is "not read". */
export const AuditedModel = z.object({
  sentiment: z.enum([...SentimentLabel.options, 'unsure']).nullable(),
  themes: z.array(ThemeSign).readonly(),
  kind: TextKind.nullable(),
});
export type AuditedModel = z.infer<typeof AuditedModel>;

/** What a person who did not see the models' answer says of a text. */
export const AuditAnswer = z.object({
  sentiment: SentimentLabel,
  /** All themes of the text; none = it speaks of none. Null: this person does not tell. */
  themes: z.array(ThemeSign).max(100).readonly().nullable(),
  /** Null: this person does not tell. */
  kind: TextKind.nullable(),
  by: z.string(),
  at: z.string(),
});
export type AuditAnswer = z.infer<typeof AuditAnswer>;

/** A text drawn at random to be read by a person. Nothing is ever trained on it, and no correction is part of it. */
export interface Audit {
  /** Key of the item: a text is drawn once at most. */
  readonly key: string;
  /** Revision that the models had read; an item that was edited since is asked for no more. */
  readonly revision: number;
  readonly brand: string;
  readonly channel: string;
  /** Day it counts for, '' when undated. */
  readonly day: string;
  readonly modelVersion: string;
  readonly model: AuditedModel;
  /** Channel and label: texts of one stratum and draw were drawn with one probability. */
  readonly stratum: string;
  /** Probability (0 < p <= 1) with which it was drawn. */
  readonly inclusion: number;
  /** Id of the draw. */
  readonly draw: string;
  readonly drawnAt: string;
  /** Null while nobody has read it. */
  readonly answer: AuditAnswer | null;
}
