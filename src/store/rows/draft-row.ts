import type { ItemDraft } from '../../domain/item.ts';
import type { DerivedColumns, DraftColumns, ItemRow } from './item-row.ts';
import { metricColumns } from './metric-columns.ts';
import { isOpinion, shownThemes } from './theme-columns.ts';
import { dayIn, instant, instantMs, printedDay } from './times.ts';
import { wordCount } from './words.ts';

/** A lone surrogate would come back from the file as another character, and the text would seem changed at each visit. */
function well(value: string | null): string | null {
  return value === null ? null : value.toWellFormed();
}

function flag(value: boolean | null): number | null {
  return value === null ? null : value ? 1 : 0;
}

/** A draft as columns. Instants get one spelling; what is no time becomes unknown. */
export function draftRow(draft: ItemDraft): DraftColumns {
  return {
    key: draft.key.toWellFormed(),
    brand: draft.brand,
    scraper: draft.scraper,
    channel: draft.channel,
    is_own: draft.isOwn ? 1 : 0,
    stars: draft.stars,
    partial: draft.partial ? 1 : 0,
    verified: flag(draft.verified),
    product_id: well(draft.productId),
    author_hash: draft.authorHash,
    published_at: instant(draft.publishedAt),
    published_on: printedDay(draft.publishedOn) === null ? null : draft.publishedOn,
    precision: draft.precision,
    edited_at: instant(draft.editedAt),
    fetched_at: instant(draft.fetchedAt) ?? '',
    rating_value: draft.rating?.value ?? null,
    rating_best: draft.rating?.best ?? null,
    reach: draft.reach,
    likes: draft.likes,
    declared_language: well(draft.declaredLanguage),
    reply_at: instant(draft.reply?.at ?? null),
    external_id: well(draft.externalId),
    thread_id: well(draft.threadId),
    parent_id: well(draft.parentId),
    author_name: well(draft.authorName),
    product_name: well(draft.productName),
    location: well(draft.location),
    url: well(draft.url),
    title: well(draft.title),
    text: well(draft.text),
    pros: well(draft.pros),
    cons: well(draft.cons),
    reply_text: well(draft.reply?.text ?? null),
    touchpoint: well(draft.touchpoint) ?? '',
    ...metricColumns(draft.metric),
  };
}

/**
 * Day of the roll-ups: as printed (never shifted by a zone), else of the instant in the brand's zone, '' = undated.
 * What is printed by the month alone counts on its first day.
 */
export function dayOf(row: Pick<DraftColumns, 'published_on' | 'published_at'>, timeZone: string): string {
  const printed = printedDay(row.published_on);
  if (printed !== null) return printed;
  const ms = instantMs(row.published_at);
  return ms === null ? '' : dayIn(ms, timeZone);
}

/** The label that is shown and counted: a person's word, else the model's. */
export function effectiveSentiment(
  row: Pick<ItemRow, 'corrected_sentiment' | 'corrected_kind' | 'understood' | 'label' | 'unsure' | 'kind'>,
): string {
  if (!isOpinion(row)) return 'no-opinion';
  if (row.corrected_sentiment !== null) return row.corrected_sentiment;
  if (row.understood === 0) return 'pending';
  if (row.label === null) return 'unread';
  return row.unsure === 1 ? 'unsure' : row.label;
}

export function effectiveLanguage(row: Pick<ItemRow, 'corrected_language' | 'language'>): string {
  return row.corrected_language ?? row.language ?? 'und';
}

function hasWords(text: string | null): boolean {
  return text !== null && text.trim() !== '';
}

/** Everything that follows from the other columns. `copy_of` is decided by the set of copies, not here. */
export function derive(
  row: DraftColumns &
    Pick<ItemRow, 'understood' | 'label' | 'unsure' | 'language' | 'kind' | 'themes' | 'copy_of'> &
    Pick<ItemRow, 'corrected_sentiment' | 'corrected_language' | 'corrected_kind' | 'corrected_themes'>,
  timeZone: string,
): DerivedColumns {
  const day = dayOf(row, timeZone);
  return {
    shown: row.is_own === 0 && row.copy_of === null ? 1 : 0,
    day,
    effective_sentiment: effectiveSentiment(row),
    effective_language: effectiveLanguage(row),
    ...shownThemes(row),
    star_group: row.stars === null ? 0 : Math.min(5, Math.max(1, Math.round(row.stars))),
    has_text: [row.title, row.text, row.pros, row.cons].some(hasWords) ? 1 : 0,
    words: wordCount(row),
  };
}
