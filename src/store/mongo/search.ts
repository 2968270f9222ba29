import { queryStems } from '../../understand/stems.ts';
import { indexWords } from '../rows/index-words.ts';
import { type Match, NOTHING } from './match.ts';
import type { MongoDb } from './models.ts';
import { begunBy, cut } from './words.ts';

/** A word that must be there: any of these; null = one that begins so, of which there are too many to be named. */
interface Term {
  readonly any: readonly string[] | null;
  readonly beginning: string;
}

/** Of one word of the question: each alternative is a list of terms that must all be there. */
type Word = readonly (readonly Term[])[];

export interface Search {
  /** What the index of words is walked by; null = no term is rare enough to be named: read in the order of ids. */
  readonly walk: Match | null;
  /** How many values `walk` names. */
  readonly walks: number;
  /** What must hold of the documents that are met. */
  readonly rest: readonly Match[];
  /** All of it, for who walks another index. */
  readonly all: readonly Match[];
}

/** Matches that are counted to tell which word is the rarest. */
const SAMPLE = 1_000;

async function termOf(db: MongoDb, brands: readonly string[], word: string, isBeginning: boolean): Promise<Term> {
  const beginning = cut(word);
  return { any: isBeginning ? await begunBy(db, brands, beginning) : [beginning], beginning };
}

/** `q` is not empty. Null when no word is left to look for: then nothing matches. */
async function wordsAsked(db: MongoDb, brands: readonly string[], q: string): Promise<readonly Word[]> {
  const words: Word[] = [];
  for (const { any, prefix } of queryStems(q.toWellFormed())) {
    const alternatives: Term[][] = [];
    for (const stem of any) {
      const parts = indexWords([stem]);
      const terms = await Promise.all(
        parts.map((part, at) => termOf(db, brands, part, prefix && at === parts.length - 1)),
      );
      if (terms.length > 0) alternatives.push(terms);
    }
    if (alternatives.length > 0) words.push(alternatives);
  }
  return words;
}

/** In an expression, so that the planner takes none of it for the walk. */
function holds({ any, beginning }: Term): unknown {
  if (any === null) {
    const length = [...beginning].length;
    const begins = { $eq: [{ $substrCP: ['$$word', 0, length] }, { $literal: beginning }] };
    return { $anyElementTrue: [{ $map: { input: { $ifNull: ['$stems', []] }, as: 'word', in: begins } }] };
  }
  return { $gt: [{ $size: { $setIntersection: [{ $ifNull: ['$stems', []] }, { $literal: any }] } }, 0] };
}

function conditionOf(word: Word): Match {
  return { $expr: { $or: word.map((terms) => ({ $and: terms.map(holds) })) } };
}

/** Words of which every match has one; null where one alternative is a beginning alone. */
function walkOf(word: Word): readonly string[] | null {
  const named = word.map((terms) => terms.find(({ any }) => any !== null)?.any ?? null);
  return named.includes(null) ? null : [...new Set(named.flatMap((any) => any ?? []))];
}

function isWhole(word: Word): boolean {
  return word.every((terms) => terms.length === 1);
}

const NONE: Search = { walk: NOTHING, walks: 0, rest: [], all: [NOTHING] };

/** How a question is answered: walked by its rarest word, the others looked for in what is met. */
export async function searchFor(db: MongoDb, brands: readonly string[], q: string): Promise<Search> {
  const words = await wordsAsked(db, brands, q);
  if (words.length === 0) return NONE;
  const walks = words.map(walkOf);
  if (walks.some((walk) => walk?.length === 0)) return NONE;
  const all = words.map(conditionOf);
  const rarest = await rarestOf(db, brands, walks);
  if (rarest === null) return { walk: null, walks: 0, rest: all, all };
  const rest = words.filter((word, at) => at !== rarest || !isWhole(word));
  const any = walks[rarest] ?? [];
  return {
    walk: { stems: any.length === 1 ? any[0] : { $in: any } },
    walks: any.length,
    rest: rest.map(conditionOf),
    all,
  };
}

async function rarestOf(
  db: MongoDb,
  brands: readonly string[],
  walks: readonly (readonly string[] | null)[],
): Promise<number | null> {
  const places = walks.flatMap((walk, at) => (walk === null ? [] : [at]));
  if (places.length <= 1) return places[0] ?? null;
  const counts = await Promise.all(
    places.map((at) =>
      db.items
        .countDocuments({ brand: { $in: brands }, stems: { $in: walks[at] ?? [] } })
        .hint('words')
        .limit(SAMPLE),
    ),
  );
  return places[counts.indexOf(Math.min(...counts))] ?? null;
}
