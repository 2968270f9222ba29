import { READ_LANGUAGES, type ReadLanguage } from '../../domain/item.ts';
import { type OwnTheme, THEMES, type ThemeMention } from '../../domain/theme.ts';
import { withoutPlaceholders } from '../normalise.ts';
import type { SentimentModels, SentimentParts } from '../sentiment/read.ts';
import { type Found, findThemes, signOf } from './find.ts';
import { readText } from './hits.ts';
import { ownHits } from './own.ts';
import type { Patterns } from './patterns.ts';
import { scan } from './scan.ts';
import type { Sign } from './sign.ts';
import { COUNT, type ThemeWeights } from './weights.ts';
import { type ThemeModel, themeModel } from './words.ts';

/** By language. */
export type ThemeModels = ReadonlyMap<string, ThemeModel>;

type Turns = ReadonlyMap<string, { readonly turns: Patterns }>;
const NO_KINDS: Turns = new Map();

/**
 * Models of themes over those of mood, which judge the sign of each. Languages without a model of mood are left out. With `kinds`
 * their words are known for both.
 */
export function themeModels(
  { shared, languages }: ThemeWeights,
  sentiment: SentimentModels,
  kinds: Turns = NO_KINDS,
): ThemeModels {
  return new Map(
    languages.flatMap((weights) => {
      const mood = sentiment.languages.get(weights.language);
      return mood === undefined
        ? []
        : [[weights.language, themeModel(weights, shared, mood, kinds.get(weights.language)?.turns)] as const];
    }),
  );
}

/** A sign of a theme that also has the opposite one must be this clear. */
const CLEAR_OF_BOTH = 0.6;
const NONE: readonly OwnTheme[] = [];

/** What a field says by its name: pros are praise, cons blame, unless the words say the opposite clearly. */
type Field = 'main' | 'pros' | 'cons';
const FIELD_CLEAR = 0.9;

interface Candidate {
  readonly theme: number;
  readonly sign: Sign;
  readonly clear: number;
  readonly strength: number;
  readonly quote: string;
}

function candidate({ theme, p, strength, quote }: Found, field: Field): Candidate {
  const sign = signOf(p);
  const said = field === 'pros' ? 'positive' : 'negative';
  const against = field === 'pros' ? p[0]! : p[2]!;
  if (field !== 'main' && against < FIELD_CLEAR) return { theme, sign: said, clear: 1, strength, quote };
  return { theme, sign, clear: Math.max(...p), strength, quote };
}

/** One mention a sign: the plainest. Neutral ones give way to others, unclear ones to clearer ones of the opposite sign. */
function mentionsOf(list: readonly Candidate[]): Candidate[] {
  const best = new Map<Sign, Candidate>();
  for (const one of list) {
    const known = best.get(one.sign);
    if (known === undefined || one.clear * one.strength > known.clear * known.strength) best.set(one.sign, one);
  }
  const [negative, positive] = [best.get('negative'), best.get('positive')];
  if (negative === undefined && positive === undefined) return [...best.values()];
  if (negative === undefined || positive === undefined) return [negative ?? positive!];
  const both = [negative, positive].sort((a, b) => b.clear - a.clear);
  return both.filter(({ clear }, i) => i === 0 || clear >= CLEAR_OF_BOTH);
}

function isRead(language: string | null): language is ReadLanguage {
  return (READ_LANGUAGES as readonly (string | null)[]).includes(language);
}

/**
 * The themes that a text speaks of, each with its sign and the words that show it, in the order of first mention: those of `THEMES`
 * and users' own ones by their ids. A theme stands at most once a sign, neutral only where nothing else is said of it. Empty for
 * languages that are not read. Of each part at most the first and last 6,000 characters are read.
 */
export function readThemes(
  parts: SentimentParts,
  language: string | null,
  models: ThemeModels,
  ownThemes: readonly OwnTheme[] = NONE,
): ThemeMention[] {
  const model = isRead(language) ? models.get(language) : undefined;
  if (model === undefined || !isRead(language)) return [];
  const fields: readonly (readonly [string | null, Field])[] = [
    [parts.title, 'main'],
    [parts.text, 'main'],
    [parts.pros, 'pros'],
    [parts.cons, 'cons'],
  ];
  const byTheme = new Map<number, Candidate[]>();
  for (const [part, field] of fields) {
    if (part === null || part === '') continue;
    const text = readText(model, scan(withoutPlaceholders(part)));
    for (const found of findThemes(model, text, ownHits(language, text, ownThemes))) {
      const list = byTheme.get(found.theme);
      if (list === undefined) byTheme.set(found.theme, [candidate(found, field)]);
      else list.push(candidate(found, field));
    }
  }
  return [...byTheme].flatMap(([theme, list]) =>
    mentionsOf(list).map(({ sign, quote }) => ({
      theme: theme < COUNT ? THEMES[theme]! : ownThemes[theme - COUNT]!.id,
      sentiment: sign,
      quote,
    })),
  );
}
