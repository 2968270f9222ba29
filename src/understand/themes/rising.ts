import { TfIdf } from 'natural/lib/natural/tfidf/index.js';
import { READ_LANGUAGES, type ReadLanguage } from '../../domain/item.ts';
import { foldText, withoutPlaceholders } from '../normalise.ts';
import { phrasesOf } from './phrases.ts';
import { quoteOf } from './quote.ts';
import { risesAmong } from './rise.ts';
import { scan } from './scan.ts';

/** A text of one brand. */
export interface DatedText {
  readonly text: string;
  readonly language: string | null;
  /** `YYYY-MM-DD`. */
  readonly day: string;
}

/** A phrase that is said more often now than before. */
export interface RisingPhrase {
  /** As the first text of now writes it, lower case. */
  readonly phrase: string;
  /** Its stems, parted by spaces: the same for every form of its words. */
  readonly key: string;
  readonly language: ReadLanguage;
  /** Texts that say it, and their share of all texts of that time, 0..1. */
  readonly now: number;
  readonly before: number;
  /** All texts of now, and of the past. */
  readonly ofNow: number;
  readonly ofBefore: number;
  readonly shareNow: number;
  readonly shareBefore: number;
  /** TF-IDF of the phrase in the days of now, against equally long times before. */
  readonly weight: number;
  /** The authors' own words, at most three. */
  readonly quotes: readonly string[];
}

export interface RisingOptions {
  /** The last day, `YYYY-MM-DD`, and how many days "now" has. */
  readonly until: string;
  readonly days?: number;
  /** How many times as long the past is that now is held against. */
  readonly windows?: number;
  /** Words that name nothing new, such as the brand's own names. */
  readonly known?: readonly string[];
  /** Most phrases given back. */
  readonly limit?: number;
}

/** Newest texts looked at; a phrase in fewer texts of now is chance. */
const MAX_TEXTS = 5_000;
const MIN_TEXTS = 3;
/** Different phrases counted of now, and of the past: long texts must not fill the memory. */
const MAX_PHRASES = 200_000;
/** Phrases weighed: those of the most texts. */
const MAX_CANDIDATES = 2_000;
/** A rise: twice the share, and more than chance makes of so many phrases; see `risesAmong`. */
const MIN_RATIO = 2;
const QUOTES = 3;
/** A part of a longer phrase says nothing more when so much of it stands inside the longer one. */
const SAME = 0.8;
const DAY_MS = 86_400_000;

interface Counted {
  readonly language: ReadLanguage;
  readonly counts: number[];
  readonly quotes: string[];
  phrase: string;
}

function windowOf(day: string, untilMs: number, days: number): number {
  return Math.floor((untilMs - Date.parse(`${day}T00:00:00Z`)) / (days * DAY_MS));
}

function isInside(part: string, whole: string): boolean {
  return part !== whole && ` ${whole} `.includes(` ${part} `);
}

/**
 * Phrases of one to three words that more texts say in the last days than before, the most telling first. Pure and bounded: of the
 * texts the newest 5,000, of each the first 400 words; the same text counts once. Empty where there is no past to compare with.
 */
export function risingPhrases(texts: readonly DatedText[], options: RisingOptions): RisingPhrase[] {
  const { until, days = 7, windows = 8, known = [], limit = 20 } = options;
  const untilMs = Date.parse(`${until}T00:00:00Z`);
  const totals = new Array<number>(windows + 1).fill(0);
  const found = new Map<string, Counted>();
  const past = new Map<string, number>();
  const seen = new Set<string>();
  const newest = [...texts].sort((a, b) => (a.day < b.day ? 1 : -1)).slice(0, MAX_TEXTS);
  for (const { text, language, day } of newest) {
    const window = windowOf(day, untilMs, days);
    const read = READ_LANGUAGES.find((one) => one === language);
    const folded = `${window} ${foldText(text)}`;
    if (read === undefined || !(window >= 0 && window <= windows) || seen.has(folded)) continue;
    seen.add(folded);
    totals[window]! += 1;
    const scanned = scan(withoutPlaceholders(text));
    for (const { key, at, size } of phrasesOf(scanned, read)) {
      const id = `${read} ${key}`;
      let counted = found.get(id);
      // What is not said now cannot rise, but it could have: it is one more that chance had. The newest texts come first.
      if (counted === undefined && window > 0) {
        const before = past.get(id);
        if (before !== undefined || past.size < MAX_PHRASES) past.set(id, (before ?? 0) + 1);
        continue;
      }
      if (counted === undefined) {
        if (found.size >= MAX_PHRASES) continue;
        const phrase = scanned.text.slice(scanned.from[at]!, scanned.to[at + size - 1]!).toLowerCase();
        counted = { language: read, counts: new Array<number>(windows + 1).fill(0), quotes: [], phrase };
        found.set(id, counted);
      }
      counted.counts[window]! += 1;
      if (window === 0 && counted.quotes.length < QUOTES) {
        const span = { from: Math.max(0, at - 8), to: Math.min(scanned.raw.length, at + size + 8) };
        const quote = quoteOf(scanned, span, at);
        if (!counted.quotes.includes(quote)) counted.quotes.push(quote);
      }
    }
  }
  const looked = lookedAt(found, past);
  return weigh(found, totals, { looked, known: new Set(known.flatMap((word) => phraseKeys(word))) }).slice(0, limit);
}

function phraseKeys(text: string): string[] {
  return READ_LANGUAGES.flatMap((language) => phrasesOf(scan(text), language).map(({ key }) => `${language} ${key}`));
}

/** Phrases, of now or of the past, that are said often enough to rise by chance. */
function lookedAt(found: ReadonlyMap<string, Counted>, past: ReadonlyMap<string, number>): number {
  let looked = 0;
  for (const { counts } of found.values()) if (counts.reduce((a, b) => a + b) >= MIN_TEXTS) looked += 1;
  for (const count of past.values()) if (count >= MIN_TEXTS) looked += 1;
  return looked;
}

function weigh(
  found: ReadonlyMap<string, Counted>,
  totals: readonly number[],
  { looked, known }: { readonly looked: number; readonly known: ReadonlySet<string> },
): RisingPhrase[] {
  const allNow = totals[0]!;
  const allBefore = totals.slice(1).reduce((a, b) => a + b, 0);
  if (allNow === 0 || allBefore === 0) return [];
  const candidates = [...found]
    .filter(([id, { counts }]) => counts[0]! >= MIN_TEXTS && !known.has(id))
    .sort((a, b) => b[1].counts[0]! - a[1].counts[0]! || (a[0] < b[0] ? -1 : 1))
    .slice(0, MAX_CANDIDATES);
  const tfidf = new TfIdf();
  for (let window = 0; window < totals.length; window++)
    tfidf.addDocument(Object.fromEntries(candidates.map(([id, { counts }]) => [id, counts[window]!])));
  const said = candidates.map(([, { counts }]) => ({
    now: counts[0]!,
    before: counts.slice(1).reduce((a, b) => a + b, 0),
  }));
  const rises = risesAmong(said, { allNow, allBefore, looked });
  const rising = candidates.flatMap(([id, { language, quotes, phrase }], i): RisingPhrase[] => {
    const { now, before } = said[i]!;
    const [shareNow, shareBefore] = [now / allNow, before / allBefore];
    if (!rises[i] || shareNow < MIN_RATIO * shareBefore) return [];
    const key = id.slice(language.length + 1);
    const all = { ofNow: allNow, ofBefore: allBefore, shareNow, shareBefore };
    return [{ phrase, key, language, now, before, ...all, weight: tfidf.tfidf([id], 0), quotes }];
  });
  return rising
    .filter((one) => !rising.some((other) => isInside(one.key, other.key) && other.now >= SAME * one.now))
    .sort((a, b) => b.weight - a.weight || (a.key < b.key ? -1 : 1));
}
