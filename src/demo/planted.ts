import { retype } from './blemish.ts';
import { detail } from './detail.ts';
import {
  author,
  claim,
  DAY_MS,
  type Draft,
  languages,
  momentBetween,
  ordinaryDraft,
  reply,
  starsFor,
  type Telling,
} from './draft.ts';
import { type Place, places } from './places.ts';
import { contactTails, editParts, elsewhere, hostileTails, incidentParts, paidParts } from './texts/planted.ts';
import type { DemoContent, DemoPage } from './truth.ts';
import { fill } from './write-review.ts';

/** Ages in days between which praise was bought. */
export const BURST_DAYS = { from: 26, to: 23 } as const;
/** Ages in days between which the carrier broke everything. */
export const WAVE_DAYS = { from: 14, to: 9 } as const;
/** Ages in days between which a new shop of the chain opened and its first buyers wrote. */
export const LAUNCH_DAYS = { from: 46, to: 42 } as const;
const LAUNCH = 18;

const BURST: Readonly<Partial<Record<DemoPage, number>>> = { 'otzovik-shop': 18, '2gis-firm': 8 };
const WAVE: Readonly<Partial<Record<DemoPage, number>>> = {
  'otzovik-shop': 13,
  '2gis-firm': 10,
  'telegram-channel': 7,
  'shop-en': 4,
  'shop-nl': 4,
};
/** From where to where texts are copied. */
const COPIES: readonly (readonly [DemoPage, DemoPage])[] = [
  ['2gis-firm', 'otzovik-shop'],
  ['2gis-firm', 'telegram-channel'],
  ['2gis-firm', 'otzovik-shop'],
  ['otzovik-shop', '2gis-firm'],
  ['otzovik-shop', '2gis-firm'],
  ['otzovik-shop', 'telegram-channel'],
  ['wildberries-kettle', '2gis-firm'],
  ['wildberries-kettle', 'otzovik-shop'],
  ['wildberries-kettle', 'otzovik-shop'],
  ['telegram-channel', 'otzovik-shop'],
  ['telegram-channel', '2gis-firm'],
  ['shop-en', '2gis-firm'],
  ['shop-en', 'otzovik-shop'],
  ['shop-nl', '2gis-firm'],
];

const anything = { kind: 'kettle', nom: 'чайник', acc: 'чайник', gen: 'чайника' } as const;

/** Praise by the yard: five stars, three days, alike phrases. */
export function burstDrafts(telling: Telling): Draft[] {
  const { words: random } = telling;
  return spread(BURST).map((place) => {
    const text = unused(telling, () => {
      const [start, middle, end] = [paidParts.starts, paidParts.middles, paidParts.ends].map((part) =>
        random.pick<string>(part),
      );
      // Each hand puts in something of its own, as the order asks: alike, and no copies of each other.
      const own = fill(detail(languages.ru.details, 'life', random), anything, false);
      return [start, middle, own, end].join(' ');
    });
    const title = place.site === 'otzovik' ? random.pick<string>(paidParts.titles) : null;
    const content: DemoContent = { title, text, pros: null, cons: null, stars: 5, sentiment: 'positive' };
    const publishedAt = momentBetween(telling, BURST_DAYS.from, BURST_DAYS.to);
    return draft(place, { content, publishedAt, themes: ['quality', 'price', 'delivery'], paid: true }, telling);
  });
}

/** One or two stars within five days, all about broken and late parcels. */
export function waveDrafts(telling: Telling): Draft[] {
  const { random, words } = telling;
  return spread(WAVE).map((place) => {
    const parts = incidentParts[place.language];
    const writer = author(place, place.language, random);
    const text = unused(telling, () => {
      const own = detail(languages[place.language].details, 'life', words);
      const [start, middle, end] = [parts.starts, parts.middles, parts.ends].map((part) => words.pick<string>(part));
      const raw = words.chance(0.5) ? `${start} ${own} ${middle} ${end}` : `${start} ${middle} ${own} ${end}`;
      const named = place.site === 'telegram' && !raw.includes('Заварён') ? `Заварёна. ${raw}` : raw;
      return fill(named, anything, writer.female);
    });
    const titled = place.site === 'otzovik' || place.site === 'jsonld';
    const title = titled ? words.pick<string>(parts.titles) : null;
    const stars = place.site === 'telegram' ? null : random.chance(0.75) ? 1 : 2;
    const content: DemoContent = { title, text, pros: null, cons: null, stars, sentiment: 'negative' };
    const publishedAt = momentBetween(telling, WAVE_DAYS.from, WAVE_DAYS.to);
    const themes = ['delivery', 'packaging'] as const;
    return draft(place, { content, publishedAt, themes, incident: true, author: writer }, telling);
  });
}

/** The first buyers of a new shop: as people write on their own, of all stars, but many within some days. */
export function launchDrafts(telling: Telling): Draft[] {
  const place = placeOf('2gis-firm');
  return Array.from({ length: LAUNCH }, () => ({
    ...ordinaryDraft(place, place.language, telling),
    publishedAt: momentBetween(telling, LAUNCH_DAYS.from, LAUNCH_DAYS.to),
    reply: null,
    launch: true,
  }));
}

/** Posts of the channel about other things. */
export function elsewhereDrafts(telling: Telling): Draft[] {
  const place = placeOf('telegram-channel');
  const moods = ['positive', 'negative', 'positive', 'neutral', 'negative', 'neutral', 'neutral'] as const;
  return elsewhere.map((text, index) => {
    const content: DemoContent = { title: null, text, pros: null, cons: null, stars: null, sentiment: moods[index]! };
    const publishedAt = momentBetween(telling, 58, 1);
    return draft(place, { content, publishedAt, themes: [], mentionsBrand: false }, telling);
  });
}

/** The same texts some hours or days later on another site, every third one touched up. */
export function copyDrafts(ordinary: readonly Draft[], telling: Telling): Draft[] {
  const { random } = telling;
  const taken = new Set<Draft>();
  return COPIES.flatMap(([from, to], index) => {
    const originals = ordinary.filter((one) => {
      const text = one.content.text ?? '';
      // In a channel about many shops a post without the name would be about nobody.
      const fits =
        to === 'telegram-channel'
          ? (one.site === 'otzovik' || one.site === '2gis') && /завар[её]н/i.test(text)
          : one.page === from;
      return fits && !taken.has(one) && isPlain(one) && text.length >= 80;
    });
    if (originals.length === 0) return [];
    const original = random.pick(originals);
    taken.add(original);
    const place = placeOf(to);
    const retyped = index % 3 === 2;
    const text = retyped ? retype(original.content.text!, telling.words) : original.content.text!;
    const title = place.site === 'otzovik' ? (original.content.title ?? 'Отзыв о магазине') : null;
    const stars =
      place.site === 'telegram'
        ? null
        : (original.content.stars ?? starsFor(place, original.content.sentiment!, random));
    const content: DemoContent = { ...original.content, title, text, pros: null, cons: null, stars };
    const atMs = Date.parse(original.publishedAt) + Math.round((0.2 + random.next() * 4) * DAY_MS);
    const publishedAt = new Date(Math.min(atMs, telling.nowMs - 4 * 3_600_000)).toISOString();
    const { themes, language, mentionsBrand } = original;
    return [
      draft(place, { content, publishedAt, themes, language, mentionsBrand, retyped, copyDraft: original }, telling),
    ];
  });
}

/** Drafts that nothing else was done to yet, without advantages and drawbacks of their own. */
export function isPlain(one: Draft): boolean {
  const { content } = one;
  const touched =
    one.edited || one.vanishes || one.hostile || one.contacts.length > 0 || one.copyDraft || one.arrives === 2;
  return content.text !== null && content.pros === null && content.cons === null && !touched;
}

/** The author comes back: a new beginning of the text (so that a teaser shows it) and other stars. */
export function withEdit(one: Draft, telling: Telling): Draft {
  const up = one.content.sentiment !== 'positive';
  const parts = editParts[one.language][up ? 'better' : 'worse'];
  const note = fill(telling.words.pick<string>(parts), anything, one.author.female);
  const stars = one.content.stars === null ? null : up ? 4 : 2;
  const content: DemoContent = { ...one.content, text: `${note} ${one.content.text}`, stars, sentiment: 'mixed' };
  return { ...one, edited: { at: new Date(telling.nowMs - 3_600_000).toISOString(), content } };
}

/** Adds what looks like an attack, as plain text. */
export function withHostileTail(one: Draft, index: number): Draft {
  const tail = hostileTails[index % hostileTails.length]!;
  return { ...one, hostile: true, content: { ...one.content, text: `${one.content.text} ${tail}` } };
}

/** Adds a phone number or an e-mail address. */
export function withContact(one: Draft, index: number): Draft {
  const { text, contact } = contactTails[index % contactTails.length]!;
  return { ...one, contacts: [contact], content: { ...one.content, text: `${one.content.text} ${text}` } };
}

function spread(counts: Readonly<Partial<Record<DemoPage, number>>>): Place[] {
  return places.flatMap((place) => Array.from({ length: counts[place.page] ?? 0 }, () => place));
}

function placeOf(page: DemoPage): Place {
  return places.find((place) => place.page === page)!;
}

/** A text that nobody used; after thirty tries a numbered one, since the parts are few. */
function unused(telling: Telling, make: () => string): string {
  for (let attempt = 0; ; attempt++) {
    const text = attempt < 30 ? make() : `${make()} ${attempt}`;
    if (claim(telling, text)) return text;
  }
}

type Given = Pick<Draft, 'content' | 'publishedAt' | 'themes'> & Partial<Draft>;

function draft(place: Place, given: Given, telling: Telling): Draft {
  return {
    site: place.site,
    page: place.page,
    author: author(place, given.language ?? place.language, telling.random),
    language: place.language,
    likes: 0,
    reply: reply(place, given, telling),
    edited: null,
    arrives: 1,
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
    ...given,
  };
}
