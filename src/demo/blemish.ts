import type { SentimentLabel } from '../domain/item.ts';
import type { Random } from './random.ts';
import type { Language } from './texts/phrases.ts';

/** Makes a clean text look typed by a person in a hurry: typos, ё without dots, no capitals, smileys. */
export function blemish(
  text: string,
  options: { language: Language; sentiment: SentimentLabel },
  random: Random,
): string {
  let typed = text;
  if (options.language.code === 'ru' && random.chance(0.55)) typed = withoutDots(typed);
  if (random.chance(0.12)) typed = typo(typed, random);
  if (random.chance(0.08)) typed = typed.toLowerCase();
  if (random.chance(0.08)) typed = typed.replace(/, /g, ',');
  if (random.chance(0.12)) typed = typed.replace(/[.!]$/, '');
  if (options.sentiment === 'negative' && random.chance(0.06)) typed = typed.toUpperCase();
  if (random.chance(0.16)) typed = `${typed} ${random.pick(options.language.emoji[options.sentiment])}`;
  return typed;
}

/** `ё` as most people type it. */
export function withoutDots(text: string): string {
  return text.replaceAll('ё', 'е').replaceAll('Ё', 'Е');
}

/** Damages one or two longer words: two letters swapped, one lost, or one doubled. */
function typo(text: string, random: Random): string {
  const words = text.split(' ');
  const long = words.flatMap((word, index) => (/^\p{L}{5,}/u.test(word) && !/зав|zav/i.test(word) ? [index] : []));
  for (const index of random.some(long, random.int(1, 2))) {
    const letters = [...words[index]!];
    const at = random.int(1, 3);
    const how = random.weighted({ swap: 3, lose: 2, double: 2 });
    if (how === 'swap') [letters[at], letters[at + 1]] = [letters[at + 1]!, letters[at]!];
    else if (how === 'lose') letters.splice(at, 1);
    else letters.splice(at, 0, letters[at]!);
    words[index] = letters.join('');
  }
  return words.join(' ');
}

/** The same text pasted elsewhere and touched up: other case, no dots on ё, other end. What it says is the same. */
export function retype(text: string, random: Random): string {
  const how = random.weighted({ lower: 1, dots: 1, end: 1, spaces: 1 });
  if (how === 'lower') return text.toLowerCase();
  if (how === 'dots') return `${withoutDots(text).replace(/[.!]+$/, '')}!!`;
  if (how === 'spaces') return text.replace(/([.!?]) /g, '$1\n');
  return `${text} ☕`;
}
