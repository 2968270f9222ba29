import type { AuditSaid } from '../api/audits.ts';
import type { Kind, Label, ThemeSign } from '../api/types.ts';

/** What a person says of one text before it is sent. */
export interface Draft {
  readonly sentiment: Label | null;
  readonly kind: Kind | null;
  readonly themes: ReadonlyMap<string, Sign>;
}

export type Sign = 'negative' | 'positive' | 'both' | 'neutral';

export const EMPTY_DRAFT: Draft = { sentiment: null, kind: null, themes: new Map() };

/** The digits that correct a text in the feed. */
export const LABEL_KEYS = {
  '1': 'positive',
  '2': 'neutral',
  '3': 'negative',
  '4': 'mixed',
} as const satisfies Readonly<Record<string, Label>>;

const TURN: readonly (Sign | undefined)[] = [undefined, 'negative', 'positive', 'both', 'neutral'];

/** Each press says the next sign of a theme, after the last one none. */
export function turned(themes: Draft['themes'], theme: string): Draft['themes'] {
  const next = TURN[(TURN.indexOf(themes.get(theme)) + 1) % TURN.length];
  const others = [...themes].filter(([id]) => id !== theme);
  return new Map(next === undefined ? others : [...others, [theme, next]]);
}

/** Without `details` nothing is said of themes: null, which is not the same as none. */
export function saidOf(sentiment: Label, draft: Draft, details: boolean): AuditSaid {
  if (!details) return { sentiment, themes: null, kind: null };
  return { sentiment, themes: [...draft.themes].flatMap(([theme, sign]) => signsOf(theme, sign)), kind: draft.kind };
}

function signsOf(theme: string, sign: Sign): ThemeSign[] {
  const signs = sign === 'both' ? (['negative', 'positive'] as const) : ([sign] as const);
  return signs.map((sentiment) => ({ theme, sentiment }));
}
