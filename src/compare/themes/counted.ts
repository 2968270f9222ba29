import { MIN_CLUSTERS } from '../clusters.ts';
import { MIN_EFFECTIVE, MIN_MENTIONS } from '../gap.ts';
import type { Sample } from '../score-test.ts';
import type { Clustered } from './clustered.ts';
import { effectOf, sumsOf } from './effects.ts';
import type { ThemedTexts } from './texts.ts';

/** Texts of one set that blame a theme: `k` of `n`, worth `nEff`. */
export interface Counted {
  readonly k: number;
  readonly n: number;
  readonly nEff: number;
}

/** All themes in one set of texts. */
export interface CountedSet {
  /** Too few authors, threads or weeks of a page to tell how alike their texts are. */
  readonly fewClusters: boolean;
  /** By theme number. */
  readonly themes: readonly Counted[];
}

/** Counts sets of the same texts; `nEff` by the worst of the three groupings. */
export class SetCounter {
  readonly #texts: ThemedTexts;
  readonly #clustered: readonly Clustered[];

  /** `groupings`: the texts gathered by each of them. */
  constructor(texts: ThemedTexts, groupings: readonly Clustered[]) {
    this.#texts = texts;
    this.#clustered = groupings;
  }

  /** Of the texts for which `has` holds. */
  count(has: (text: number) => boolean): CountedSet {
    const themes = this.#texts.themes().length;
    const all = this.#clustered.map((clustered) => sumsOf(this.#texts, clustered, { themes, has }));
    return {
      fewClusters: all.some((sums) => sums.clusters < MIN_CLUSTERS),
      themes: Array.from({ length: themes }, (_, theme) => {
        const { n, k } = all[0]!;
        const effect = Math.max(...all.map((sums) => effectOf(sums, theme)));
        return { k: k[theme]!, n, nEff: n / effect };
      }),
    };
  }
}

export function sampleOf({ k, n, nEff }: Counted): Sample {
  return { share: k / n, n: nEff };
}

/** Whether two sets say enough of a theme to be compared (counting rules 12). */
export function isEnough(a: Counted, b: Counted): boolean {
  return Math.min(a.nEff, b.nEff) >= MIN_EFFECTIVE && a.k + b.k >= MIN_MENTIONS;
}
