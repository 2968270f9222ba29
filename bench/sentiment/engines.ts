import { readFileSync } from 'node:fs';
import type { ReadLanguage, Sentiment } from '../../src/domain/item.ts';
import { classifier } from '../../src/understand/sentiment/classify.ts';
import { readMood } from '../../src/understand/sentiment/read.ts';
import { unpackWeights } from '../../src/understand/sentiment/weights.ts';

export type Answer = Pick<Sentiment, 'label' | 'score' | 'confidence' | 'unsure'>;
/** What says the mood of a text of a known language. */
export type Engine = (text: string, language: ReadLanguage) => Answer | null;

export const WEIGHTS = new URL('../../src/understand/sentiment/weights.bin', import.meta.url);

function ours(): Engine {
  const { languages, mixed } = unpackWeights(readFileSync(WEIGHTS));
  const models = { languages: new Map(languages.map((one) => [one.language as string, classifier(one)])), mixed };
  return (text, language) =>
    readMood({ title: null, text, pros: null, cons: null }, language, models)?.sentiment ?? null;
}

/** Confidence of 1 and never unsure: these say no such thing. */
function bySign(score: number, least: number): Answer {
  const label = score >= least ? 'positive' : score <= -least ? 'negative' : 'neutral';
  return { label, score, confidence: 1, unsure: false };
}

/** VADER's own thresholds: a compound of 0.05 and more is positive, of -0.05 and less negative. */
async function vader(): Promise<Engine> {
  const { SentimentIntensityAnalyzer } = await import('vader-sentiment');
  return (text) => bySign(SentimentIntensityAnalyzer.polarity_scores(text).compound, 0.05);
}

/** As natural's manual uses it: English, stemmed. */
async function afinn(): Promise<Engine> {
  const { default: natural } = await import('natural/lib/natural/sentiment/index.js');
  const { default: stemmer } = await import('natural/lib/natural/stemmers/porter_stemmer.js');
  const analyzer = new natural.SentimentAnalyzer('English', stemmer as never, 'afinn');
  return (text) => bySign(analyzer.getSentiment(text.toLowerCase().match(/[\p{L}\p{N}']+/gu) ?? []), 1e-9);
}

export const ENGINES = { ours: async () => ours(), vader, afinn } as const;
export type EngineName = keyof typeof ENGINES;
