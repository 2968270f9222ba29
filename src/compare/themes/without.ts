import type { WithoutFigure } from '../../domain/without-figure.ts';
import { WeighedMean, type WeighedRow, weighableOf } from '../without-tally.ts';
import { weightOf } from '../without-unusual.ts';
import type { ThemedText } from './texts.ts';

/** Shares of texts that blame a theme, with and without the unusual ones: of each theme the same texts are taken away. */
export class ThemesWithout {
  readonly #texts = new WeighedMean();
  readonly #blaming = new Map<string, { n: number; weight: number }>();

  add(text: Pick<ThemedText, 'themes'> & WeighedRow): void {
    const item = weighableOf(text);
    this.#texts.add(item, 0);
    const weight = weightOf(item);
    const blamed = text.themes.filter(({ sentiment }) => sentiment === 'negative').map(({ theme }) => theme);
    for (const theme of new Set(blamed)) {
      const sums = this.#blaming.get(theme);
      if (sums === undefined) this.#blaming.set(theme, { n: 1, weight });
      else {
        sums.n += 1;
        sums.weight += weight;
      }
    }
  }

  figure(theme: string): WithoutFigure {
    const { n, weight } = this.#blaming.get(theme) ?? { n: 0, weight: 0 };
    const left = this.#texts.left(0).weight;
    return {
      ...this.#texts.figure(),
      all: this.#texts.n === 0 ? null : n / this.#texts.n,
      without: left <= 0 ? null : weight / left,
    };
  }
}
