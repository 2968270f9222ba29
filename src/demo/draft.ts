import type { SentimentLabel } from '../domain/item.ts';
import { blemish } from './blemish.ts';
import type { Place } from './places.ts';
import type { Random } from './random.ts';
import { en } from './texts/en.ts';
import { firstNames, nicknames } from './texts/names.ts';
import { nl } from './texts/nl.ts';
import type { Language } from './texts/phrases.ts';
import { replies } from './texts/planted.ts';
import { ru } from './texts/ru.ts';
import type { DemoAuthor, DemoReview } from './truth.ts';
import { fill, forKind, suits, unmarked, writeReview } from './write-review.ts';

/** A review on its way: ids are given when all dates are known. */
export type Draft = Omit<DemoReview, 'id' | 'externalId'> & { readonly copyDraft: Draft | null };

/** What the story's makers share. */
export interface Telling {
  readonly random: Random;
  /** Chooses words and nothing else, so that other texts leave the story (who, when, how many stars) as it is. */
  readonly words: Random;
  readonly nowMs: number;
  /** Folded texts that were used: two reviews are never alike by accident. */
  readonly used: Set<string>;
}

export const languages: Readonly<Record<'ru' | 'en' | 'nl', Language>> = { ru, en, nl };

const MINUTE_MS = 60_000;
export const DAY_MS = 86_400_000;
/** The story's shops and people live by Moscow's clock, which has no summer time. */
const MOSCOW_MS = 3 * 3_600_000;

/** Letters and digits alone, so that a smiley or a full stop makes no text a different one. */
export function folded(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Takes a text into use; false when one like it was used already. */
export function claim(telling: Telling, text: string): boolean {
  const key = folded(text);
  if (telling.used.has(key)) return false;
  telling.used.add(key);
  return true;
}

/** An instant of waking hours between two ages in days, at least three hours ago. */
export function momentBetween(telling: Telling, fromDays: number, toDays: number): string {
  const { random, nowMs } = telling;
  const raw = nowMs - (toDays + random.next() * (fromDays - toDays)) * DAY_MS + MOSCOW_MS;
  const day = Math.floor(raw / DAY_MS) * DAY_MS;
  const awake = day + random.int(7 * 60 + 30, 23 * 60 + 20) * MINUTE_MS + random.int(0, 59) * 1000 - MOSCOW_MS;
  const latest = nowMs - 3 * 60 * MINUTE_MS - random.int(0, 240) * MINUTE_MS;
  return new Date(Math.min(awake, latest)).toISOString();
}

/** Somebody: a first name with a letter, or a nickname where people have no names. */
export function author(place: Place, language: 'ru' | 'en' | 'nl', random: Random): DemoAuthor {
  if (place.site === 'otzovik') return random.pick(nicknames);
  const names = firstNames[language];
  const female = random.chance(0.55);
  const first = random.pick(female ? names.female : names.male);
  return { name: random.chance(0.7) ? `${first} ${random.pick(names.letters)}.` : first, female };
}

/** Stars as people give them for what they mean; null on sites without stars. */
export function starsFor(place: Place, sentiment: SentimentLabel, random: Random): number | null {
  if (place.site === 'telegram') return null;
  if (sentiment === 'positive') return random.chance(0.78) ? 5 : 4;
  if (sentiment === 'negative') return random.chance(0.7) ? 1 : 2;
  if (sentiment === 'mixed') return Number(random.weighted({ 2: 2, 3: 6, 4: 2 }));
  return Number(random.weighted({ 3: 3, 4: 3, 5: 4 }));
}

/** What the shop says back where it does. */
export function reply(place: Place, draft: Pick<Draft, 'publishedAt' | 'content'>, telling: Telling): Draft['reply'] {
  const { random, nowMs } = telling;
  const stars = draft.content.stars ?? 5;
  if (place.site !== '2gis' && place.site !== 'wildberries') return null;
  // Every choice is made before the clock is asked: the texts of a story depend on the seed alone.
  const answered = random.chance(stars <= 3 ? 0.45 : 0.15);
  const atMs = Date.parse(draft.publishedAt) + random.int(40, 2000) * MINUTE_MS;
  const text = telling.words.pick(stars <= 3 ? replies.sorry : replies.thanks);
  if (!answered || atMs > nowMs - 120 * MINUTE_MS) return null;
  return { text, at: new Date(atMs).toISOString() };
}

/** An ordinary review of this place, unlike any before. */
export function ordinaryDraft(place: Place, language: 'ru' | 'en' | 'nl', telling: Telling): Draft {
  const { random } = telling;
  const words = languages[language];
  const oldest = 59.5;
  const writer = author(place, language, random);
  const sentiment = random.weighted({ positive: 50, negative: 27, mixed: 14, neutral: 9 });
  const stars = starsFor(place, sentiment, random);
  const publishedAt = momentBetween(telling, oldest, place.page === 'wildberries-kettle' ? SILENT_DAYS + 0.6 : 0);
  const base = {
    site: place.site,
    page: place.page,
    author: writer,
    publishedAt,
    language,
    likes: place.site === 'telegram' || random.chance(0.6) ? 0 : random.int(1, 14),
    edited: null,
    arrives: 1 as const,
    vanishes: false,
    copyOf: null,
    copyDraft: null,
    retyped: false,
    paid: false,
    incident: false,
    launch: false,
    mentionsBrand: true,
    contacts: [],
    hostile: false,
  };
  if (place.site === 'wildberries' && random.chance(0.2)) {
    const content = { title: null, text: null, pros: null, cons: null, stars: stars ?? 5, sentiment: null };
    return { ...base, themes: [], content, reply: reply(place, { publishedAt, content }, telling) };
  }
  const written = ordinaryText(place, { language, sentiment, female: writer.female }, telling);
  const content = {
    title: place.site === 'otzovik' || (place.site === 'jsonld' && random.chance(0.6)) ? written.title : null,
    text: written.text,
    ...prosAndCons(place, sentiment, telling.words),
    stars,
    sentiment,
  };
  return { ...base, themes: written.themes, content, reply: reply(place, { publishedAt, content }, telling) };

  function prosAndCons(where: Place, mood: SentimentLabel, choose: Random) {
    const asked =
      mood !== 'neutral' &&
      ((where.site === 'wildberries' && choose.chance(0.5)) || (where.site === 'otzovik' && choose.chance(0.7)));
    if (!asked) return { pros: null, cons: null };
    const pros = mood === 'negative' ? null : listed(words.pros, choose.int(1, 3));
    const cons = mood === 'positive' ? null : listed(words.cons, choose.int(1, 2));
    return { pros, cons };

    function listed(list: readonly string[], count: number): string {
      return choose.some(forKind(list, where.kind), count).join(', ');
    }
  }
}

/** No review appears on the silent page in this many last days. */
export const SILENT_DAYS = 20;

interface Mood {
  readonly language: 'ru' | 'en' | 'nl';
  readonly sentiment: SentimentLabel;
  readonly female: boolean;
}

function ordinaryText(
  place: Place,
  mood: Mood,
  telling: Telling,
): { title: string; text: string; themes: Draft['themes'] } {
  const { words: random } = telling;
  const language = languages[mood.language];
  const short = language.wholes.filter(
    ({ sentiment, themes, text }) =>
      sentiment === mood.sentiment && themes.every((theme) => place.themes.includes(theme)) && suits(text, place.kind),
  );
  if (place.site !== 'telegram' && place.site !== 'otzovik' && short.length > 0 && random.chance(0.22)) {
    const whole = random.pick(short);
    const text = fill(unmarked(whole.text), language.frame.products[0]!, mood.female);
    const title = random.pick(language.frame.titles[mood.sentiment]);
    if (claim(telling, text)) return { title, text, themes: whole.themes };
  }
  for (let attempt = 0; ; attempt++) {
    const written = writeReview(
      {
        language,
        sentiment: mood.sentiment,
        themes: place.themes,
        kind: place.kind,
        female: mood.female,
        visited: place.site === '2gis' || place.site === 'otzovik',
        maxSentences: place.maxSentences + Math.floor(attempt / 3),
      },
      random,
    );
    const named = place.site === 'telegram' ? withBrand(written.text, random) : written.text;
    const text = blemish(named, { language, sentiment: mood.sentiment }, random);
    if (claim(telling, text) || attempt > 30) return { ...written, text };
  }
}

/** A post on a channel about many shops says which one it means. */
function withBrand(text: string, random: Random): string {
  if (/завар[её]н|zavar/i.test(text)) return text;
  const start = random.pick([
    'Заварёна.',
    'Про Заварёну.',
    'Пишут о Заварёне:',
    'Из почты о магазине Заварёна.',
    '#заварёна',
  ]);
  return `${start} ${text}`;
}
