import { fitHead } from './fit.ts';
import { HEAD_NAMES, HEADS, type Head, type HeadName, type Heads, type Layer, named } from './layer.ts';
import { examplesOf, type Lesson, placeOf } from './lessons.ts';

/** In an order that says nothing, the same in every training: what comes last must not weigh more. */
function mixedUp(lessons: readonly Lesson[]): Lesson[] {
  return lessons
    .map((lesson) => ({ lesson, place: placeOf(lesson.group) }))
    .sort((a, b) => a.place - b.place)
    .map(({ lesson }) => lesson);
}

/**
 * A layer for the shipped models of this version. Languages are learned each by itself; one of which nobody said anything is left
 * out. Null where nothing is left to learn from.
 */
export function teach(lessons: readonly Lesson[], models: string): Layer | null {
  const languages = new Map<string, Heads>();
  for (const [language, own] of Map.groupBy(mixedUp(lessons), (one) => one.language)) {
    const heads = HEAD_NAMES.map((name) => {
      const { list, counted } = examplesOf(name, own);
      return [name, fitHead(list, HEADS[name], counted)] as const;
    });
    if (heads.some(([, { cap }]) => cap > 0))
      languages.set(language, Object.fromEntries(heads) as Record<HeadName, Head>);
  }
  return layerOf(languages, models);
}

/** The layer with what it learned for these heads alone. Null where nothing is left. */
export function keepHeads(layer: Layer, names: readonly HeadName[]): Layer | null {
  const languages = new Map<string, Heads>();
  for (const [language, heads] of layer.languages) {
    const kept = HEAD_NAMES.map((name) => {
      const silent: Head = { ...heads[name], bias: heads[name].bias.map(() => 0), scale: 0, cap: 0 };
      const nothing = { ...silent, codes: new Int8Array(silent.codes.length) };
      return [name, names.includes(name) ? heads[name] : nothing] as const;
    });
    if (kept.some(([, { cap }]) => cap > 0))
      languages.set(language, Object.fromEntries(kept) as Record<HeadName, Head>);
  }
  return layerOf(languages, layer.models);
}

function layerOf(languages: ReadonlyMap<string, Heads>, models: string): Layer | null {
  return languages.size === 0 ? null : named({ models, languages });
}
