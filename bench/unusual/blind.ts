import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { READ_LANGUAGES } from '../../src/domain/item.ts';
import type { UnusualRow } from '../../src/understand/evaluate/unusual.ts';
import { random, shuffle } from '../../train/random.ts';
import { DAYS, Market, type Said, SITES } from './market.ts';

const SETS = {
  ru: ['ru-m-absa', 'ru-kinopoisk', 'ru-marketplace'],
  en: ['en-m-absa', 'en-movie-reviews', 'en-product-sentences'],
  nl: ['nl-m-absa'],
} as const;
const MOODS: readonly string[] = ['positive', 'negative', 'neutral'];

/** Honest texts of the development parts of the sentiment sets: sentences as they are, long texts in pieces. They taught no weight. */
function readSaid(folder: string, lang: keyof typeof SETS): Said[] {
  const said = SETS[lang].flatMap((name) =>
    gunzipSync(readFileSync(path.join(folder, 'sentiment', name, 'dev.jsonl.gz')))
      .toString()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { text: string; label: string })
      .filter(({ label }) => MOODS.includes(label))
      .flatMap(({ text, label }) =>
        (text.match(/.{1,420}(?:[.!?](?=\s)|$)/gsu) ?? [])
          .slice(0, 4)
          .map((piece) => ({ lang, text: piece.trim(), mood: label as Said['mood'] })),
      ),
  );
  shuffle(said, random(41));
  return said.filter(({ text }) => text.length > 12).slice(0, 3600);
}

function usual(m: Market, brand: string): void {
  const { d } = m;
  const site = m.site();
  const person = m.anybody(site);
  const x = d.next();
  const mood = x < 0.2 ? 'negative' : x < 0.3 ? 'neutral' : 'positive';
  const liked = d.next() < 0.6 ? d.pick(person.likes) : brand;
  const y = d.next();
  const own = y < 0.07 ? d.pick(m.words.short) : m.text(mood);
  if (own === null) return;
  const isTrap = y > 0.97;
  const trap = d.pick(m.words.traps);
  const text = isTrap ? d.pick([`${own} ${trap}`, `${trap} ${own}`]) : own;
  const kind = isTrap ? 'trap' : y < 0.07 ? 'short' : 'usual';
  const day = DAYS * d.next() ** 0.8;
  const slip = d.next() < 0.008;
  const stars = slip ? (mood === 'positive' ? 1 : 5) : m.stars(mood, person);
  const product = `${liked} ${d.below(4)}`;
  m.add({ brand: liked, product, site, person, day, stars, text, label: 'genuine', tactic: slip ? 'slip' : kind });
  if (y > 0.9 && y < 0.93) {
    const other = d.pick(SITES.filter((one) => one !== site));
    const again = {
      brand: liked,
      product,
      site: other,
      person: m.person(person.count),
      day: day + d.below(3),
      stars,
      text,
    };
    m.add({ ...again, label: 'genuine', tactic: 'two sites' });
  }
}

/** Many at once for an honest reason. */
function honestWave(m: Market, brand: string, kind: 'launch' | 'mailing' | 'incident'): void {
  const { d } = m;
  const start = 30 + d.below(DAYS - 80);
  const product = `${brand} new ${start}`;
  const event = d.pick(m.words.events);
  const only = m.site();
  for (let n = 12 + d.below(24); n > 0; n -= 1) {
    const site = kind === 'mailing' ? only : m.site();
    const person = m.anybody(site);
    const x = d.next();
    const mood = kind === 'incident' ? 'negative' : x < 0.12 ? 'negative' : x < 0.28 ? 'neutral' : 'positive';
    const own = m.text(mood);
    if (own === null) return;
    const length = kind === 'launch' ? 25 : kind === 'mailing' ? 6 : 9;
    m.add({
      brand,
      site,
      person,
      day: start + length * d.next() ** 1.6,
      stars: kind === 'incident' ? d.pick([1, 1, 1, 2, 2]) : m.stars(mood, person),
      text: kind === 'incident' && d.next() < 0.5 ? `${own} ${d.pick(event)}` : own,
      label: 'genuine',
      tactic: kind,
      buyer: kind === 'mailing' ? 0.95 : 0.6,
      ...(kind === 'launch' && d.next() < 0.5 ? { product } : {}),
    });
  }
}

function prolific(m: Market): void {
  const { d } = m;
  const site = d.pick(SITES.filter(({ ids }) => ids));
  const person = m.person(20 + d.below(120));
  for (let n = 3 + d.below(6); n > 0; n -= 1) {
    const mood = d.pick(['positive', 'positive', 'positive', 'neutral', 'negative'] as const);
    const text = m.text(mood);
    if (text === null) return;
    const one = { brand: d.pick(m.words.brands), site, person, day: d.below(DAYS), stars: m.stars(mood, person), text };
    m.add({ ...one, label: 'genuine', tactic: 'prolific' });
  }
}

/** Hired in a wave: praise (or blame) partly written to order, partly other people's words. */
function paidWave(m: Market, brand: string, kind: 'burst' | 'answer' | 'attack'): void {
  const { d } = m;
  const start = 40 + d.below(DAYS - 90);
  if (kind === 'answer') {
    for (let n = 8 + d.below(8); n > 0; n -= 1) {
      const [site, text] = [m.site(), m.text('negative')];
      if (text === null) return;
      const one = { brand, site, person: m.anybody(site), day: start - 8 + d.below(5), stars: d.pick([1, 1, 2]), text };
      m.add({ ...one, label: 'genuine', tactic: 'incident' });
    }
  }
  const sites = Array.from({ length: 1 + d.below(3) }, () => m.site());
  const [length, aged, ordered] = [2 + d.below(9), d.next() * 0.7, d.next()];
  for (let n = 6 + d.below(16); n > 0; n -= 1) {
    const isOrdered = d.next() < ordered;
    const parts = kind === 'attack' ? m.words.blame : m.words.praise;
    const text = isOrdered ? m.order(parts, brand) : m.text(kind === 'attack' ? 'negative' : 'positive');
    if (text === null) return;
    m.add({
      brand,
      site: d.pick(sites),
      person: m.person(d.next() < aged ? 4 + d.below(30) : 1 + d.below(2)),
      day: start + d.below(length),
      stars: kind === 'attack' ? (d.next() < 0.9 ? 1 : 2) : 5,
      text,
      label: 'paid',
      tactic: kind,
      buyer: 0.3,
    });
  }
}

function slow(m: Market, brand: string, kind: 'template' | 'rewarded' | 'stolen'): void {
  const { d } = m;
  for (let n = 5 + d.below(8); n > 0; n -= 1) {
    const own = m.text('positive');
    if (own === null) return;
    const others = m.rows.filter(
      (row) => row.label === 'genuine' && row.brand !== brand && (row.text ?? '').length > 80,
    );
    const text =
      kind === 'template'
        ? m.order(m.words.praise, brand)
        : kind === 'stolen'
          ? (d.pick(others).text ?? own)
          : d.pick([`${own} ${d.pick(m.words.rewards)}`, `${d.pick(m.words.rewards)} ${own}`]);
    const person = m.person(kind === 'rewarded' ? 1 + d.below(20) : 1 + d.below(6));
    m.add({
      brand,
      site: m.site(),
      person,
      day: d.below(DAYS),
      stars: 5,
      text,
      label: 'paid',
      tactic: kind,
      buyer: 0.4,
    });
  }
}

/** The same authors praise the same clients. */
function agency(m: Market): void {
  const { d } = m;
  const clients = [...m.words.brands];
  shuffle(clients, d.next);
  const site = d.pick(SITES.filter(({ ids }) => ids));
  const hired = Array.from({ length: 5 + d.below(5) }, () => m.person(3 + d.below(20)));
  const inWaves = d.next() < 0.5;
  for (const brand of clients.slice(0, 2 + d.below(4))) {
    const start = d.below(DAYS - 20);
    for (const person of hired) {
      const text = d.next() < 0.3 ? m.order(m.words.praise, brand) : m.text('positive');
      if (text === null) return;
      const day = inWaves ? start + d.below(10) : d.below(DAYS);
      m.add({ brand, site, person, day, stars: 5, text, label: 'paid', tactic: 'agency', buyer: 0.3 });
    }
  }
}

/** A market of three languages in one file, by a program, phrases and texts that taught nothing. Seeded. */
export function blindMarket(folder: string, seed: number): UnusualRow[] {
  const rows = READ_LANGUAGES.flatMap((lang, l) => {
    const m = new Market(lang, readSaid(folder, lang), 900 + 10 * seed + l);
    const { d } = m;
    for (let n = 1300; n > 0; n -= 1) usual(m, d.pick(m.words.brands));
    for (let n = 8; n > 0; n -= 1) prolific(m);
    for (const brand of m.words.brands) {
      for (const kind of ['launch', 'mailing', 'incident'] as const) if (d.next() < 0.3) honestWave(m, brand, kind);
      for (const kind of ['burst', 'answer', 'attack'] as const) if (d.next() < 0.2) paidWave(m, brand, kind);
      for (const kind of ['template', 'rewarded', 'stolen'] as const) if (d.next() < 0.25) slow(m, brand, kind);
    }
    agency(m);
    return m.rows;
  });
  shuffle(rows, random(seed));
  return rows;
}
