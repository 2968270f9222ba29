import type { CountRow } from '../domain/count-row.ts';

const DAY_MS = 86_400_000;

/** What is looked at to tell which rows belong together. */
export type ClusterKeys = Pick<
  CountRow,
  'channel' | 'source' | 'targetId' | 'authorHash' | 'threadId' | 'cluster' | 'day' | 'collectedAt'
>;

/** What a row is not independent of, as small numbers; -1: it stands alone. */
export interface RowClusters {
  readonly author: number;
  readonly thread: number;
  readonly week: number;
  /** Copies of one text are one opinion: where each is counted they are worth one. */
  readonly opinion: number;
}

/**
 * Numbers authors, threads, weeks of a target and sets of copies, so that a row that is counted in many sets is looked up by its words once.
 * What was sent in without a target stands alone when it was asked for (surveys); public texts sent in go by source and week.
 */
export class ClusterIds {
  readonly #authors = new Numbers();
  readonly #threads = new Map<string, Numbers>();
  readonly #weeks = new Numbers();
  readonly #opinions = new Numbers();
  /** By place and day. */
  readonly #days = new Map<string, Map<string, number>>();
  #threadCount = 0;
  #last: ClusterKeys | undefined;
  #clusters: RowClusters = { author: -1, thread: -1, week: -1, opinion: -1 };

  of(row: ClusterKeys): RowClusters {
    if (row !== this.#last) {
      this.#last = row;
      this.#clusters = {
        author: row.authorHash === null ? -1 : this.#authors.of(row.authorHash),
        thread: row.threadId === null ? -1 : this.#thread(row.source, row.threadId),
        week: this.#week(row),
        opinion: row.cluster === null ? -1 : this.#opinions.of(row.cluster),
      };
    }
    return this.#clusters;
  }

  #thread(source: string, threadId: string): number {
    let threads = this.#threads.get(source);
    if (threads === undefined) {
      threads = new Numbers(() => this.#threadCount++);
      this.#threads.set(source, threads);
    }
    return threads.of(threadId);
  }

  #week(row: ClusterKeys): number {
    const place = row.targetId ?? (row.channel === 'public' ? row.source : null);
    if (place === null) return -1;
    let days = this.#days.get(place);
    if (days === undefined) {
      days = new Map();
      this.#days.set(place, days);
    }
    const day = row.day === '' ? row.collectedAt.slice(0, 10) : row.day;
    let week = days.get(day);
    if (week === undefined) {
      week = this.#weeks.of(`${place} ${weekOf(day)}`);
      days.set(day, week);
    }
    return week;
  }
}

/** Each word's number, in the order of their coming. */
class Numbers {
  readonly #known = new Map<string, number>();
  readonly #next: () => number;

  constructor(next?: () => number) {
    this.#next = next ?? (() => this.#known.size);
  }

  of(word: string): number {
    let known = this.#known.get(word);
    if (known === undefined) {
      known = this.#next();
      this.#known.set(word, known);
    }
    return known;
  }
}

/** Weeks begin on Monday, counted from 1970. */
function weekOf(day: string): number {
  return Math.floor((Date.parse(`${day}T00:00:00Z`) / DAY_MS + 3) / 7);
}
