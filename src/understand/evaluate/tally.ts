import type { Sentiment } from '../../domain/item.ts';
import { addToBins, type Bin, emptyBins, expectedCalibrationError } from './calibration.ts';
import { type ClassFigures, classFigures, macroF1 } from './classes.ts';

export const FOUR_LABELS = ['negative', 'neutral', 'positive', 'mixed'] as const;
export type Label = (typeof FOUR_LABELS)[number];

/** `mixed` as one of three labels: the side to which its score leans; 0 leans to neither. */
export function foldMixed({ label, score }: Pick<Sentiment, 'label' | 'score'>): Exclude<Label, 'mixed'> {
  if (label !== 'mixed') return label;
  return score > 0 ? 'positive' : score < 0 ? 'negative' : 'neutral';
}

/** A part of the texts and how many of them were right; `accuracy` null where there are none. */
export interface Part {
  readonly n: number;
  readonly right: number;
  readonly accuracy: number | null;
}

/** How well labelled texts were read. Shares are 0..1, null where nothing was there to be counted. */
export interface SentimentFigures {
  readonly labels: 3 | 4;
  /** Texts judged. A text without an answer (`none`: other language, no words) is among them, and wrong. */
  readonly n: number;
  /** Texts labelled mixed, which three labels have no place for. */
  readonly leftOut: number;
  readonly accuracy: number | null;
  /** Mean F1 of the labels that the texts have. */
  readonly macroF1: number | null;
  readonly classes: readonly ClassFigures[];
  /** `[label of the text][answer]`: rows in the order of `classes`, columns too, then `none`. */
  readonly confusion: readonly (readonly number[])[];
  /** Of texts that are plainly good or bad: is the sign of the score right? A score of 0 and no answer are wrong. */
  readonly polarity: Part;
  /** Share of answers that say `unsure`, of all texts with an answer. */
  readonly unsureShare: number | null;
  readonly sure: Part;
  readonly unsure: Part;
  /** Of answers by their confidence; with three labels `mixed` is left out, as its confidence is not that of the side it leans to. */
  readonly bins: readonly Bin[];
  readonly expectedCalibrationError: number | null;
}

/** Counts answers one by one, so that a file of any length can be scored. */
export class SentimentTally {
  readonly #labels: 3 | 4;
  readonly #names: readonly Label[];
  readonly #confusion: number[][];
  readonly #bins = emptyBins();
  #leftOut = 0;
  #polar = { n: 0, right: 0 };
  #sure = { n: 0, right: 0 };
  #unsure = { n: 0, right: 0 };

  constructor(labels: 3 | 4) {
    this.#labels = labels;
    this.#names = FOUR_LABELS.slice(0, labels);
    this.#confusion = this.#names.map(() => new Array<number>(labels + 1).fill(0));
  }

  add(gold: Label, said: Pick<Sentiment, 'label' | 'score' | 'confidence' | 'unsure'> | null): void {
    const row = this.#names.indexOf(gold);
    if (row < 0) {
      this.#leftOut += 1;
      return;
    }
    if (gold === 'negative' || gold === 'positive') {
      const isRight = said !== null && Math.sign(said.score) === (gold === 'positive' ? 1 : -1);
      count(this.#polar, isRight);
    }
    if (said === null) {
      this.#confusion[row]![this.#labels]! += 1;
      return;
    }
    const label = this.#labels === 3 ? foldMixed(said) : said.label;
    this.#confusion[row]![this.#names.indexOf(label)]! += 1;
    count(said.unsure ? this.#unsure : this.#sure, label === gold);
    if (label === said.label) addToBins(this.#bins, said.confidence, label === gold);
  }

  figures(): SentimentFigures {
    const confusion = this.#confusion.map((row) => [...row]);
    const n = confusion.flat().reduce((a, b) => a + b, 0);
    const right = this.#names.reduce((sum, _, i) => sum + confusion[i]![i]!, 0);
    const classes = classFigures(this.#names, confusion);
    const answered = this.#sure.n + this.#unsure.n;
    return {
      labels: this.#labels,
      n,
      leftOut: this.#leftOut,
      accuracy: n === 0 ? null : right / n,
      macroF1: macroF1(classes),
      classes,
      confusion,
      polarity: part(this.#polar),
      unsureShare: answered === 0 ? null : this.#unsure.n / answered,
      sure: part(this.#sure),
      unsure: part(this.#unsure),
      bins: this.#bins.map((bin) => ({ ...bin })),
      expectedCalibrationError: expectedCalibrationError(this.#bins),
    };
  }
}

function count(part: { n: number; right: number }, isRight: boolean): void {
  part.n += 1;
  if (isRight) part.right += 1;
}

function part({ n, right }: { n: number; right: number }): Part {
  return { n, right, accuracy: n === 0 ? null : right / n };
}
