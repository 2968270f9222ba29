import type { ReadLanguage, Sentiment } from '../../domain/item.ts';
import { withoutPlaceholders } from '../normalise.ts';
import { type Classifier, type Logits, logits, type Probabilities, softmax } from './classify.ts';
import { clauses } from './clauses.ts';
import { tokens } from './features.ts';

/** The text parts of one item. Stars are not among them: they are never used as the answer nor as a sign. */
export interface SentimentParts {
  readonly title: string | null;
  readonly text: string | null;
  readonly pros: string | null;
  readonly cons: string | null;
}

export type SentimentModels = ReadonlyMap<string, Classifier>;

/** Below it the calibrated probability says that hardly more than every second label is right. */
export const UNSURE_BELOW = 0.55;
/** A clause speaks clearly from here on. On sentences of known praise and blame about half of what is then called mixed is. */
const CLEAR_CLAUSE = 0.75;
/** A text as a whole this clear keeps its label; of many clauses some are of the other mood by chance alone. */
function clearText(clauseCount: number): number {
  return clauseCount <= 3 ? 0.95 : Math.max(0.6, 1 - 0.05 * clauseCount);
}
/** The smaller of the two moods must have this share of the words of all clear clauses. */
const SMALLER_SHARE = 0.3;
/** Times the clearness of the less clear mood: so sure is one of `mixed`. The product is near the measured half. */
const MIXED_CONFIDENCE = 0.65;
/** What a filled field of pros or cons says by being there, in logits: about four to one. */
const FIELD_LOGIT = 1.4;
/** A text beside pros and cons decides when it is this clear. */
const TEXT_DECIDES = 0.85;

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

/** Both moods: how clear the less clear one is (0..1), and which has more words (-1 all blame, 1 all praise). */
interface Mixed {
  readonly clearness: number;
  readonly balance: number;
}

/** The clearest praise and blame of the clauses, when both are clear and neither is a mere aside. */
function bothMoods(model: Classifier, text: string, whole: Probabilities): Mixed | null {
  const parts = clauses(text);
  if (parts.length < 2 || Math.max(whole[0], whole[2]) >= clearText(parts.length)) return null;
  let praise = 0;
  let blame = 0;
  let praiseWords = 0;
  let blameWords = 0;
  for (const list of parts) {
    const [negative, , positive] = softmax(logits(model, list));
    if (positive >= CLEAR_CLAUSE) praiseWords += list.length;
    if (negative >= CLEAR_CLAUSE) blameWords += list.length;
    praise = Math.max(praise, positive);
    blame = Math.max(blame, negative);
  }
  if (Math.min(praise, blame) < CLEAR_CLAUSE) return null;
  const smaller = Math.min(praiseWords, blameWords) / (praiseWords + blameWords);
  if (smaller < SMALLER_SHARE) return null;
  const balance = (praiseWords - blameWords) / (praiseWords + blameWords);
  return { clearness: Math.min(praise, blame), balance };
}

function round(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}

function answer(p: Probabilities, mixed: Mixed | null): Sentiment {
  if (mixed !== null) {
    const confidence = round(mixed.clearness * MIXED_CONFIDENCE);
    return { label: 'mixed', score: round(mixed.balance), confidence, unsure: confidence < UNSURE_BELOW };
  }
  const best = p[0] > p[1] ? (p[0] > p[2] ? 0 : 2) : p[1] > p[2] ? 1 : 2;
  const confidence = round(p[best]);
  const label = (['negative', 'neutral', 'positive'] as const)[best];
  return { label, score: round(p[2] - p[0]), confidence, unsure: confidence < UNSURE_BELOW };
}

/**
 * What mood a text is in, by its words alone. Title and text are judged as one; pros count for and cons against it, an
 * empty answer ("cons: none") the other way round. Both fields filled, or clauses of both moods, make `mixed`, unless
 * the text as a whole is clear. `confidence` is the calibrated probability of `label`.
 * Null for languages without a model and for texts without words.
 */
export function readSentiment(
  parts: SentimentParts,
  language: ReadLanguage | string | null,
  models: SentimentModels,
): Sentiment | null {
  const model = language === null ? undefined : models.get(language);
  if (model === undefined) return null;
  const main = [parts.title, parts.text]
    .filter((part) => part !== null && part !== '')
    .map((part) => withoutPlaceholders(part ?? ''))
    .join('.\n');
  const pros = field(parts.pros);
  const cons = field(parts.cons);
  const words = tokens(main);
  const isMain = /\p{L}/u.test(main);
  if (!isMain && pros === 'none' && cons === 'none') return null;
  const fields = [pros === 'said' ? parts.pros : null, cons === 'said' ? parts.cons : null].filter(
    (part) => part !== null,
  );
  let z: Logits = logits(model, isMain ? words : tokens(fields.join('.\n')));
  if (pros === 'said' && cons === 'said') {
    const p = softmax(z);
    const isClear = isMain && Math.max(p[0], p[2]) >= TEXT_DECIDES;
    return answer(p, isClear ? null : { clearness: 1, balance: isMain ? p[2] - p[0] : 0 });
  }
  if (pros === 'said' || cons === 'nothing') z = plus(z, 0, FIELD_LOGIT);
  if (cons === 'said' || pros === 'nothing') z = plus(z, FIELD_LOGIT, 0);
  const p = softmax(z);
  const mayBeMixed = isMain && Math.max(p[0], p[2]) < clearText(0);
  return answer(p, mayBeMixed ? bothMoods(model, main, p) : null);
}
