import path from 'node:path';
import { classifier, judge, softmax } from '../src/understand/sentiment/classify.ts';
import { clauseMoods } from '../src/understand/sentiment/clauses.ts';
import { isStop, tokens } from '../src/understand/sentiment/features.ts';
import { MIXED_SIGNS, mixedProbability, mixedSigns } from '../src/understand/sentiment/mixed.ts';
import { packWeights, type Trained, unpackWeights } from '../src/understand/sentiment/weights.ts';
import { isForMixed, isHeldOut, readAspects, readSet } from './data.ts';
import type { Written } from './written.ts';

/** A text that has both moods (1) or not (0). */
interface Case {
  readonly language: string;
  readonly text: string;
  readonly isMixed: boolean;
  readonly weight: number;
}

/** Texts written for this are few but plain; sentences with opinions on several aspects are many. */
const WRITTEN_WEIGHT = 2;

const LONG: Readonly<Record<string, readonly string[]>> = { ru: ['ru-kinopoisk'], en: ['en-movie-reviews'] };
const LONG_WEIGHT = 2;

/** Sentences with praise of one aspect and blame of another are mixed; those of one mood are not. */
function cases(folder: string, written: readonly Written[]): Case[] {
  const sentences = ['ru', 'en', 'nl'].flatMap((language) =>
    readAspects(path.join(folder, 'aspects'), `${language}-m-absa`, 'train')
      .filter(({ id, polarities }) => isHeldOut(id) && isForMixed(id) && polarities.length > 0)
      .map(({ text, polarities }) => ({
        language,
        text,
        isMixed: polarities.includes('positive') && polarities.includes('negative'),
        weight: 1,
      })),
  );
  // Long reviews that their authors called good or bad: most have a word for the other side, and are not mixed for that.
  const long = Object.entries(LONG).flatMap(([language, sets]) =>
    sets
      .flatMap((set) => readSet(path.join(folder, 'sentiment'), set, 'train'))
      .filter(({ id }) => isHeldOut(id) && isForMixed(id))
      .map(({ text }) => ({ language, text, isMixed: false, weight: LONG_WEIGHT })),
  );
  const own = written
    .filter(({ text }) => isHeldOut(text) && isForMixed(text))
    .map(({ language, text, label }) => ({ language, text, isMixed: label === 'mixed', weight: WRITTEN_WEIGHT }));
  return [...sentences, ...long, ...own];
}

const STEPS = 400;
const RATE = 0.5;
const L2 = 1e-4;

/** Logistic regression by gradient descent on all cases at once: few signs, so it is quick. Bias first. */
function regression(
  rows: readonly { readonly x: readonly number[]; readonly y: number; readonly weight: number }[],
): number[] {
  const weights = new Array<number>(MIXED_SIGNS + 1).fill(0);
  const total = rows.reduce((sum, { weight }) => sum + weight, 0);
  for (let step = 0; step < STEPS; step++) {
    const gradient = weights.map((w) => L2 * w);
    for (const { x, y, weight } of rows) {
      const error = ((mixedProbability(weights, x) - y) * weight) / total;
      gradient[0]! += error;
      for (let i = 0; i < x.length; i++) gradient[i + 1]! += error * x[i]!;
    }
    for (let i = 0; i < weights.length; i++) weights[i]! -= RATE * 4 * gradient[i]!;
  }
  return weights;
}

/**
 * Weights of `mixedSigns`, bias first, from one half of the held-out texts: of texts that it was trained on the model is surer than
 * of others, and `mixed` is a matter of not being sure.
 */
export async function fitMixed(
  trained: readonly Trained[],
  folder: string,
  written: readonly Written[],
): Promise<number[]> {
  const { languages } = unpackWeights(packWeights(trained, new Array<number>(MIXED_SIGNS + 1).fill(0)));
  const models = new Map(languages.map((one) => [one.language as string, classifier(one)]));
  const rows = cases(folder, written).map(({ language, text, isMixed, weight }) => {
    const model = models.get(language)!;
    const list = tokens(text);
    const judged = judge(model, list);
    const words = list.filter((token) => !isStop(token)).length;
    const x = mixedSigns(words, judged.hits, softmax(judged.logits), clauseMoods(model, list, judged.words));
    return { x, y: isMixed ? 1 : 0, weight };
  });
  const weights = regression(rows);
  process.stdout.write(`mixed: ${rows.length} texts, weights ${weights.map((w) => w.toFixed(2))}\n`);
  return weights;
}
