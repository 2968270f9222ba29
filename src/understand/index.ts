import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Brand } from '../domain/brand.ts';
import type { Understanding } from '../domain/item.ts';
import { type KindModels, kindModels, readKind, weighSorts } from './kind/read.ts';
import { unpackKinds } from './kind/weights.ts';
import { type Detector, detectLanguage } from './language.ts';
import { type Layer, shiftOf } from './layer/layer.ts';
import { loadDetector } from './letters/detector.ts';
import { findMentions } from './mentions.ts';
import { cleanText, withoutPlaceholders } from './normalise.ts';
import { classifier } from './sentiment/classify.ts';
import { type Evidence, type SentimentModels, sentimentOf, weighMood } from './sentiment/read.ts';
import { unpackWeights } from './sentiment/weights.ts';
import { stems } from './stems.ts';
import { readThemes, type ThemeModels, themeModels } from './themes/read.ts';
import { unpackThemes } from './themes/weights.ts';

/** What the pure understanding stages need to know of a stored item. */
export interface ReadInput {
  readonly key: string;
  readonly title: string | null;
  readonly text: string | null;
  readonly pros: string | null;
  readonly cons: string | null;
  readonly stars: number | null;
  readonly declaredLanguage: string | null;
  /** A person's correction of the language wins over detection. */
  readonly correctedLanguage: string | null;
  readonly brand: Brand;
  /** Social sources: is the brand named at all? False for pages that are about the brand anyway. */
  readonly matchMentions: boolean;
}

/** Everything learned that the stages need: weights, word lists. Loaded once per worker, passed in. */
export interface Models {
  /** Version of all models together; changes whenever any weight or word list changes. */
  readonly version: string;
  readonly languages: Detector;
  readonly sentiment: SentimentModels;
  readonly themes: ThemeModels;
  readonly kinds: KindModels;
  /** What this installation learned on top of them; not part of `version`. */
  readonly layer?: Layer;
}

/**
 * Version of what is written by hand in the stages (word lists, thresholds, folding). To be raised with each change that
 * alters a result: together with the hash of the weights it is the models' version.
 */
export const RULES_VERSION = '2';

const WEIGHTS = ['sentiment', 'themes', 'kind'].map((part) => new URL(`./${part}/weights.bin`, import.meta.url));

/** Loads the weights from the files beside the code and the language detector. Throws where a file is missing or broken. */
export async function loadModels(): Promise<Models> {
  const [files, languages] = await Promise.all([Promise.all(WEIGHTS.map((file) => readFile(file))), loadDetector()]);
  const [moodBytes, themeBytes, kindBytes] = files as [Buffer, Buffer, Buffer];
  const weights = unpackWeights(moodBytes);
  const digest = createHash('sha256');
  for (const bytes of files) digest.update(bytes);
  const sentiment: SentimentModels = {
    languages: new Map(weights.languages.map((one) => [one.language, classifier(one)])),
    mixed: weights.mixed,
  };
  const kinds = kindModels(unpackKinds(kindBytes));
  return {
    version: `${RULES_VERSION}-${digest.digest('hex').slice(0, 8)}`,
    languages,
    sentiment,
    themes: themeModels(unpackThemes(themeBytes), sentiment, kinds),
    kinds,
  };
}

function clean(text: string | null): string | null {
  return text === null ? null : withoutPlaceholders(cleanText(text)) || null;
}

/** What is needed to read what a text says, without what only a store asks for. */
export type TextInput = Omit<ReadInput, 'key' | 'stars' | 'matchMentions'>;

type Read = Pick<Understanding, 'language' | 'sentiment' | 'why' | 'themes' | 'kind'>;

/** Pure per text: normalise, language, sentiment and why, themes, kind. */
export function readText(input: TextInput, models: Models): Read {
  return readParts(cleanParts(input), input, models);
}

type Parts = Pick<ReadInput, 'title' | 'text' | 'pros' | 'cons'>;

function cleanParts({ title, text, pros, cons }: Parts): Parts {
  return { title: clean(title), text: clean(text), pros: clean(pros), cons: clean(cons) };
}

function wholeOf({ title, text, pros, cons }: Parts): string {
  return [title, text, pros, cons].filter((part) => part !== null).join('\n');
}

/** A part with the placeholders of masked data left in: a number to call is a sign of an advertisement. */
function masked(text: string | null, cleaned: string | null): string | null {
  return text?.includes('[') ? cleanText(text) : cleaned;
}

function readParts(parts: Parts, input: TextInput, models: Models): Read {
  const hints = { declared: input.declaredLanguage, expected: input.brand.languages };
  const language = input.correctedLanguage ?? detectLanguage(wholeOf(parts), hints, models.languages);
  const mood = weighMood(parts, language, models.sentiment);
  const shift = mood === null ? undefined : shiftOf(models.layer, language, mood.words);
  const sentiment = mood === null ? null : sentimentOf(mood, shift);
  return {
    language,
    sentiment,
    why: [...(mood?.why ?? [])],
    themes: readThemes(parts, language, models.themes, input.brand.themes),
    kind: readKind(
      shownParts(parts, input),
      language,
      sentiment?.label ?? null,
      models.kinds,
      models.themes,
      shift?.sort,
    ),
  };
}

function shownParts(parts: Parts, input: Pick<TextInput, 'title' | 'text'>): Parts {
  return { ...parts, title: masked(input.title, parts.title), text: masked(input.text, parts.text) };
}

/** What the shipped models make of a text before anything is answered: what an installation's layer is learned on. */
export interface TextEvidence {
  readonly language: string | null;
  readonly mood: Evidence | null;
  /** Logits of the sorts of texts; null where words do not decide. */
  readonly sorts: readonly number[] | null;
}

export function weighText(input: TextInput, models: Models): TextEvidence {
  const parts = cleanParts(input);
  const hints = { declared: input.declaredLanguage, expected: input.brand.languages };
  const language = input.correctedLanguage ?? detectLanguage(wholeOf(parts), hints, models.languages);
  const mood = weighMood(parts, language, models.sentiment);
  return { language, mood, sorts: weighSorts(shownParts(parts, input), language, models.kinds, models.themes) };
}

/** Pure per item: what `readText` says, brand mention, stems. */
export function readItem(input: ReadInput, models: Models): Understanding {
  const parts = cleanParts(input);
  const whole = wholeOf(parts);
  return {
    modelVersion: models.version,
    ...readParts(parts, input, models),
    mentionsBrand: input.matchMentions ? findMentions(whole, input.brand).length > 0 : null,
    stems: stems(whole),
  };
}
