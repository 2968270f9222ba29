import { z } from 'zod';
import { THEMES, type Theme, type ThemeMention } from '../../domain/theme.ts';
import { COARSE } from '../themes/coarse.ts';
import { type ClassFigures, macroF1, oneClass } from './classes.ts';
import { LabelledText } from './rows.ts';
import type { Part } from './tally.ts';

const Sign = z.enum(['negative', 'neutral', 'positive', 'conflict', 'mixed']);
type Sign = ThemeMention['sentiment'];

/** `theme` is one of ours, `aspect` a coarse label of an open set (`themes/coarse.ts`). */
const Labelled = z
  .object({
    theme: z.string().nullish(),
    aspect: z.string().nullish(),
    sentiment: Sign.optional(),
    polarity: Sign.optional(),
  })
  .refine(({ sentiment, polarity }) => sentiment !== undefined || polarity !== undefined, {
    message: 'negative, neutral, positive or mixed must be there',
    path: ['sentiment'],
  });

export const ThemeRow = LabelledText.extend({
  themes: z.array(Labelled).optional(),
  aspects: z.array(Labelled).optional(),
}).refine(({ themes, aspects }) => themes !== undefined || aspects !== undefined, {
  message: 'themes or aspects must be there',
  path: ['themes'],
});
export type ThemeRow = z.infer<typeof ThemeRow>;

/** How well themes are found. Shares are 0..1, null where nothing was counted. */
export interface ThemeFigures {
  readonly texts: number;
  /** Every label of every text, once; sums of `classes`. */
  readonly micro: ClassFigures;
  /** Mean F1 of the labels that are there. */
  readonly macroF1: number | null;
  readonly classes: readonly ClassFigures[];
  /** Of labels that were found: are their signs just those of the text? */
  readonly signs: Part;
  /** As `micro`, a label with each of its signs counted by itself. */
  readonly withSign: ClassFigures;
  /** Some texts have coarse labels. */
  readonly isCoarse: boolean;
  /** Labels that no theme of ours stands for, with how often they occur: not counted. */
  readonly leftOut: Readonly<Record<string, number>>;
}

interface Count {
  n: number;
  said: number;
  hits: number;
}

type SignsByLabel = Map<string, Set<Sign>>;

const COARSE_LABELS: ReadonlySet<string> = new Set(THEMES.flatMap((theme) => COARSE[theme]));
const OWN: ReadonlySet<string> = new Set(THEMES);

function signsOf(sign: z.infer<typeof Sign>): readonly Sign[] {
  return sign === 'conflict' || sign === 'mixed' ? ['negative', 'positive'] : [sign];
}

function put(map: SignsByLabel, label: string, signs: readonly Sign[]): void {
  const known = map.get(label);
  if (known === undefined) map.set(label, new Set(signs));
  else for (const sign of signs) known.add(sign);
}

/** What a named theme is called in a file: its own id; with coarse labels those of the text that may mean it, else its usual one. */
function namesOf(theme: string, isCoarse: boolean, there: SignsByLabel): readonly string[] {
  if (!isCoarse) return [theme];
  const names: readonly string[] = COARSE[theme as Theme] ?? [];
  const fitting = names.filter((name) => there.has(name));
  return fitting.length > 0 ? fitting : names.slice(0, 1);
}

/** Counts texts one by one. What is named is told in the labels of the file, each label once a text. */
export class ThemeTally {
  readonly #classes = new Map<string, Count>();
  readonly #leftOut = new Map<string, number>();
  readonly #withSign: Count = { n: 0, said: 0, hits: 0 };
  #texts = 0;
  #isCoarse = false;
  #signs = { n: 0, right: 0 };

  add(
    { themes, aspects }: Pick<ThemeRow, 'themes' | 'aspects'>,
    mentions: readonly Pick<ThemeMention, 'theme' | 'sentiment'>[],
  ): void {
    this.#texts += 1;
    const isCoarse = themes === undefined;
    this.#isCoarse ||= isCoarse;
    const there: SignsByLabel = new Map();
    for (const { theme, aspect, sentiment, polarity } of themes ?? aspects ?? []) {
      const label = theme ?? aspect ?? 'none';
      if ((isCoarse ? COARSE_LABELS : OWN).has(label)) put(there, label, signsOf(sentiment ?? polarity!));
      else this.#leftOut.set(label, (this.#leftOut.get(label) ?? 0) + 1);
    }
    const said: SignsByLabel = new Map();
    for (const { theme, sentiment } of mentions)
      for (const name of namesOf(theme, isCoarse, there)) put(said, name, [sentiment]);
    for (const [label, signs] of there) {
      this.#count(label).n += 1;
      this.#withSign.n += signs.size;
    }
    for (const [label, signs] of said) {
      const count = this.#count(label);
      count.said += 1;
      this.#withSign.said += signs.size;
      const wanted = there.get(label);
      if (wanted === undefined) continue;
      count.hits += 1;
      const shared = [...signs].filter((sign) => wanted.has(sign)).length;
      this.#withSign.hits += shared;
      this.#signs.n += 1;
      if (shared === signs.size && shared === wanted.size) this.#signs.right += 1;
    }
  }

  #count(label: string): Count {
    const count = this.#classes.get(label) ?? { n: 0, said: 0, hits: 0 };
    this.#classes.set(label, count);
    return count;
  }

  figures(): ThemeFigures {
    const classes = [...this.#classes]
      .map(([name, { n, said, hits }]) => oneClass(name, n, said, hits))
      .sort((a, b) => b.n - a.n || (a.name < b.name ? -1 : 1));
    const sum = (of: (one: ClassFigures) => number): number => classes.reduce((total, one) => total + of(one), 0);
    const { n, right } = this.#signs;
    return {
      texts: this.#texts,
      micro: oneClass(
        'all',
        sum((one) => one.n),
        sum((one) => one.said),
        sum((one) => one.hits),
      ),
      macroF1: macroF1(classes),
      classes,
      signs: { n, right, accuracy: n === 0 ? null : right / n },
      withSign: oneClass('all, with sign', this.#withSign.n, this.#withSign.said, this.#withSign.hits),
      isCoarse: this.#isCoarse,
      leftOut: Object.fromEntries(this.#leftOut),
    };
  }
}
