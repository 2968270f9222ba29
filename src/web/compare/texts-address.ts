import type { FigureTexts } from '../api/rooms.ts';

/** Narrows or widens the texts of a figure; null takes a condition away. */
export type Extra = Readonly<Record<string, string | null>>;

/** All texts of a side: those not read yet and those without sentiment too. */
export const ALL_TEXTS: Extra = { judged: null };
/** Ratings and answers without words. */
export const WITHOUT_TEXT: Extra = { judged: null, has_text: 'false' };
/** What has no date is in no window. */
export const UNDATED: Extra = {
  judged: null,
  has_text: null,
  published_from: null,
  published_to: null,
  undated: 'true',
};

/** The feed showing exactly the texts of a figure. */
export function textsAddress(texts: FigureTexts, extra: Extra = {}): string {
  return `/?${paramsOf(texts, extra)}`;
}

/** The same filter as a question to the API. */
export function textsQuery(texts: FigureTexts, extra: Extra = {}): string {
  return paramsOf(texts, extra).toString();
}

function paramsOf(texts: FigureTexts, extra: Extra): URLSearchParams {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(texts)) {
    if (Object.hasOwn(extra, name)) continue;
    for (const one of typeof value === 'string' ? [value] : value) params.append(name, one);
  }
  for (const [name, value] of Object.entries(extra)) if (value !== null) params.set(name, value);
  return params;
}
