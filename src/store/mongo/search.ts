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

/** How far back so many matches of a word reach tells how rare it is. */
const SAMPLE = 500;

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

/** Turned around twice, or in an expression, so that the planner takes none of it for the walk. */
function holds({ any, beginning }: Term): Match {
  if (any !== null) return { $nor: [{ stems: { $nin: any } }] };
  const length = [...beginning].length;
  const begins = { $eq: [{ $substrCP: ['$$word', 0, length] }, { $literal: beginning }] };
  return { $expr: { $anyElementTrue: [{ $map: { input: { $ifNull: ['$stems', []] }, as: 'word', in: begins } }] } };
}

function conditionOf(word: Word): Match {
  const alternatives = word.map((terms) =>
    terms.length === 1 && terms[0] ? holds(terms[0]) : { $and: terms.map(holds) },
  );
  return alternatives.length === 1 && alternatives[0] ? alternatives[0] : { $or: alternatives };
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
  const reached = await Promise.all(
    places.map(async (at) => {
      const [found] = await db.items
        .find({ brand: { $in: brands }, stems: { $in: walks[at] ?? [] } }, { id: 1, _id: 0 })
        .sort({ id: -1 })
        .hint('words')
        .skip(SAMPLE)
        .limit(1)
        .lean();
      return found?.id ?? 0;
    }),
  );
  return places[reached.indexOf(Math.min(...reached))] ?? null;
}
