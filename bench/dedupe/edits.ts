import type { Wording } from './wording.ts';

/** A seeded source of choices. */
export interface Dice {
  /** 0 up to, not including, 1. */
  next(): number;
  below(n: number): number;
  pick<T>(list: readonly T[]): T;
}

export function dice(next: () => number): Dice {
  const below = (n: number): number => Math.floor(next() * n);
  return { next, below, pick: (list) => list[below(list.length)]! };
}

const EMOJI = ['😀', '👍🏻', '❤️', '🔥', '🙌', '😡', '🥰', '👌', '🎉', '🚀'];
const LOOK_ALIKE: Readonly<Record<string, string>> = {
  а: 'a',
  е: 'e',
  о: 'o',
  р: 'p',
  с: 'c',
  у: 'y',
  х: 'x',
  А: 'A',
  В: 'B',
  Е: 'E',
  К: 'K',
  М: 'M',
  Н: 'H',
  О: 'O',
  Р: 'P',
  С: 'C',
  Т: 'T',
  Х: 'X',
  a: 'а',
  e: 'е',
  o: 'о',
  p: 'р',
  c: 'с',
  y: 'у',
  x: 'х',
  i: 'і',
  A: 'А',
  B: 'В',
  E: 'Е',
  K: 'К',
  M: 'М',
  H: 'Н',
  O: 'О',
  P: 'Р',
  C: 'С',
  T: 'Т',
  X: 'Х',
};
const KEYS: Readonly<Record<'cyrillic' | 'latin', string>> = {
  cyrillic: 'оеаинтсрвлкмдпуяыьгзбчйхжшю',
  latin: 'etaoinshrdlucmfwypvbgkqjxz',
};

export function words(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}

export function sentences(text: string): string[] {
  return (
    text
      .match(/[^.!?\n]+[.!?\n]*/g)
      ?.map((one) => one.trim())
      .filter((one) => one !== '') ?? [text]
  );
}

export function layout(text: string, d: Dice): string {
  const style = d.below(5);
  if (style === 0) return text.toUpperCase();
  if (style === 1) return text.toLowerCase().replace(/[.,!?;:]/g, '');
  if (style === 2) return text.replace(/ /g, () => (d.next() < 0.2 ? '  ' : d.next() < 0.05 ? '\n' : ' '));
  if (style === 3) return text.replace(/[.,!]/g, (sign) => d.pick([sign, '!!', '...', ' ', ';']));
  return `«${text.replace(/-/g, '—')}»`;
}

export function emoji(text: string, d: Dice): string {
  const e = text.replace(/[её]/g, (letter) => (d.next() < 0.3 ? (letter === 'ё' ? 'е' : letter) : letter));
  const parts = sentences(e).map((one) => (d.next() < 0.5 ? `${one} ${d.pick(EMOJI)}` : one));
  return `${parts.join(' ')}${d.pick([')))', ' :-)', ' 💯💯', '!!1'])}`;
}

export function lookAlike(text: string, d: Dice): string {
  const share = 0.15 + d.next() * 0.85;
  const invisible = d.pick(['', '\u200b', '\u00ad', '\u2060']);
  return [...text]
    .map((sign) => `${d.next() < share ? (LOOK_ALIKE[sign] ?? sign) : sign}${d.next() < 0.05 ? invisible : ''}`)
    .join('');
}

export function typos(text: string, d: Dice, rate = 0.01 + d.next() * 0.05): string {
  const keys = /[а-я]/i.test(text) ? KEYS.cyrillic : KEYS.latin;
  const out = [...text];
  for (let i = 0; i < out.length - 1; i += 1) {
    if (!/\p{L}/u.test(out[i]!) || d.next() >= rate) continue;
    const kind = d.below(4);
    if (kind === 0) out[i] = '';
    else if (kind === 1) out[i] = out[i]! + out[i]!;
    else if (kind === 2) out[i] = keys[d.below(keys.length)]!;
    else [out[i], out[i + 1]] = [out[i + 1]!, out[i]!];
  }
  return out.join('');
}

export function reorder(text: string, d: Dice): string {
  const parts = sentences(text);
  for (let i = parts.length - 1; i > 0; i -= 1) {
    const j = d.below(i + 1);
    [parts[i], parts[j]] = [parts[j]!, parts[i]!];
  }
  return parts.join(' ');
}

/** Exchanges a share of the words for others of the same language. */
export function replace(text: string, share: number, vocabulary: readonly string[], d: Dice): string {
  return words(text)
    .map((word) => (d.next() < share ? d.pick(vocabulary) : word))
    .join(' ');
}

export function cut(text: string, wording: Wording, d: Dice): string {
  const all = words(text);
  const kept = all.slice(0, Math.max(5, Math.ceil(all.length * (0.55 + d.next() * 0.3)))).join(' ');
  return kept + d.pick(wording.more);
}

export function promote(text: string, wording: Wording, d: Dice): string {
  return d.next() < 0.2
    ? `${d.pick(wording.promos)}\n${text}`
    : `${text}${d.pick([' ', '\n', '\n\n'])}${d.pick(wording.promos)}`;
}

export function answer(text: string, wording: Wording, d: Dice, name: string): string {
  return `${text}${d.pick([' ', '\n', '\n\n'])}${d.pick(wording.replies).replace('{n}', name)}`;
}
