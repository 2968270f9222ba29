import type { Item, SentimentLabel } from '../domain/item.ts';
import type { TextKind, ThemeSign } from '../domain/theme.ts';

/** What people say of single texts. */
export interface PersonStore {
  /** A person's word. `undefined` leaves a field, `null` takes the correction back. Throws `NotFound`. */
  correct(options: {
    key: string;
    sentiment?: SentimentLabel | null;
    language?: string | null;
    kind?: TextKind | null;
    themes?: readonly ThemeSign[] | null;
    by: string;
    now: string;
  }): Promise<Item>;
  setTags(options: {
    key: string;
    add: readonly string[];
    remove: readonly string[];
    by: string;
    now: string;
  }): Promise<Item>;
  /** All tags in use with their counts. */
  tags(brand?: string): Promise<readonly { readonly tag: string; readonly n: number }[]>;
}
