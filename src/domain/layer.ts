import { z } from 'zod';
import { SentimentLabel } from './item.ts';

/** How well one class is found, without and with what was learned. Shares 0..1, null where nothing is there to be counted. */
const Quality = z.object({
  precision: z.number().nullable(),
  recall: z.number().nullable(),
  f1: z.number().nullable(),
});

/** Texts that were held back, judged before and after. */
export const BeforeAfter = z.object({
  n: z.number().int(),
  before: z.object({ accuracy: z.number().nullable(), macroF1: z.number().nullable() }),
  after: z.object({ accuracy: z.number().nullable(), macroF1: z.number().nullable() }),
  /** Wrong before and right after, and the other way round. */
  fixed: z.number().int(),
  broken: z.number().int(),
  classes: z.array(z.object({ name: z.string(), n: z.number().int(), before: Quality, after: Quality })),
});
export type BeforeAfter = z.infer<typeof BeforeAfter>;

export const HeldBack = z.object({
  /** Texts whose sentiment a person corrected: four labels. */
  corrected: BeforeAfter,
  /** Texts with stars: is the sign of the score that of the stars? */
  starred: BeforeAfter,
  /** Texts whose kind a person corrected. */
  kinds: BeforeAfter,
  others: z.object({
    /** Texts that nobody corrected: how many get another label, and how many another kind of text. */
    n: z.number().int(),
    changed: z.number().int(),
    sorts: z.number().int(),
    /** How many of all texts are read wrongly, corrected ones included, as the models' calibrated confidence has it. */
    expectedWrong: z.number(),
    expectedWrongSorts: z.number(),
  }),
});
export type HeldBack = z.infer<typeof HeldBack>;

/** Texts whose label is another one with what was learned. */
export const Changed = z.object({
  /** Texts looked at: those that were learned from, held back and left alone. */
  read: z.number().int(),
  changed: z.number().int(),
  flows: z.array(z.object({ from: SentimentLabel, to: SentimentLabel, n: z.number().int() })),
});
export type Changed = z.infer<typeof Changed>;

/** What a training was given. */
export const Taught = z.object({
  /** Texts with a corrected sentiment, with a corrected kind, with stars that tell a side, and others that shall stay as they are. */
  corrected: z.number().int(),
  kinds: z.number().int(),
  starred: z.number().int(),
  others: z.number().int(),
  /** Texts that were drawn for an audit: never learned from, never measured on. */
  audited: z.number().int(),
});
export type Taught = z.infer<typeof Taught>;

/** `same`: just what is there already. */
export const Outcome = z.enum(['better', 'same', 'nothing-learned', 'worse', 'nothing-said']);
export type Outcome = z.infer<typeof Outcome>;

/** A layer that was kept. */
export const LayerStep = z.object({
  id: z.string(),
  /** Version of the shipped models that it was learned on. */
  models: z.string(),
  at: z.string(),
  outcome: Outcome,
  taught: Taught,
  heldBack: HeldBack,
  changed: Changed,
});
export type LayerStep = z.infer<typeof LayerStep>;

/** What people's corrections did. */
export const LayerReport = z.object({
  /** Items that stand corrected now, and of which field; an item may be in several. */
  corrections: z.object({
    items: z.number().int(),
    sentiment: z.number().int(),
    kind: z.number().int(),
    themes: z.number().int(),
    language: z.number().int(),
    /** Of the corrected sentiments: where the models now say what the person said. */
    agreed: z.number().int(),
    /** From what the models say now to what people said, where these differ; null: the models say nothing. */
    flows: z.array(z.object({ from: SentimentLabel.nullable(), to: SentimentLabel, n: z.number().int() })),
  }),
  /** The layer in use; null: the shipped models alone. */
  current: LayerStep.nullable(),
  /** `reading`: texts are being read anew with it; `stale`: it was learned on other models and waits for a new training. */
  state: z.enum(['none', 'reading', 'shown', 'stale']),
  /** Layers that `undo` goes back to, the next one last. */
  before: z.array(LayerStep),
});
export type LayerReport = z.infer<typeof LayerReport>;
