import type { DemoTruth } from '../truth.ts';

/** Said on every page, in every JSON object and in a header of every answer. */
export const MADE_UP = 'made-up data';

/** What a demo page is asked for. */
export interface DemoRequest {
  /** The address as the real site would see it, e.g. `https://otzovik.com/reviews/...`. */
  readonly url: URL;
  readonly truth: DemoTruth;
  readonly visit: 1 | 2;
}

export interface DemoAnswer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/** Answers one origin's requests; null for an address that the site does not have. */
export type DemoSiteHandler = (request: DemoRequest) => DemoAnswer | null;

export function htmlAnswer(body: string): DemoAnswer {
  return { status: 200, type: 'text/html; charset=utf-8', body };
}

/** Objects carry a note; the readers of these sites' JSON know no such key and pass over it. */
export function jsonAnswer(value: object): DemoAnswer {
  const noted = Array.isArray(value) ? value : { ...value, _note: MADE_UP };
  return { status: 200, type: 'application/json; charset=utf-8', body: JSON.stringify(noted) };
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as HTML, in elements and in quoted attributes alike. */
export function html(text: string): string {
  return text.replace(/[&<>"']/g, (char) => ESCAPES[char]!);
}

/** Text as HTML with its line breaks. */
export function lines(text: string): string {
  return html(text).replaceAll('\n', '<br>');
}

/** JSON that may stand inside a script element: nothing in it can close the element. */
export function scriptJson(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll('<', '\\u003C')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
}

const MOSCOW_MS = 3 * 3_600_000;

/** `2026-06-02T01:06:31` by Moscow's clock, without a zone. */
export function moscowTime(iso: string): string {
  return new Date(Date.parse(iso) + MOSCOW_MS).toISOString().slice(0, 19);
}
