import { lettersIn } from './letters-in.ts';

/** Detects from letter statistics, as `eld` does. */
export interface Detector {
  detect(text: string): {
    readonly language: string;
    isReliable(): boolean;
    getScores(): Readonly<Record<string, number>>;
  };
}

/** From this many characters on free detection is trusted; below it is right for two texts in three only. */
const FREE_FROM_CHARS = 50;
/** The script is told from so much. */
const READ_CHARS = 1_000;
/** The detector, the slowest stage, gets so much: more changed one answer in 16,000 (train parts of the sentiment sets). */
const DETECTED_CHARS = 160;

type Script = 'cyrillic' | 'latin' | 'other';

/** Addresses, handles and hashtags say nothing of the language around them. */
const NOT_PROSE = /https?:\/\/\S+|[@#][\p{L}\p{N}_]+/gu;

/** Languages written in Cyrillic letters; all others that brands name are taken for Latin unless listed in `OTHER`. */
const CYRILLIC = new Set(['ru', 'uk', 'be', 'bg', 'sr', 'mk', 'kk', 'ky', 'tt', 'mn', 'tg', 'uz']);
const OTHER = new Set('am ar bn el fa gu he hi hy ja ka kn ko ml mr or pa ta te th ur zh'.split(' '));

/** Letters that Russian does not have, with the language they tell; the first pattern that is found decides. */
const FOREIGN_LETTERS: readonly (readonly [RegExp, string])[] = [
  [/[ӣӯҷ]/gi, 'tg'],
  [/җ/gi, 'tt'],
  [/[әғқұһ]/gi, 'kk'],
  [/[өүң]/gi, 'ky'],
  [/[ѓќѕ]/gi, 'mk'],
  [/[љњђћџј]/gi, 'sr'],
  [/ў/gi, 'be'],
  [/[їєґ]/gi, 'uk'],
  [/і/gi, 'uk'],
];
/** Most texts have none of these letters, and one look says so. */
const ANY_FOREIGN = new RegExp(FOREIGN_LETTERS.map(([letters]) => letters.source).join('|'), 'i');
/** Letters that no Cyrillic alphabet of the Balkans nor the Ukrainian one has. */
const RUSSIAN_ONLY = /[ыэ]/i;
const BELARUSIAN = /[ўі]/i;

function scriptOf(language: string): Script {
  if (CYRILLIC.has(language)) return 'cyrillic';
  return OTHER.has(language) ? 'other' : 'latin';
}

/** The script of the text; null without letters. Latin names of products and brands are common in Cyrillic texts, not the other way. */
function mainScript(text: string): Script | null {
  const { letters, cyrillic, latin } = lettersIn(text);
  if (letters === 0) return null;
  const other = letters - cyrillic - latin;
  if (other > cyrillic && other > latin) return 'other';
  return cyrillic * 2 >= latin ? 'cyrillic' : 'latin';
}

/** A language told by its own letters alone. One stray letter in a long Russian text tells nothing. */
function byLetters(text: string): string | null {
  if (!ANY_FOREIGN.test(text)) return null;
  for (const [letters, language] of FOREIGN_LETTERS) {
    const count = text.match(letters)?.length ?? 0;
    if (count > 0 && count * 100 >= text.length) return RUSSIAN_ONLY.test(text) && language === 'uk' ? 'be' : language;
  }
  return null;
}

/** The detector mixes up the Slavic languages of one alphabet; their letters settle it. */
function settleCyrillic(language: string, text: string): string {
  const own = byLetters(text);
  if (own !== null) return own;
  if (language === 'be') return BELARUSIAN.test(text) ? 'be' : 'ru';
  return ['uk', 'sr', 'mk', 'kk'].includes(language) ? 'ru' : language;
}

export interface LanguageHints {
  /** What the site says about this text, if it does. */
  readonly declared: string | null;
  /** Languages in which the brand's customers write, the commonest first. */
  readonly expected: readonly string[];
}

/**
 * ISO 639-1 code of a text, or null without letters. From 50 characters on the detector decides where it is reliable;
 * else the choice is among the declared and the expected languages of the text's script, by the detector's scores, and
 * a script that none of them has is decided by its letters or, for Latin, by the detector.
 */
export function detectLanguage(text: string, hints: LanguageHints, detector: Detector): string | null {
  const prose = text.slice(0, READ_CHARS).replace(NOT_PROSE, ' ').trim();
  const script = mainScript(prose);
  if (script === null) return null;
  const isLong = prose.length >= FREE_FROM_CHARS;
  const own = script === 'cyrillic' ? byLetters(prose.toLowerCase()) : null;
  if (own !== null) return own;
  // With ы or э and without any foreign letter no other alphabet is left: the detector, the slowest stage, is spared.
  if (script === 'cyrillic' && RUSSIAN_ONLY.test(prose)) return 'ru';
  const names = [...new Set(hints.declared === null ? hints.expected : [hints.declared, ...hints.expected])];
  const candidates = names.filter((language) => scriptOf(language) === script);
  if (!isLong && candidates.length === 1) return candidates[0] ?? null;
  const guess = detector.detect(prose.slice(0, DETECTED_CHARS));
  if (isLong && guess.isReliable() && scriptOf(guess.language) === script) {
    return script === 'cyrillic' ? settleCyrillic(guess.language, prose) : guess.language;
  }
  if (candidates.length > 0) return bestOf(candidates, guess.getScores());
  if (script === 'cyrillic') return 'ru';
  return guess.language !== '' && scriptOf(guess.language) === script ? guess.language : null;
}

/** The candidate with the highest score; the first one where none has any. */
function bestOf(candidates: readonly string[], scores: Readonly<Record<string, number>>): string | null {
  let best = candidates[0] ?? null;
  for (const language of candidates) if ((scores[language] ?? 0) > (scores[best ?? ''] ?? 0)) best = language;
  return best;
}
