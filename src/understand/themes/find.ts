import { judged } from './clauses.ts';
import { type Hit, hitsIn, logitsOf, type ReadText, type Span, sentences } from './hits.ts';
import { quoteOf } from './quote.ts';
import { meanMood, moodOf, opposed, SIGNS, type Sign, signProbabilities, signSigns } from './sign.ts';
import { wordLogits } from './sign-words.ts';
import { COUNT } from './weights.ts';
import type { ThemeModel } from './words.ts';

/** A theme found in one clause. */
export interface Found {
  /** Index in `THEMES`, or `COUNT` plus the index of a user's own theme. */
  readonly theme: number;
  /** Probabilities of negative, neutral, positive. */
  readonly p: readonly number[];
  /** What the sign was made from. */
  readonly signs: readonly number[];
  /** How clearly the clause speaks of the theme, in logits. */
  readonly strength: number;
  /** The clause, with what is judged with it. */
  readonly span: Span;
  readonly quote: string;
}

export function signOf(p: readonly number[]): Sign {
  return SIGNS[p.indexOf(Math.max(...p))]!;
}

/** What a user's own word is worth: it is always named. */
const OWN_STRENGTH = 8;
/** Plain words above what is learned: they show where a theme is named. */
const PLAIN_SHOWS = 3;

interface Place {
  readonly strength: number;
  /** The token that says most. */
  readonly centre: number;
  readonly isPlain: boolean;
}

function placeOf(model: ThemeModel, text: ReadText, hits: readonly Hit[], theme: number, { from, to }: Span): Place {
  const { codes, scale } = model.weights;
  let [strength, best, centre, isPlain] = [0, Number.NEGATIVE_INFINITY, from, false];
  for (let at = from; at < to; at++) {
    const value = theme < COUNT && text.scan.isWord[at] ? codes[text.words[at]!.codesAt + theme]! * scale : 0;
    strength += value;
    if (value > best) [best, centre] = [value, at];
  }
  for (const hit of hits) {
    if (hit.theme !== theme || hit.at < from || hit.at >= to) continue;
    const value = theme >= COUNT ? OWN_STRENGTH : hit.isPlain ? PLAIN_SHOWS : model.shared.hint[theme]!;
    strength += value;
    isPlain ||= hit.isPlain;
    if (value > best) [best, centre] = [value, hit.at];
  }
  return { strength, centre, isPlain };
}

/** How much plain clauses may say less than the plainest and still be judged by themselves. */
function named(places: readonly Place[]): number[] {
  const plain = places.flatMap(({ isPlain }, i) => (isPlain ? [i] : []));
  if (plain.length > 0) return plain;
  const top = Math.max(...places.map(({ strength }) => strength));
  return [places.findIndex(({ strength }) => strength === top)];
}

/** Themes whose probability in a sentence reaches their threshold. */
function themesIn(model: ThemeModel, text: ReadText, sentence: Span): number[] {
  const z = logitsOf(model, text, sentence);
  const themes: number[] = [];
  for (let theme = 0; theme < COUNT; theme++)
    if (1 / (1 + Math.exp(-z[theme]!)) >= model.shared.threshold[theme]!) themes.push(theme);
  return themes;
}

/** All that is found in a text, clause by clause, in order. `own` are the hits of users' own themes. */
export function findThemes(model: ThemeModel, text: ReadText, own: readonly Hit[]): Found[] {
  return sentences(text.scan).flatMap((sentence) => {
    const themes = themesIn(model, text, sentence);
    const mine = hitsIn(own, sentence);
    for (const { theme } of mine) if (!themes.includes(theme)) themes.push(theme);
    if (themes.length === 0) return [];
    const hits = [...hitsIn(text.hits, sentence), ...mine];
    const names = hits.filter(({ theme, isPlain }) => isPlain && themes.includes(theme));
    const groups = judged(text, sentence, ({ from, to }) => names.some(({ at }) => at >= from && at < to));
    const moods = groups.map(({ span }) => moodOf(model, text, span));
    const whole = meanMood(moods, groups);
    return themes.flatMap((theme) => {
      const places = groups.map((group) => placeOf(model, text, hits, theme, group.named));
      return named(places).map((i): Found => {
        const { span } = groups[i]!;
        const said = wordLogits(model, text, span, theme);
        const signs = signSigns(theme, moods[i]!, whole, said, opposed(text, moods, groups, i));
        const p = signProbabilities(model.shared.sign, signs);
        const { strength, centre } = places[i]!;
        return { theme, p, signs, strength, span, quote: quoteOf(text.scan, span, centre) };
      });
    });
  });
}
