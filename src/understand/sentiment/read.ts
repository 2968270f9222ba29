import type { ReadLanguage, Sentiment, Why } from '../../domain/item.ts';
import { withoutPlaceholders } from '../normalise.ts';
import {
  type Classifier,
  type Judged,
  judge,
  type Logits,
  type Probabilities,
  softmax,
  type Word,
} from './classify.ts';
import { clauseMoods } from './clauses.ts';
import { isStop, tokens } from './features.ts';
import { mixedProbability, mixedSigns } from './mixed.ts';
import { shifted } from './signs.ts';
import { why } from './why.ts';

/** The text parts of one item. Stars are not among them: they are never used as the answer nor as a sign. */
export interface SentimentParts {
  readonly title: string | null;
  readonly text: string | null;
  readonly pros: string | null;
  readonly cons: string | null;
}

export interface SentimentModels {
  readonly languages: ReadonlyMap<string, Classifier>;
  /** Weights of `mixedSigns`, bias first. */
  readonly mixed: readonly number[];
}

/** Mood of a text and the words that moved it. */
export interface Mood {
  readonly sentiment: Sentiment;
  readonly why: readonly Why[];
}

/** What the shipped models make of a text's words, before an installation's layer moves it. */
export interface Evidence {
  /** Logits of negative, neutral, positive. */
  readonly z: Logits;
  /** Probability that both moods are there; 0: no sign of it. */
  readonly mixed: number;
  readonly words: readonly Word[];
  readonly why: readonly Why[];
}

/** What an installation's layer adds: logits of the three classes, and of "not mixed" and "mixed". */
export interface MoodShift {
  readonly mood: readonly number[];
  readonly mixed: readonly number[];
}

/** Below it the calibrated probability says that hardly more than every second label is right. */
export const UNSURE_BELOW = 0.55;
/** What a filled field of pros or cons says by being there, in logits: about four to one. */
const FIELD_LOGIT = 1.4;
/** A text beside pros and cons decides when it is this clear. */
const TEXT_DECIDES = 0.85;
/** Both fields filled are both moods, unless somebody put a joke into one of them. */
const FIELDS_MIXED = 0.9;
/** Of a text as clear as this the clauses are not looked at: what they could add would not change the label. */
const CLEAR = 0.97;

/** A field that says "none": ru, en, nl; read when it is all that stands there. */
const NOTHING =
  /^[\s\p{P}\p{S}]*(?:нет(?:у)?(?: таких| их)?|не (?:нашл[аи]|наш[её]л|нашел|обнаружен[аоы]?|обнаружил[аи]?|выявлен[аоы]?|заметил[аи]?|вижу)|отсутству[юе]т|никаких|ничего|пока (?:нет|не (?:нашл[аи]|нашел|обнаружил[аи]?|выявил[аи]?))|(?:минусов|недостатков|плюсов|достоинств) нет|none|no|nothing|n\/?a|not found|geen(?: enkele)?|niets|nvt|n\.v\.t)?(?: вообще| совсем| пока| at all| so far| tot nu toe)?[\s\p{P}\p{S}]*$/iu;

/** "None so far, luckily!!!" fits; the pattern is not tried on long texts. */
const MAX_NOTHING_CHARS = 40;

type Field = 'none' | 'nothing' | 'said';

function field(text: string | null): Field {
  if (text === null || text.trim() === '') return 'none';
  return text.length <= MAX_NOTHING_CHARS && NOTHING.test(text) ? 'nothing' : 'said';
}

function plus(z: Logits, negative: number, positive: number): Logits {
  return [z[0] + negative, z[1], z[2] + positive];
}

function round(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}

/** Label of the likeliest of four: the three classes share what is left beside `mixed`. Its score leans to the stronger mood. */
function answer(p: Probabilities, mixed: number): Sentiment {
  const rest = p.map((one) => one * (1 - mixed));
  const all = [...rest, mixed];
  const best = all.indexOf(Math.max(...all));
  const confidence = round(all[best]!);
  const label = (['negative', 'neutral', 'positive', 'mixed'] as const)[best]!;
  return { label, score: round(p[2] - p[0]), confidence, unsure: confidence < UNSURE_BELOW };
}

/** Probability that both moods are there; 0 where the words give no sign of the other one. */
function mixedOf(
  models: SentimentModels,
  model: Classifier,
  list: readonly string[],
  judged: Judged,
  p: Probabilities,
): number {
  const values = judged.hits.map(shifted);
  const both = values.some((value) => value > 0) && values.some((value) => value < 0);
  if (!both && Math.max(p[0], p[2]) >= CLEAR) return 0;
  const words = list.reduce((count, token) => count + (isStop(token) ? 0 : 1), 0);
  return mixedProbability(models.mixed, mixedSigns(words, judged.hits, p, clauseMoods(model, list, judged.words)));
}

/** Both fields filled and nothing else: as much praise as blame. */
const BOTH_SIDES: Logits = [0, Number.NEGATIVE_INFINITY, 0];

/**
 * What the words of a text say of its mood, and why. Title and text are judged as one; pros count for and cons against it, an
 * empty answer ("cons: none") the other way round. Both fields filled, or signs of both moods, make `mixed`, unless the text as a
 * whole is clear. Null for languages without a model and for texts without words.
 */
export function weighMood(
  parts: SentimentParts,
  language: ReadLanguage | string | null,
  models: SentimentModels,
): Evidence | null {
  const model = language === null ? undefined : models.languages.get(language);
  if (model === undefined) return null;
  const main = [parts.title, parts.text]
    .filter((part) => part !== null && part !== '')
    .map((part) => withoutPlaceholders(part ?? ''))
    .join('.\n');
  const pros = field(parts.pros);
  const cons = field(parts.cons);
  const isMain = /\p{L}/u.test(main);
  if (!isMain && pros === 'none' && cons === 'none') return null;
  const fields = [pros === 'said' ? parts.pros : null, cons === 'said' ? parts.cons : null].filter(
    (part) => part !== null,
  );
  const list = tokens(isMain ? main : fields.join('.\n'));
  const judged = judge(model, list);
  const { words } = judged;
  const reasons = why(model, list, judged);
  if (pros === 'said' && cons === 'said') {
    const p = softmax(judged.logits);
    const isClear = isMain && Math.max(p[0], p[2]) >= TEXT_DECIDES;
    const z = isMain ? judged.logits : BOTH_SIDES;
    return { z, mixed: isClear ? 0 : FIELDS_MIXED, words, why: reasons };
  }
  let z = judged.logits;
  if (pros === 'said' || cons === 'nothing') z = plus(z, 0, FIELD_LOGIT);
  if (cons === 'said' || pros === 'nothing') z = plus(z, FIELD_LOGIT, 0);
  const mixed = isMain ? mixedOf(models, model, list, judged, softmax(z)) : 0;
  return { z, mixed, words, why: reasons };
}

/** The answer to it, moved by the installation's layer where there is one. `confidence` is the calibrated probability of `label`. */
export function sentimentOf({ z, mixed }: Pick<Evidence, 'z' | 'mixed'>, shift?: MoodShift): Sentiment {
  if (shift === undefined) return answer(softmax(z), mixed);
  const [negative = 0, neutral = 0, positive = 0] = shift.mood;
  const p = softmax([z[0] + negative, z[1] + neutral, z[2] + positive]);
  if (mixed === 0) return answer(p, 0);
  const logit = Math.log(mixed / (1 - mixed)) + (shift.mixed[1] ?? 0) - (shift.mixed[0] ?? 0);
  return answer(p, 1 / (1 + Math.exp(-logit)));
}

/** What mood a text is in, by its words alone, and why: see `weighMood`. */
export function readMood(
  parts: SentimentParts,
  language: ReadLanguage | string | null,
  models: SentimentModels,
): Mood | null {
  const evidence = weighMood(parts, language, models);
  return evidence === null ? null : { sentiment: sentimentOf(evidence), why: evidence.why };
}
