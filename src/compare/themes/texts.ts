import type { CountRow } from '../../domain/count-row.ts';
import { ClusterIds, type ClusterKeys } from '../cluster-ids.ts';
import { lengthOf } from '../lengths.ts';

/** A judged text with its themes; rows of the counting are such. A text may name a theme with several signs. */
export interface ThemedText extends ClusterKeys, Pick<CountRow, 'words' | 'unusualScore' | 'unusual' | 'verdict'> {
  readonly themes: readonly { readonly theme: string; readonly sentiment: 'negative' | 'neutral' | 'positive' }[];
}

/** 0 = public, 1 = direct. */
export type SideNumber = 0 | 1;

/** Ways to gather texts that are not independent. */
export const GROUPINGS = ['author', 'thread', 'week', 'opinion'] as const;
export type Grouping = (typeof GROUPINGS)[number];

type Numbered = { readonly mentioned: readonly number[]; readonly negative: readonly number[] };

/** Texts of both sides as columns of small numbers, so that ten thousands of them can be gone over a thousand times. */
export class ThemedTexts {
  readonly #ids = new ClusterIds();
  readonly #numbers = new Map<string, number>();
  /** Rows with the same themes share one list, so each list is looked up by its words once. */
  readonly #lists = new WeakMap<object, Numbered>();
  /** Per text. */
  readonly side: SideNumber[] = [];
  /** Per text: which of `LENGTHS`. */
  readonly length: number[] = [];
  /** Per text: the numbers of the themes that it blames. */
  readonly negative: (readonly number[])[] = [];
  /** Per side and theme number: texts that name it, however. */
  readonly mentioned: readonly [number[], number[]] = [[], []];
  /** Per text; -1: it stands alone. */
  readonly clusters: Readonly<Record<Grouping, number[]>> = { author: [], thread: [], week: [], opinion: [] };

  add(text: ThemedText, side: SideNumber): void {
    const { mentioned, negative } = this.#numbered(text.themes);
    const clusters = this.#ids.of(text);
    for (const grouping of GROUPINGS) this.clusters[grouping].push(clusters[grouping]);
    this.side.push(side);
    this.length.push(lengthOf(text.words));
    this.negative.push(negative);
    const counts = this.mentioned[side];
    for (const theme of mentioned) counts[theme] = (counts[theme] ?? 0) + 1;
  }

  /** Number of texts. */
  get n(): number {
    return this.side.length;
  }

  /** The ways that gather anything: that of copies does where each is counted. */
  groupings(): readonly Grouping[] {
    const opinions = this.clusters.opinion.filter((id) => id >= 0);
    const hasCopies = new Set(opinions).size < opinions.length;
    return GROUPINGS.filter((grouping) => grouping !== 'opinion' || hasCopies);
  }

  /** Names of the themes by their numbers: those that any text speaks of. */
  themes(): string[] {
    return [...this.#numbers.keys()];
  }

  #numbered(list: ThemedText['themes']): Numbered {
    let known = this.#lists.get(list);
    if (known === undefined) {
      const of = (some: ThemedText['themes']): number[] => [...new Set(some.map((one) => this.#number(one.theme)))];
      known = { mentioned: of(list), negative: of(list.filter((one) => one.sentiment === 'negative')) };
      this.#lists.set(list, known);
    }
    return known;
  }

  #number(theme: string): number {
    const number = this.#numbers.get(theme) ?? this.#numbers.size;
    this.#numbers.set(theme, number);
    return number;
  }
}
