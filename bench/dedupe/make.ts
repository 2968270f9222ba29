import type { ReadLanguage } from '../../src/domain/item.ts';
import { random, shuffle } from '../../train/random.ts';
import * as edit from './edits.ts';
import { type Dice, dice } from './edits.ts';
import { WORDING } from './wording.ts';

export interface Labelled {
  readonly id: string;
  readonly lang: ReadLanguage;
  readonly source: string;
  readonly brand: string;
  readonly productId: string | null;
  readonly author: string;
  readonly date: string;
  readonly stars: number;
  readonly text: string;
  readonly truth: {
    readonly edit: string;
    readonly must: string;
    readonly dup: string;
    readonly near: string;
    readonly base: string | null;
  };
}

interface Base {
  readonly lang: ReadLanguage;
  readonly text: string;
}

const EDITS = [
  'exact',
  'ws_punct_case',
  'emoji_yo',
  'homoglyph',
  'typo',
  'reorder',
  'wordrep10',
  'wordrep20',
  'trunc70',
  'promo',
  'reply_append',
  'combo',
  'wordrep30',
  'wordrep50',
  'template_swap',
  'neg_flip',
] as const;
const DAY_MS = 86_400_000;
const FIRST = Date.parse('2024-03-01');

function variant(author: string, d: Dice): string {
  return d.pick([author, author, author.toUpperCase(), author.replace(' ', ''), author.split(' ')[0]!]);
}

function edited(
  kind: (typeof EDITS)[number],
  text: string,
  lang: ReadLanguage,
  name: string,
  vocabulary: readonly string[],
  d: Dice,
): string | null {
  const wording = WORDING[lang];
  switch (kind) {
    case 'exact':
      return text;
    case 'ws_punct_case':
      return edit.layout(text, d);
    case 'emoji_yo':
      return edit.emoji(text, d);
    case 'homoglyph':
      return edit.lookAlike(text, d);
    case 'typo':
      return edit.typos(text, d);
    case 'reorder':
      return edit.sentences(text).length < 3 ? null : edit.reorder(text, d);
    case 'trunc70':
      return edit.words(text).length < 9 ? null : edit.cut(text, wording, d);
    case 'promo':
      return edit.promote(text, wording, d);
    case 'reply_append':
      return edit.answer(text, wording, d, name);
    case 'combo': {
      const layered = edit.typos(edit.layout(text, d), d, 0.015);
      return d.next() < 0.5 ? edit.emoji(layered, d) : edit.cut(layered, wording, d);
    }
    case 'neg_flip': {
      const found = wording.flips.filter(([from]) => text.toLowerCase().includes(from));
      if (found.length === 0) return null;
      const [from, to] = d.pick(found);
      return text.replace(new RegExp(from, 'i'), to);
    }
    case 'template_swap':
      return null;
    default:
      return edit.replace(text, Number(kind.slice(-2)) / 100, vocabulary, d);
  }
}

/**
 * A labelled set of about `rows` reviews from these texts: some with copies made by program, the rest as they are. `mustHave`
 * words of a base: 8. Seeded. `unknownProducts`: that share of the rows lacks its product.
 */
export function makeLabelled(bases: readonly Base[], rows: number, seed: number, unknownProducts = 0): Labelled[] {
  const d = dice(random(seed));
  const pool = bases.filter(({ text }) => edit.words(text).length >= 8);
  shuffle(pool, d.next);
  const vocabulary = new Map<ReadLanguage, string[]>();
  for (const { lang, text } of pool.slice(0, 3000)) {
    const list = vocabulary.get(lang) ?? [];
    vocabulary.set(lang, list);
    list.push(
      ...edit
        .words(text)
        .map((word) => word.toLowerCase().replace(/[^\p{L}]/gu, ''))
        .filter((word) => word.length > 1),
    );
  }
  const out: Labelled[] = [];
  const day = (n: number): string => new Date(FIRST + n * DAY_MS).toISOString().slice(0, 10);
  const put = (row: Omit<Labelled, 'id' | 'productId'> & { productId: string }, known: boolean): void => {
    out.push({
      ...row,
      id: row.truth.base === null && known ? row.truth.dup.slice(1) : `c${out.length}`,
      productId: d.next() < unknownProducts ? null : row.productId,
    });
  };
  const person = (lang: ReadLanguage): string =>
    `${d.pick(WORDING[lang].names)} ${d.pick(WORDING[lang].surnames)}`.trim();
  for (let at = 0; out.length < rows && at < pool.length; at += 1) {
    const { lang } = pool[at]!;
    const wording = WORDING[lang];
    const [brand, product] = [d.pick(wording.brands), d.pick(wording.products)];
    const frame = d.next() < 0.4 ? d.pick(wording.frames) : null;
    const framed = (b: string, p: string, text: string): string =>
      frame === null ? text : `${frame.replace('{b}', b).replace('{p}', p)} ${text}`;
    const key = `b${at}`;
    const base = {
      lang,
      source: d.pick(wording.sources),
      brand,
      productId: `${lang}-${d.below(40)}`,
      author: person(lang),
      stars: d.pick([5, 5, 5, 4, 3, 2, 1]),
    };
    const when = 20 + d.below(560);
    const text = framed(brand, product, pool[at]!.text);
    const truth = { dup: `d${key}`, near: `n${key}` };
    if (d.next() < 0.72) {
      put(
        {
          ...base,
          date: day(when),
          text,
          truth: {
            ...truth,
            edit: d.next() < 0.5 ? 'neg_same_product_stars' : 'neg_neighbour',
            must: 'neg',
            base: null,
          },
        },
        true,
      );
      continue;
    }
    put({ ...base, date: day(when), text, truth: { ...truth, edit: 'base', must: 'base', base: null } }, true);
    const copies = 1 + d.below(9);
    for (let n = 0; n < copies; n += 1) {
      const kind = d.pick(EDITS);
      if (kind === 'template_swap') {
        if (frame === null) continue;
        const other = d.pick(wording.brands.filter((one) => one !== brand));
        const swapped = framed(other, d.pick(wording.products.filter((one) => one !== product)), pool[at]!.text);
        put(
          {
            ...base,
            brand: other,
            productId: `${lang}-9${d.below(40)}`,
            author: person(lang),
            source: d.pick(wording.sources),
            date: day(d.below(600)),
            text: swapped,
            truth: { near: truth.near, dup: `dt${out.length}`, edit: kind, must: 'near', base: key },
          },
          false,
        );
        continue;
      }
      const made = edited(kind, text, lang, base.author.split(' ')[0]!, vocabulary.get(lang)!, d);
      if (made === null) continue;
      if (kind === 'neg_flip') {
        put(
          {
            ...base,
            stars: base.stars >= 3 ? 1 : 5,
            author: person(lang),
            date: day(d.below(600)),
            text: made,
            truth: { near: `nf${key}:${made}`, dup: `df${key}:${made}`, edit: kind, must: 'neg', base: key },
          },
          false,
        );
        continue;
      }
      const isCross = d.next() < 0.6;
      const author = isCross ? variant(base.author, d) : person(lang);
      const date = day(isCross ? when + d.below(7) - 3 : when + 5 + d.below(100));
      const source = isCross ? d.pick(wording.sources.filter((one) => one !== base.source)) : d.pick(wording.sources);
      const must = kind === 'wordrep30' ? 'near' : kind === 'wordrep50' ? 'grey' : 'dup';
      put(
        {
          ...base,
          author,
          date,
          source,
          text: made,
          truth: {
            near: must === 'grey' ? `ng${out.length}` : truth.near,
            dup: must === 'dup' ? truth.dup : `dg${out.length}`,
            edit: kind,
            must,
            base: key,
          },
        },
        false,
      );
    }
  }
  const short = Math.round(rows * 0.08);
  for (let n = 0; n < short; n += 1) {
    const lang = d.pick(['ru', 'en', 'nl'] as const);
    const wording = WORDING[lang];
    const isPair = d.next() < 0.12;
    const text =
      d.pick(wording.generic) +
      (isPair ? d.pick(['. ', ', ', ' ', '! ']) + d.pick(wording.tails) : d.pick(['', '!', '.', ' )))', ' 👍']));
    const key = `s${n}`;
    const author = person(lang);
    const when = d.below(600);
    const base = {
      lang,
      brand: d.pick(wording.brands),
      productId: `${lang}-${d.below(40)}`,
      stars: d.pick([5, 5, 4, 1]),
      author,
      date: day(when),
    };
    put(
      {
        ...base,
        source: wording.sources[0]!,
        text,
        truth: {
          dup: `d${key}`,
          near: `n${key}`,
          edit: isPair ? 'base' : 'short_generic',
          must: isPair ? 'base' : 'neg',
          base: null,
        },
      },
      true,
    );
    if (isPair)
      put(
        {
          ...base,
          source: wording.sources[1]!,
          author: variant(author, d),
          text: edit.layout(text, d),
          truth: { dup: `d${key}`, near: `n${key}`, edit: 'short_crosspost', must: 'dup', base: key },
        },
        false,
      );
  }
  shuffle(out, d.next);
  return out;
}
