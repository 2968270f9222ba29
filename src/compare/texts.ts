import type { FigureTexts } from '../domain/comparison.ts';
import type { ItemFilter } from '../domain/filter.ts';
import { Channel } from '../domain/item.ts';

/** Everything that was said directly: asked for, told in an interview, noted by a mystery shopper, written to support. */
export const DIRECT_CHANNELS: readonly Channel[] = Channel.options.filter((one) => one !== 'public');

/** What a share of texts is a share of: texts with a sentiment. */
export const JUDGED: ItemFilter = { has_text: true, judged: true };

/** A filter as query parameters of the feed. */
export function textsOf(filter: ItemFilter): FigureTexts {
  return Object.fromEntries(
    Object.entries(filter)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, Array.isArray(value) ? value.map(String) : String(value)]),
  );
}
