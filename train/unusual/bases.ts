import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { ReadLanguage } from '../../src/domain/item.ts';
import { shuffle } from '../random.ts';
import { readWritten } from '../written.ts';

export type Mood = 'positive' | 'negative' | 'neutral';

/** An honest text that a simulated author writes. */
export interface Base {
  readonly text: string;
  readonly mood: Mood;
  /** As published; null where the set has none. */
  readonly stars: number | null;
}

interface Line {
  readonly text: string;
  readonly label: string;
  readonly stars?: number;
  readonly domain?: string;
}

function readSet(folder: string, name: string): Line[] {
  return gunzipSync(readFileSync(path.join(folder, 'sentiment', name, 'train.jsonl.gz')))
    .toString()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
}

const moodOf = (label: string): Mood => (label === 'positive' || label === 'negative' ? label : 'neutral');

/** Long texts in pieces of 15 to 90 words at the ends of sentences: as long as reviews are. */
function pieces(text: string, mood: Mood, next: () => number): Base[] {
  const sentences = text.split(/(?<=[.!?])\s+/).filter((one) => one.length > 20);
  const made: Base[] = [];
  for (let i = 0; i < sentences.length; ) {
    const wanted = 15 + next() * next() * 75;
    let piece = '';
    while (i < sentences.length && piece.split(' ').length < wanted)
      piece += `${piece === '' ? '' : ' '}${sentences[i++]}`;
    if (piece.length < 900) made.push({ text: piece, mood, stars: null });
  }
  return made;
}

/** Sentences of one domain and mood, one to three of them as one review. */
function joined(lines: readonly Line[], next: () => number): Base[] {
  const heaps = new Map<string, Line[]>();
  for (const line of lines) {
    const key = `${line.domain}\n${line.label}`;
    heaps.set(key, [...(heaps.get(key) ?? []), line]);
  }
  return [...heaps.values()].flatMap((heap) => {
    const made: Base[] = [];
    for (let i = 0; i < heap.length; ) {
      const some = heap.slice(i, i + 1 + Math.floor(next() * 3));
      i += some.length;
      made.push({ text: some.map(({ text }) => text).join(' '), mood: moodOf(some[0]!.label), stars: null });
    }
    return made;
  });
}

/** Marketplace reviews that their publisher calls genuine, with their stars. */
function marketplace(folder: string): Base[] {
  return readFileSync(path.join(folder, 'fake', 'wb-bot-ru', 'train.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line & { readonly stars: number })
    .filter(({ label }) => label === 'genuine')
    .map(({ text, stars }) => ({ text, stars, mood: stars >= 4 ? 'positive' : stars <= 2 ? 'negative' : 'neutral' }));
}

/** Honest texts of one language from the training sets of a data folder and those written for Molva, in a random order. */
export function readBases(folder: string, language: ReadLanguage, next: () => number): Base[] {
  const written = readWritten()
    .filter((one) => one.language === language && one.text.length < 900)
    .map(({ text, label }): Base => ({ text, mood: moodOf(label), stars: null }));
  const bases = [...written, ...joined(readSet(folder, `${language}-m-absa`), next)];
  if (language !== 'nl')
    for (const { text, label } of readSet(folder, language === 'en' ? 'en-movie-reviews' : 'ru-kinopoisk'))
      bases.push(...pieces(text, moodOf(label), next).slice(0, 8));
  if (language === 'ru') {
    bases.push(...marketplace(folder));
    for (const { text, label, stars } of readSet(folder, 'ru-marketplace'))
      bases.push({ text, mood: moodOf(label), stars: stars ?? null });
  }
  shuffle(bases, next);
  return bases;
}
