import type { Row } from './rows.ts';

/** Phrases are runs of so many words: shorter ones are the language's, longer ones break at every changed word. */
const RUN = 3;
/** A phrase that more reviews share is a turn of speech. */
const MOST_SHARED = 40;
/** Of one text so many runs are looked at. */
const MOST_RUNS = 600;
/** Partners that are kept: enough to say how many there are in a sentence. */
const MOST_KIN = 20;

/** Another author's review that shares phrases, and how much: sum of log(reviews / sharing) over shared phrases. */
export interface Partner {
  readonly row: Row;
  readonly strength: number;
  /** Shared phrases among those of the longer of the two texts, 0..1: a sentence that many use is a small part of a text, a copy is most of it. */
  readonly share: number;
}

export interface Kin {
  /** Of the same brand by other authors, the strongest first. */
  readonly own: readonly Partner[];
  /** Of other brands. */
  readonly foreign: readonly Partner[];
}

function runsOf(words: readonly string[]): Int32Array {
  const runs = new Set<number>();
  for (let i = 0; i + RUN <= words.length && runs.size < MOST_RUNS; i++) {
    let h = 0x811c9dc5;
    for (let j = i; j < i + RUN; j++) {
      const word = words[j]!;
      for (let k = 0; k < word.length; k++) h = Math.imul(h ^ word.charCodeAt(k), 0x01000193);
      h = Math.imul(h ^ 0x20, 0x01000193);
    }
    runs.add(h);
  }
  return Int32Array.from(runs);
}

/** One person, one opinion shown at several places: neither says anything of the other. */
function isSameVoice(a: Row, b: Row): boolean {
  const [x, y] = [a.input, b.input];
  if (x.author !== null && x.author === y.author) return true;
  return x.brand === y.brand && x.source !== y.source && x.cluster === y.cluster;
}

/** Which reviews share rare phrases. A phrase is rare in the reviews given; the sides of the stars must agree. */
export function findKin(rows: readonly Row[]): readonly Kin[] {
  const runs = rows.map(({ words }) => runsOf(words));
  const shared = new Map<number, number>();
  for (const list of runs) for (const run of list) shared.set(run, (shared.get(run) ?? 0) + 1);
  const lists = new Map<number, number[]>();
  rows.forEach((_, at) => {
    for (const run of runs[at]!) {
      const n = shared.get(run)!;
      if (n < 2 || n > MOST_SHARED) continue;
      const list = lists.get(run);
      if (list === undefined) lists.set(run, [at]);
      else list.push(at);
    }
  });
  const log = Math.log(Math.max(2, rows.length));
  return rows.map((row, at) => {
    const strengths = new Map<number, { strength: number; n: number }>();
    for (const run of runs[at]!) {
      const adds = Math.max(0, log - Math.log(shared.get(run)!));
      for (const other of lists.get(run) ?? []) {
        if (other === at) continue;
        const one = strengths.get(other);
        if (one === undefined) strengths.set(other, { strength: adds, n: 1 });
        else {
          one.strength += adds;
          one.n += 1;
        }
      }
    }
    const partners = [...strengths]
      .map(([other, { strength, n }]) => {
        const share = n / Math.max(runs[at]!.length, runs[other]!.length);
        return { row: rows[other]!, strength, share };
      })
      .filter((partner) => partner.strength > log && !isSameVoice(row, partner.row) && partner.row.side === row.side)
      .sort((a, b) => b.strength - a.strength || a.row.at - b.row.at);
    return {
      own: partners.filter((partner) => partner.row.input.brand === row.input.brand).slice(0, MOST_KIN),
      foreign: partners.filter((partner) => partner.row.input.brand !== row.input.brand).slice(0, MOST_KIN),
    };
  });
}
