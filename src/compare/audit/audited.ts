import type { Channel, SentimentLabel } from '../../domain/item.ts';
import type { ThemeSign } from '../../domain/theme.ts';

/** A text drawn at random that a person read without seeing what the model said. */
export interface AuditedText {
  readonly channel: Channel;
  /** Stratum it was drawn from; see `drawAudit`. */
  readonly stratum: string;
  /** Probability (0 < p <= 1) with which it was drawn. */
  readonly inclusion: number;
  /** `YYYY-MM` it counts for, '' when undated. */
  readonly month: string;
  /** `themes` null: this person did not tell them. */
  readonly person: { readonly sentiment: SentimentLabel; readonly themes: readonly ThemeSign[] | null };
  /** What was shown of it when it was drawn: `unsure` is a lane of its own, null is "not read". */
  readonly model: { readonly sentiment: SentimentLabel | 'unsure' | null; readonly themes: readonly ThemeSign[] };
}

/** Random texts of both sides that people read. */
export interface AuditedSides {
  readonly public: readonly AuditedText[];
  readonly direct: readonly AuditedText[];
}

export const NO_AUDIT: AuditedSides = { public: [], direct: [] };

/** A text of which the person told the themes too. */
export type ThemedText = AuditedText & { readonly person: { readonly themes: readonly ThemeSign[] } };

/** Those of which the person told the themes: of the others nothing is known about any theme. */
export function withThemes(texts: readonly AuditedText[]): readonly ThemedText[] {
  return texts.filter((text): text is ThemedText => text.person.themes !== null);
}

/** Whether a list names the theme; with `negative` whether it blames it. */
export function names(themes: readonly ThemeSign[], theme: string, negative = false): boolean {
  return themes.some((one) => one.theme === theme && (!negative || one.sentiment === 'negative'));
}
