import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { ReadLanguage } from '../src/domain/item.ts';
import { THEMES, type Theme } from '../src/domain/theme.ts';
import { readWritten } from './written.ts';

/** A text with what is known of its themes. */
export interface ThemeText {
  readonly id: string;
  readonly language: ReadLanguage;
  /** Kind of goods or place: a whole one is left out to see how the rest carries over. */
  readonly domain: string;
  readonly set: string;
  readonly text: string;
  /** Each is one label of the set: the themes that it may mean, and the signs said of it. */
  readonly labels: readonly { readonly themes: readonly Theme[]; readonly sign: string }[];
  /** Themes that the label list of the set leaves open for this text: neither there nor not there. */
  readonly open: ReadonlySet<Theme>;
}

interface Aspect {
  readonly category?: string;
  readonly aspect?: string | null;
  readonly polarity: string;
  /** Where the word spoken of stands in the text, where the set says so. */
  readonly from?: number | null;
  readonly to?: number | null;
}

export interface AspectText {
  readonly id: string;
  readonly lang: ReadLanguage;
  readonly text: string;
  readonly domain: string;
  readonly aspects: readonly Aspect[];
}

export function readAspectTexts(folder: string, set: string, part: 'train' | 'dev'): AspectText[] {
  const lines = gunzipSync(readFileSync(path.join(folder, set, `${part}.jsonl.gz`)))
    .toString()
    .split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as AspectText);
}

/** Sets of aspects used, by language. The sets of terms without categories say nothing of themes. */
export const ASPECT_SETS = ['ru-m-absa', 'en-m-absa', 'nl-m-absa', 'en-mams-category', 'en-product-features'] as const;

type Meaning = readonly Theme[] | 'open' | 'none';

/** Labels of the sets by their words, the first that fits; `open` speaks of something that ours may or may not name. */
const MEANINGS: readonly (readonly [RegExp, Meaning])[] = [
  [/^logistics|^shipment|^delivery|^shipping/i, ['delivery']],
  [/packag/i, ['packaging']],
  [/after-sales|^support|^warranty|customer service|customer support|tech(nical)? support/i, ['support']],
  [/timeliness/i, ['speed', 'staff', 'support']],
  [/seller service#shipping/i, ['delivery']],
  [/^instructor|^faculty|^staff|seller service/i, ['staff']],
  [/^service/i, ['staff', 'speed', 'support']],
  [/price|value|cost/i, ['price']],
  [
    /^system|^ease of use|^software|^os#|usability|interface|^setup|^set up|^install|^use$|^menu?s?$|^controls?$/i,
    ['usability'],
  ],
  [/availab/i, ['assortment']],
  [/^food|^drinks|^food_drinks/i, ['food']],
  [/^menu/i, ['food']],
  [
    /ambien|cleanliness|comfort|^(rooms?|hotel|facilities|room_amenities)[ _#]*design|^rooms|^room_amenities/i,
    ['atmosphere'],
  ],
  [/^location/i, ['location']],
  [/^branding/i, ['loyalty', 'price']],
  [/^security/i, 'open'],
  [/^(hotel|facilities|restaurant|place|miscellaneous|other|teaching_setup|mathematical)/i, 'open'],
  [/general_feedback|^course general|^laptop#general|^company|^overall|^buyer|^grades|^laptop#misc/i, 'open'],
];

/** What is not named above is a part or trait of the goods themselves. */
const REST: Meaning = ['quality'];

function meaningOf(set: string, category: string): Meaning {
  if (set === 'en-mams-category' && category === 'menu') return ['food'];
  if (set === 'en-product-features' && /^menu/i.test(category)) return ['usability'];
  return MEANINGS.find(([pattern]) => pattern.test(category))?.[1] ?? REST;
}

/** Themes that each kind of text is labelled with at all; others are open in it. */
const LABELLED: Readonly<Record<string, readonly Theme[]>> = {
  laptop: [
    'price',
    'quality',
    'usability',
    'support',
    'delivery',
    'packaging',
    'food',
    'atmosphere',
    'location',
    'staff',
  ],
  phone: [
    'delivery',
    'packaging',
    'price',
    'quality',
    'usability',
    'staff',
    'support',
    'speed',
    'food',
    'atmosphere',
    'location',
  ],
  restaurant: [
    'food',
    'price',
    'staff',
    'speed',
    'support',
    'atmosphere',
    'location',
    'delivery',
    'quality',
    'usability',
  ],
  hotel: ['staff', 'speed', 'support', 'location', 'price', 'atmosphere', 'food', 'delivery', 'usability'],
  food: ['food', 'price', 'delivery', 'assortment', 'staff', 'atmosphere', 'location', 'quality', 'usability'],
  coursera: ['quality', 'staff', 'price', 'food', 'delivery', 'location', 'atmosphere'],
  'mooc(sight)': ['staff', 'food', 'delivery', 'location', 'atmosphere'],
  goods: ['price', 'support', 'usability', 'quality', 'delivery', 'packaging', 'food', 'atmosphere', 'location'],
};

/** Texts labelled only with what is open may speak of these. */
const OPENED: readonly Theme[] = ['quality', 'atmosphere', 'food', 'usability', 'loyalty', 'information'];

export function fromAspects(set: string, { id, lang, text, domain, aspects }: AspectText): ThemeText {
  const kind = LABELLED[domain] === undefined ? 'goods' : domain;
  const meanings = aspects.map(({ category = '', polarity }) => ({ meaning: meaningOf(set, category), polarity }));
  const labels = meanings.flatMap(({ meaning, polarity }) =>
    typeof meaning === 'string' ? [] : [{ themes: meaning, sign: polarity }],
  );
  const labelled = new Set(LABELLED[kind]);
  const open = new Set(THEMES.filter((theme) => !labelled.has(theme)));
  if (meanings.some(({ meaning }) => meaning === 'open')) for (const theme of OPENED) open.add(theme);
  return { id, language: lang, domain: kind, set, text, labels, open };
}

const SIGNS: Readonly<Record<string, string>> = { '+': 'positive', '-': 'negative', '0': 'neutral' };

/** Texts written for Molva, themes by hand: what is not named is not there. */
export function fromWritten(): ThemeText[] {
  return readWritten().map(({ language, domain, text, themes }) => ({
    id: text,
    language,
    domain,
    set: `${language}-written`,
    text,
    labels: themes
      .split(/\s+/)
      .filter((one) => (THEMES as readonly string[]).includes(one.slice(0, -1)))
      .map((one) => ({ themes: [one.slice(0, -1) as Theme], sign: SIGNS[one.slice(-1)] ?? 'neutral' })),
    open: new Set<Theme>(),
  }));
}

/** All texts of one part; the written ones have only a train part. */
export function readThemeTexts(data: string, part: 'train' | 'dev'): ThemeText[] {
  const sets = ASPECT_SETS.flatMap((set) =>
    readAspectTexts(path.join(data, 'aspects'), set, part).map((row) => fromAspects(set, row)),
  );
  return part === 'train' ? [...sets, ...fromWritten()] : sets;
}
