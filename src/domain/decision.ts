import { z } from 'zod';
import { CHOICES } from './choices.ts';

/** What was decided: nothing yet, no (with a reason), or yes. */
export const Choice = z.enum(CHOICES);
export type Choice = z.infer<typeof Choice>;

/** The two decisions that every comment gets, kept apart, and the mark that it is dealt with. */
export const DecisionField = z.enum(['answer', 'work', 'done']);
export type DecisionField = z.infer<typeof DecisionField>;

/** One decision as it stands. */
export const Decision = z.object({
  choice: Choice,
  /** Why not; asked for with `no`. */
  reason: z.string().nullable(),
  /** Who decided, as shown on the page; null while undecided. */
  by: z.string().nullable(),
  at: z.string().nullable(),
});
export type Decision = z.infer<typeof Decision>;

export const UNDECIDED: Decision = { choice: 'undecided', reason: null, by: null, at: null };

/** What an item carries of the loop. */
export const Decisions = z.object({
  /** Does it need an answer? */
  answer: Decision,
  /** Is its problem taken into work? */
  work: Decision,
  /** Dealt with: out of the default view. */
  done: z.object({ by: z.string(), at: z.string() }).nullable(),
  /** Grows with each change: a change names the one it saw, so that nobody overwrites what he has not seen. */
  version: z.number().int(),
  /** The author changed the text after the answer was decided. */
  outdated: z.boolean(),
});
export type Decisions = z.infer<typeof Decisions>;

/** What to change; a field left out stays. `done: false` reopens. */
export const DecisionChange = z.strictObject({
  answer: z.strictObject({ choice: Choice, reason: z.string().min(1).max(500).optional() }).optional(),
  work: z.strictObject({ choice: Choice, reason: z.string().min(1).max(500).optional() }).optional(),
  done: z.boolean().optional(),
});
export type DecisionChange = z.infer<typeof DecisionChange>;

/** One line of an item's history. */
export const DecisionEntry = z.object({
  seq: z.number().int(),
  field: DecisionField,
  from: z.string(),
  to: z.string(),
  reason: z.string().nullable(),
  by: z.string(),
  at: z.string(),
  /** All changes of one click or one bulk action; `undo` takes a batch back. */
  batch: z.string(),
  /** This entry takes another one back. */
  undo: z.boolean(),
});
export type DecisionEntry = z.infer<typeof DecisionEntry>;

/** Nobody has looked at it yet. */
export const NO_DECISIONS: Decisions = { answer: UNDECIDED, work: UNDECIDED, done: null, version: 0, outdated: false };
