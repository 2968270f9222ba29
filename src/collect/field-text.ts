import { cleanText, textOfHtml } from './extract.ts';

/** Real elements only: `a < b`, `<3` and `<name>` stay text. Bounded, so that many `<b` without an end stay cheap. */
const TAG =
  /<!--|<\/?(?:a|abbr|article|b|big|blockquote|br|center|cite|code|dd|del|div|dl|dt|em|figure|font|footer|h[1-6]|header|hr|i|iframe|img|ins|li|ol|p|pre|q|s|script|section|small|span|strike|strong|style|sub|sup|table|tbody|td|th|tr|tt|u|ul|video)(?:\s[^<>]{0,2000})?\/?>/i;
const BREAKING =
  /<\/?(?:p|br|div|li|ul|ol|h[1-6]|tr|table|blockquote|pre|section|article|dd|dt)(?:\s[^<>]{0,2000})?\/?>/i;
const ENTITY = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,30});/i;

/**
 * The text of a field of which nobody knows whether it is plain or HTML (JSON-LD, feeds): tags are read as HTML where
 * there are any, entities are decoded, twice where they were escaped twice. Line breaks of plain text are kept.
 */
export function textOfField(field: string): string {
  const once = readOnce(field);
  return TAG.test(field) || !(ENTITY.test(once) || TAG.test(once)) ? once : readOnce(once);
}

function readOnce(field: string): string {
  if (TAG.test(field)) return textOfHtml(BREAKING.test(field) ? field : withBreaks(field));
  if (!ENTITY.test(field)) return cleanText(field);
  return cleanText(textOfHtml(withBreaks(field.replaceAll('<', '&lt;'))));
}

function withBreaks(text: string): string {
  return text.replaceAll(/\r\n?|\n/g, '<br>');
}
