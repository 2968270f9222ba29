import { NO_OPINION } from '../../domain/kinds.ts';
import type { ThemeSign } from '../../domain/theme.ts';
import type { DerivedColumns, ItemRow } from './item-row.ts';

const NOT_COUNTED: ReadonlySet<string | null> = new Set(NO_OPINION);

/** A theme with its sign as it is indexed: `delivery:negative`. */
export function signName(theme: string, sentiment: string): string {
  return `${theme}:${sentiment}`;
}

/** What `signName` made. */
export function signOf(name: string): ThemeSign {
  const at = name.lastIndexOf(':');
  return { theme: name.slice(0, at), sentiment: name.slice(at + 1) as ThemeSign['sentiment'] };
}

/** The names of a column; none for null. */
export function namesOf(signs: string | null): readonly string[] {
  return signs === null ? [] : (JSON.parse(signs) as string[]);
}

type Kinds = Pick<ItemRow, 'kind' | 'corrected_kind' | 'corrected_sentiment'>;

/** Whether it is somebody's opinion: a person who tells the mood of a text takes it for one, unless he says what else it is. */
export function isOpinion({ kind, corrected_kind, corrected_sentiment }: Kinds): boolean {
  if (corrected_kind !== null) return !NOT_COUNTED.has(corrected_kind);
  return corrected_sentiment !== null || !NOT_COUNTED.has(kind);
}

/** Kind and themes that are shown and counted: a person's word, else the models'. */
export function shownThemes(
  row: Pick<ItemRow, 'understood' | 'kind' | 'themes' | 'corrected_kind' | 'corrected_themes'>,
): Pick<DerivedColumns, 'effective_kind' | 'theme_signs'> {
  const waits = row.understood === 0;
  const said = row.corrected_themes ?? (waits ? null : row.themes);
  const names = said === null ? [] : (JSON.parse(said) as ThemeSign[]).map((one) => signName(one.theme, one.sentiment));
  return {
    effective_kind: row.corrected_kind ?? (waits ? 'pending' : (row.kind ?? 'unread')),
    theme_signs: names.length === 0 ? null : JSON.stringify([...new Set(names)].sort()),
  };
}
