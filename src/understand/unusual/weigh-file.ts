import { Brand } from '../../domain/brand.ts';
import type { Unusual } from '../../domain/unusual.ts';
import { DuplicateSearch } from '../duplicates/index.ts';
import { type Models, readText } from '../index.ts';
import { SourceCustoms } from './customs.ts';
import { dayNumber } from './days.ts';
import { findIn, type Market } from './find.ts';
import { type Kin, kinOf, type Voice } from './kin.ts';
import type { FileReview } from './line.ts';
import { PhraseIndex, phrasesOf } from './phrases.ts';
import { AllPraise } from './praised-pairs.ts';
import { type Row, sideOf, toRow } from './rows.ts';
import { type AuthorTies, authorTies, type TieRow } from './shared-authors.ts';
import { signsOfText, type TextSigns, wordsOf } from './text-signs.ts';
import { NO_CONTEXT, type UnusualInput } from './types.ts';
import { weigh } from './weigh.ts';

/** Reviews of a file that can be had again and again, by their number. Texts need not be in memory. */
export interface FileReviews {
  readonly size: number;
  at(i: number): FileReview;
}

/** No brand speaks in a file: all languages that are read are expected alike. */
const ANY_BRAND = Brand.parse({ id: 'any', name: 'any', languages: ['ru', 'en', 'nl'] });

/** What is kept of each review from one look at it to the next. */
interface Kept {
  readonly signs: TextSigns;
  readonly lang: string | null;
  readonly day: number | null;
  readonly sentimentScore: number | null;
  readonly voice: Voice;
}

/** One copy of each string: brands, sources, languages and authors come again and again. */
function interner(): <T extends string | null>(value: T) => T {
  const known = new Map<string, string>();
  return <T extends string | null>(value: T): T => {
    if (value === null) return value;
    const one = known.get(value);
    if (one !== undefined) return one as T;
    known.set(value, value);
    return value;
  };
}

/**
 * Weighs all reviews of a file against each other, in three looks at each: text families brand by brand, what the words show, and then
 * brand by brand the groups and each review. Texts are not kept: memory is that of the search for duplicates of the largest
 * brand (about 2 kB a review of 300 characters) or, after it, some 1 kB a review of the file.
 */
export class FileWeigher {
  readonly #reviews: FileReviews;
  readonly #brands = new Map<string, number[]>();
  /** Number of the first review of its cluster and of its family, within the brand. */
  readonly #cluster: Int32Array;
  readonly #family: Int32Array;

  constructor(reviews: FileReviews) {
    this.#reviews = reviews;
    this.#cluster = Int32Array.from({ length: reviews.size }, (_, i) => i);
    this.#family = this.#cluster.slice();
  }

  /** To be called first. Before `weigh`, so that the models need not be in memory yet. Throws `RangeError` beyond two million reviews of a brand. */
  findFamilies(): void {
    for (let i = 0; i < this.#reviews.size; i++) {
      const { brand } = this.#reviews.at(i).input;
      const list = this.#brands.get(brand);
      if (list === undefined) this.#brands.set(brand, [i]);
      else list.push(i);
    }
    for (const list of this.#brands.values()) this.#familiesOf(list);
  }

  #familiesOf(list: readonly number[]): void {
    const search = new DuplicateSearch();
    for (const i of list) {
      const { input, authorName } = this.#reviews.at(i);
      search.add({ ...input, author: authorName, key: String(i).padStart(9, '0') });
    }
    search.place((key, { cluster, family }) => {
      this.#cluster[Number(key)] = Number(cluster);
      this.#family[Number(key)] = Number(family);
    });
    search.free();
  }

  /** Calls `put` once for each review, brand by brand. */
  weigh(models: Models, put: (at: number, unusual: Unusual) => void): void {
    const once = interner();
    const index = new PhraseIndex();
    const customs = new SourceCustoms();
    const kept: Kept[] = [];
    for (let i = 0; i < this.#reviews.size; i++) {
      const { input } = this.#reviews.at(i);
      const words = wordsOf(input.text);
      index.add(phrasesOf(words, input.brand));
      const one = this.#look(i, input, words, models, once);
      kept.push(one);
      customs.add(toRow(input, i, one.signs));
    }
    index.build();
    const kin = (at: number): Kin => kinOf(at, index, (one) => kept[one]!.voice);
    const market: Market = { customs, ties: this.#ties(kept), kinOf: ({ at }) => kin(at) };
    for (const list of this.#brands.values()) {
      const rows = list.map((i) => this.#row(i, kept[i]!, once));
      const findings = findIn(rows, NO_CONTEXT, market);
      for (const row of rows) put(row.at, weigh(findings.of(row), NO_CONTEXT.weights));
    }
  }

  /** Reads the words; their mood where there are five stars: there alone it is asked for. */
  #look(
    i: number,
    input: UnusualInput,
    words: readonly string[],
    models: Models,
    once: ReturnType<typeof interner>,
  ): Kept {
    const side = sideOf(input.stars);
    const parts = { title: null, text: input.text, pros: null, cons: null };
    const read =
      side !== 'high' || input.text === ''
        ? null
        : readText({ ...parts, declaredLanguage: null, correctedLanguage: input.lang, brand: ANY_BRAND }, models);
    const lang = once(input.lang ?? read?.language ?? null);
    return {
      signs: signsOfText({ ...input, lang }, words),
      lang,
      day: dayNumber(input.day),
      sentimentScore: read?.sentiment?.score ?? null,
      voice: {
        key: input.key,
        side,
        brand: once(input.brand),
        source: once(input.source),
        author: once(input.author),
        cluster: String(this.#cluster[i]),
      },
    };
  }

  #row(i: number, { signs, lang, sentimentScore, voice }: Kept, once: ReturnType<typeof interner>): Row {
    const { input } = this.#reviews.at(i);
    const { brand, source, author, cluster } = voice;
    const day = once(input.day);
    const productId = once(input.productId);
    const family = String(this.#family[i]);
    const known = { brand, source, author, cluster, family, lang, sentimentScore, day, productId };
    return toRow({ ...input, ...known, text: '' }, i, signs);
  }

  #ties(kept: readonly Kept[]): ReadonlyMap<string, AuthorTies> {
    const times = new Map<string, number>();
    for (const { voice } of kept)
      if (voice.author !== null) times.set(voice.author, (times.get(voice.author) ?? 0) + 1);
    const all = new AllPraise();
    const rows = kept.flatMap(({ voice, lang, day }) => {
      const row: TieRow = { side: voice.side, day, input: { ...voice, lang } };
      all.add(row);
      return voice.author !== null && times.get(voice.author)! > 1 ? [row] : [];
    });
    return authorTies(rows, all);
  }
}

/** Weighs reviews that are in memory. By key. */
export function weighFile(reviews: readonly FileReview[], models: Models): ReadonlyMap<string, Unusual> {
  // What is found must not depend on the order of the lines.
  const sorted = [...reviews].sort((a, b) => (a.input.key < b.input.key ? -1 : 1));
  const weigher = new FileWeigher({ size: sorted.length, at: (i) => sorted[i]! });
  weigher.findFamilies();
  const results = new Map<string, Unusual>();
  weigher.weigh(models, (at, unusual) => results.set(sorted[at]!.input.key, unusual));
  return results;
}
