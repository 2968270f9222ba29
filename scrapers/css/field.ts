import { certainDate } from '../../src/collect/certain-date.ts';
import {
  attrOf,
  type Doc,
  type Element,
  firstIn,
  orNull,
  parseCount,
  parseNumber,
  parseUnix,
  textOf,
} from '../../src/collect/extract.ts';
import type { Page } from '../../src/collect/page.ts';
import type { Field } from './options.ts';

/** Text given to an operator's regular expression is cut here: his pattern may be slow, the page must not decide how slow. */
const MAX_MATCHED = 20_000;

export type FieldValue = string | number | boolean | null;

/** The value of one field of one card after `regex` and `map`; null where the card has none. */
export function valueIn(card: Element, field: Field, doc: Doc): FieldValue {
  const printed = elementsOf(card, field, doc)
    .map((element) => printedIn(element, field, doc))
    .filter((text) => text !== null);
  if (printed.length === 0) return null;
  return mapped(printed.join('\n'), field);
}

function elementsOf(card: Element, { selector, all }: Field, doc: Doc): readonly Element[] {
  if (selector === ':self') return [card];
  if (all) return doc(card).find(selector).get();
  const first = firstIn(card, selector, doc);
  return first === null ? [] : [first];
}

function printedIn(element: Element, field: Field, doc: Doc): string | null {
  const node = doc(element);
  const remove = field.remove === undefined ? undefined : [field.remove].flat().join(', ');
  const whole =
    field.attr === undefined
      ? (orNull(textOf(node, remove)) ?? attrOf(node, 'content') ?? attrOf(node, 'value'))
      : attrOf(node, field.attr);
  if (whole === null || field.regex === undefined) return whole;
  const match = new RegExp(field.regex).exec(whole.slice(0, MAX_MATCHED));
  return match ? orNull((match[1] ?? match[0]).trim()) : null;
}

function mapped(printed: string, { map }: Field): FieldValue {
  if (map === undefined) return printed;
  const key = [printed, ...printed.split(/\s+/)].find((candidate) => Object.hasOwn(map, candidate));
  return key === undefined ? null : (map[key] ?? null);
}

export function asText(value: FieldValue): string | null {
  return value === null || typeof value === 'boolean' ? null : orNull(String(value));
}

export function asNumber(value: FieldValue): number | null {
  return typeof value === 'number' ? value : typeof value === 'string' ? parseNumber(value) : null;
}

export function asCount(value: FieldValue): number | null {
  return typeof value === 'number' ? value : typeof value === 'string' ? parseCount(value) : null;
}

/** A mark that is there says yes, unless `map` says otherwise. */
export function asMark(value: FieldValue): boolean {
  return typeof value === 'boolean' ? value : value !== null;
}

/** Month names are known for the usual languages; for others `locale` names them. */
export function asDate(value: FieldValue, field: Field, page: Page): { at: string | null; on: string | null } {
  const printed = asText(value);
  if (printed === null) return { at: null, on: null };
  const date =
    field.date?.toLowerCase() === 'unix'
      ? parseUnix(printed, field.zone)
      : certainDate(field.locale === undefined ? printed : withEnglishMonths(printed, field.locale), {
          fetchedAt: page.fetchedAt,
          timeZone: field.zone,
          order: isMonthFirst(field) ? 'mdy' : 'dmy',
        });
  return { at: date?.at ?? null, on: date?.on ?? null };
}

function isMonthFirst({ date, locale }: Field): boolean {
  const order = /[dm]/i.exec(date ?? '')?.[0];
  return order === undefined ? locale?.toLowerCase() === 'en-us' : order.toLowerCase() === 'm';
}

/** Whole words only; the longest name first, so that `mars` is not read as `mar` and `s`. */
function withEnglishMonths(printed: string, locale: string): string {
  const names = Array.from({ length: 12 }, (_, month) => month).flatMap((month) => {
    const day = new Date(Date.UTC(2024, month, 1));
    const english = new Intl.DateTimeFormat('en', { month: 'long', timeZone: 'UTC' }).format(day);
    return (['long', 'short'] as const).flatMap((style) => {
      const alone = new Intl.DateTimeFormat(locale, { month: style, timeZone: 'UTC' }).format(day);
      const parts = new Intl.DateTimeFormat(locale, { day: 'numeric', month: style, timeZone: 'UTC' }).formatToParts(
        day,
      );
      const beside = parts.find(({ type }) => type === 'month')?.value ?? alone;
      return [alone, beside].map((name) => ({ name: name.replace(/\.$/, '').toLowerCase(), english }));
    });
  });
  names.sort((a, b) => b.name.length - a.name.length);
  return printed.slice(0, 200).replaceAll(/\p{L}+\.?/gu, (word) => {
    const bare = word.replace(/\.$/, '').toLowerCase();
    return names.find(({ name }) => name === bare)?.english ?? word;
  });
}
