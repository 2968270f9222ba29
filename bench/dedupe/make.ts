import type { ReadLanguage } from '../../src/domain/item.ts';
import { random, shuffle } from '../../train/random.ts';
import { EDITS, edited, type Labelled, variant } from './copy.ts';
import * as edit from './edits.ts';
import { type Dice, dice } from './edits.ts';
import { WORDING } from './wording.ts';

interface Base {
  readonly lang: ReadLanguage;
  readonly text: string;
}

const DAY_MS = 86_400_000;
const FIRST = Date.parse('2024-03-01');

type Put = (row: Omit<Labelled, 'id' | 'productId'> & { productId: string }, known: boolean) => void;

const day = (n: number): string => new Date(FIRST + n * DAY_MS).toISOString().slice(0, 10);

function person(lang: ReadLanguage, d: Dice): string {
  return `${d.pick(WORDING[lang].names)} ${d.pick(WORDING[lang].surnames)}`.trim();
}

/** Texts of a few words that many people write, and some that one person wrote on two sites. */
function addShort(n: number, put: Put, d: Dice): void {
  for (let at = 0; at < n; at += 1) {
    const lang = d.pick(['ru', 'en', 'nl'] as const);
    const wording = WORDING[lang];
    const isPair = d.next() < 0.12;
    const text =
      d.pick(wording.generic) +
      (isPair ? d.pick(['. ', ', ', ' ', '! ']) + d.pick(wording.tails) : d.pick(['', '!', '.', ' )))', ' 👍']));
    const key = `s${at}`;
    const author = person(lang, d);
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
  const put: Put = (row, known) => {
    out.push({
      ...row,
      id: row.truth.base === null && known ? row.truth.dup.slice(1) : `c${out.length}`,
      productId: d.next() < unknownProducts ? null : row.productId,
    });
  };
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
      author: person(lang, d),
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
            author: person(lang, d),
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
            author: person(lang, d),
            date: day(d.below(600)),
            text: made,
            truth: { near: `nf${key}:${made}`, dup: `df${key}:${made}`, edit: kind, must: 'neg', base: key },
          },
          false,
        );
        continue;
      }
      const isCross = d.next() < 0.6;
      const author = isCross ? variant(base.author, d) : person(lang, d);
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
  addShort(Math.round(rows * 0.08), put, d);
  shuffle(out, d.next);
  return out;
}
