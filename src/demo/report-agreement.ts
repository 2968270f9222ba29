import { type Item, SentimentLabel as Labels, type SentimentLabel } from '../domain/item.ts';
import { contentAt, type DemoReview } from './truth.ts';

/** A review and the stored item that is it. */
export interface Match {
  readonly review: DemoReview;
  readonly item: Item;
}

/** Answers that were the planted ones, of those that were given. */
export interface Agreement {
  readonly n: number;
  readonly agree: number;
}

/** How far the read sentiment is what the made-up authors meant. Texts without words are left out. */
export interface SentimentAgreement extends Agreement {
  /** Mean of the F1 of the labels that were planted, 0..1; null without a text. */
  readonly macroF1: number | null;
  /** Texts whose reading is marked as unsure. */
  readonly unsure: number;
  /** The same among those that are not. */
  readonly sure: Agreement;
  readonly byLanguage: Readonly<Record<string, Agreement>>;
  /** `confusion[meant][read]`. */
  readonly confusion: Readonly<Record<SentimentLabel, Readonly<Record<SentimentLabel, number>>>>;
}

/** Language of the texts that have words and were read; "cannot be told" does not agree. */
export function languageAgreement(matches: readonly Match[]): Agreement {
  const read = matches.filter(({ review, item }) => review.content.text !== null && item.understanding !== null);
  const agree = read.filter(({ review, item }) => item.understanding!.language === review.language).length;
  return { n: read.length, agree };
}

interface Reading {
  readonly meant: SentimentLabel;
  readonly read: SentimentLabel;
  readonly unsure: boolean;
  readonly language: string;
}

/** Sentiment of the texts as the given visit showed them, over what was read at all. */
export function sentimentAgreement(matches: readonly Match[], visit: 1 | 2): SentimentAgreement {
  const readings = matches.flatMap(({ review, item }): Reading[] => {
    // A vanished review keeps what it said when it was last seen.
    const meant = contentAt(review, review.vanishes ? 1 : visit).sentiment;
    const read = item.understanding?.sentiment;
    return meant && read ? [{ meant, read: read.label, unsure: read.unsure, language: review.language }] : [];
  });
  const languages = [...new Set(readings.map((reading) => reading.language))].sort();
  const confusion = countPairs(readings);
  return {
    ...agreement(readings),
    macroF1: macroF1(confusion),
    unsure: readings.filter((reading) => reading.unsure).length,
    sure: agreement(readings.filter((reading) => !reading.unsure)),
    byLanguage: Object.fromEntries(
      languages.map((language) => [language, agreement(readings.filter((reading) => reading.language === language))]),
    ),
    confusion,
  };
}

function agreement(readings: readonly Reading[]): Agreement {
  return { n: readings.length, agree: readings.filter(({ meant, read }) => meant === read).length };
}

type Confusion = Record<SentimentLabel, Record<SentimentLabel, number>>;

function countPairs(readings: readonly Reading[]): Confusion {
  const empty = () => Object.fromEntries(Labels.options.map((label) => [label, 0])) as Record<SentimentLabel, number>;
  const confusion = Object.fromEntries(Labels.options.map((label) => [label, empty()])) as Confusion;
  for (const { meant, read } of readings) confusion[meant][read]++;
  return confusion;
}

/** F1 = 2tp / (2tp + fp + fn), averaged over the labels that somebody meant, so that rare ones count as much as common ones. */
function macroF1(confusion: Confusion): number | null {
  const scores = Labels.options.flatMap((label) => {
    const meant = Labels.options.reduce((sum, other) => sum + confusion[label][other], 0);
    const read = Labels.options.reduce((sum, other) => sum + confusion[other][label], 0);
    return meant === 0 ? [] : [(2 * confusion[label][label]) / (meant + read)];
  });
  return scores.length === 0 ? null : scores.reduce((sum, score) => sum + score, 0) / scores.length;
}
