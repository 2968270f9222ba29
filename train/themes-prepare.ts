import type { ReadLanguage } from '../src/domain/item.ts';
import { THEMES } from '../src/domain/theme.ts';
import { countHits, pairsOf, readText, sentences } from '../src/understand/themes/hits.ts';
import { scan } from '../src/understand/themes/scan.ts';
import { COUNT } from '../src/understand/themes/weights.ts';
import { type ThemeModel, wordBucket } from '../src/understand/themes/words.ts';
import type { ThemeText } from './themes-data.ts';

/** A text as the learner sees it. */
export interface Prepared {
  readonly source: ThemeText;
  readonly language: ReadLanguage;
  readonly sentences: readonly { readonly buckets: Int32Array; readonly counts: Uint8Array }[];
  /** Labels that are there, each as the indices of the themes it may mean. */
  readonly present: readonly (readonly number[])[];
  /** Themes that are not there. */
  readonly absent: readonly number[];
  /** Themes that the labels leave open and no plain word names: rather not there. */
  readonly unlikely: readonly number[];
  readonly weight: number;
}

/** The texts written for this have all themes and real registers; the sets are translated and know few themes. */
const WEIGHTS = { written: 1.5, sets: 1 } as const;

export function prepare(source: ThemeText, model: ThemeModel): Prepared {
  const text = readText(model, scan(source.text));
  const found = sentences(text.scan).map((span) => {
    const words: number[] = [];
    for (let at = span.from; at < span.to; at++) if (text.scan.isWord[at]) words.push(wordBucket(text.words[at]!.id));
    return { buckets: Int32Array.from([...words, ...pairsOf(text, span)]), counts: countHits(text, span) };
  });
  const keys = new Set(source.labels.map(({ themes }) => themes.join(' ')));
  const present = [...keys].map((key) => key.split(' ').map((theme) => (THEMES as readonly string[]).indexOf(theme)));
  const named = new Set(present.flat());
  const absent = Array.from({ length: COUNT }, (_, t) => t).filter(
    (t) => !named.has(t) && !source.open.has(THEMES[t]!),
  );
  const unlikely = THEMES.flatMap((theme, t) =>
    source.open.has(theme) && !named.has(t) && found.every(({ counts }) => counts[t] === 0) ? [t] : [],
  );
  const weight = source.set.endsWith('written') ? WEIGHTS.written : WEIGHTS.sets;
  return { source, language: source.language, sentences: found, present, absent, unlikely, weight };
}

/** Words and pairs that fewer texts have say nothing that carries over. */
const LEAST_TEXTS = 2;

/** Leaves out of `texts` the buckets that hardly any of them has. */
export function withoutRare(texts: readonly Prepared[]): Prepared[] {
  const counts = new Map<string, number>();
  for (const { language, sentences: list } of texts)
    for (const bucket of new Set(list.flatMap(({ buckets }) => [...buckets])))
      counts.set(`${language}${bucket}`, (counts.get(`${language}${bucket}`) ?? 0) + 1);
  return texts.map((text) => ({
    ...text,
    sentences: text.sentences.map(({ buckets, counts: hits }) => ({
      buckets: buckets.filter((bucket) => counts.get(`${text.language}${bucket}`)! >= LEAST_TEXTS),
      counts: hits,
    })),
  }));
}
