import { createHash } from 'node:crypto';
import type { Item } from '../domain/item.ts';
import type { Evidence } from '../domain/trust.ts';
import type { ItemUnusual, Unusual, UnusualChange } from '../domain/unusual.ts';
import { type SpokenLanguage, sentences } from '../understand/unusual/sentences.ts';

/** What a person says in the place of the detector, in words that name nobody. */
const VERDICT: Readonly<Record<SpokenLanguage, Readonly<Record<'unusual' | 'genuine' | 'not-sure', string>>>> = {
  ru: {
    unusual: 'Сотрудник посмотрел отзыв и считает его необычным.',
    genuine: 'Сотрудник посмотрел отзыв и считает его настоящим.',
    'not-sure': 'Сотрудник посмотрел отзыв и не уверен.',
  },
  en: {
    unusual: 'A person has looked at it and finds it unusual.',
    genuine: 'A person has looked at it and finds it genuine.',
    'not-sure': 'A person has looked at it and is not sure.',
  },
  nl: {
    unusual: 'Een medewerker heeft ernaar gekeken en vindt de review ongewoon.',
    genuine: 'Een medewerker heeft ernaar gekeken en vindt de review echt.',
    'not-sure': 'Een medewerker heeft ernaar gekeken en weet het niet zeker.',
  },
};

/** The same where it was a copy of the review that was looked at: one opinion, one word. */
const VERDICT_OF_COPY: typeof VERDICT = {
  ru: {
    unusual: 'Сотрудник посмотрел копию этого отзыва и считает её необычной.',
    genuine: 'Сотрудник посмотрел копию этого отзыва и считает её настоящей.',
    'not-sure': 'Сотрудник посмотрел копию этого отзыва и не уверен.',
  },
  en: {
    unusual: 'A person has looked at a copy of it and finds it unusual.',
    genuine: 'A person has looked at a copy of it and finds it genuine.',
    'not-sure': 'A person has looked at a copy of it and is not sure.',
  },
  nl: {
    unusual: 'Een medewerker heeft naar een kopie van deze review gekeken en vindt die ongewoon.',
    genuine: 'Een medewerker heeft naar een kopie van deze review gekeken en vindt die echt.',
    'not-sure': 'Een medewerker heeft naar een kopie van deze review gekeken en weet het niet zeker.',
  },
};

/** What is kept beside a review, in plain sentences: a person's word first, then what the detector found. */
export function sentencesOf(unusual: ItemUnusual, language: SpokenLanguage): string[] {
  const { verdict } = unusual;
  const said = verdict === null ? [] : [(verdict.of === null ? VERDICT : VERDICT_OF_COPY)[language][verdict.verdict]];
  if (unusual.score === null) return said;
  const found: Unusual = { score: unusual.score, level: unusual.found, reasons: unusual.reasons };
  return [...said, ...sentences(found, language)];
}

/** All that its author wrote. */
export function wholeText({ title, text, pros, cons }: Pick<Item, 'title' | 'text' | 'pros' | 'cons'>): string {
  return [title, text, pros, cons].filter((part) => part !== null && part !== '').join('\n');
}

/** A review as evidence; null where nothing was said of it. */
export function evidenceOf(
  item: Item,
  { changes, language }: { readonly changes: readonly UnusualChange[]; readonly language: SpokenLanguage },
): Evidence | null {
  if (item.unusual === null) return null;
  const { key, url, externalId, publishedAt, publishedOn, collectedAt, lastSeenAt, editedAt, vanishedAt } = item;
  const text = wholeText(item);
  return {
    key,
    source: item.scraper,
    ...{ url, externalId, publishedAt, publishedOn, collectedAt, lastSeenAt, editedAt, vanishedAt },
    author: item.authorName,
    revision: item.revision,
    stars: item.stars,
    verified: item.verified,
    text,
    sha256: createHash('sha256').update(text, 'utf8').digest('hex'),
    unusual: item.unusual,
    sentences: sentencesOf(item.unusual, language),
    changes: [...changes],
    modelVersion: item.understanding?.modelVersion ?? null,
  };
}
