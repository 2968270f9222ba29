import type { Clustered } from './clustered.ts';
import { type ClusterSums, effectOf, emptySums, sumsOf } from './effects.ts';
import type { ThemedTexts } from './texts.ts';

/** A cluster of several texts that is moved as a whole. */
interface Block {
  readonly size: number;
  /** The themes that its texts blame, and how many of them do. */
  readonly themes: readonly number[];
  readonly counts: readonly number[];
}

/** 32 texts to a word, words without any left out: as the texts are sorted by what they blame, most are. */
interface Mask {
  readonly words: Int32Array;
  readonly bits: Int32Array;
}

/** Texts of both sides together, made ready to be shuffled: texts that stand alone as bits, the others as blocks. */
export interface Pool {
  readonly total: ClusterSums;
  readonly blocks: readonly Block[];
  /** Texts that stand alone. */
  readonly singles: number;
  /** Per theme: which of the singles blame it. */
  readonly masks: readonly Mask[];
}

/** By the one of the groupings that lessens what the texts are worth the most, both sides taken together. */
export function poolOf(texts: ThemedTexts, groupings: readonly Clustered[]): Pool {
  const themes = texts.themes().length;
  const candidates = groupings.map((clustered) => {
    const total = sumsOf(texts, clustered, { themes, has: () => true });
    const loss = total.k.reduce((sum, k, theme) => sum + k * effectOf(total, theme), 0);
    return { clustered, total, loss };
  });
  const worst = candidates.reduce((most, one) => (one.loss > most.loss ? one : most));
  return { total: worst.total, ...partsOf(texts, worst.clustered) };
}

/** In an order of its own, by what is in them: texts that come in another order are shuffled to the same figures. */
function partsOf(texts: ThemedTexts, { texts: order, starts }: Clustered): Omit<Pool, 'total'> {
  const names = texts.themes();
  const rank = names.map((name) => names.filter((one) => one < name).length);
  const blocks: { name: string; block: Block }[] = [];
  const alone = new Map<readonly number[], number>();
  for (let cluster = 0; cluster + 1 < starts.length; cluster++) {
    const members = order.subarray(starts[cluster]!, starts[cluster + 1]!);
    if (members.length === 1) {
      const blamed = texts.negative[members[0]!]!;
      alone.set(blamed, (alone.get(blamed) ?? 0) + 1);
    } else if (members.length > 1) {
      const counts = new Map<number, number>();
      for (const text of members)
        for (const theme of texts.negative[text]!) counts.set(theme, (counts.get(theme) ?? 0) + 1);
      const sorted = [...counts].sort(([a], [b]) => rank[a]! - rank[b]!);
      const name = `${members.length} ${sorted.map(([theme, count]) => `${rank[theme]}x${count}`)}`;
      const block = { size: members.length, themes: sorted.map(([theme]) => theme), counts: sorted.map(([, n]) => n) };
      blocks.push({ name, block });
    }
  }
  blocks.sort((a, b) => (a.name < b.name ? -1 : 1));
  const nameOf = (blamed: readonly number[]): string => `${blamed.map((theme) => rank[theme]!).sort((a, b) => a - b)}`;
  const singles = [...alone].map(([blamed, count]) => ({ name: nameOf(blamed), blamed, count }));
  singles.sort((a, b) => (a.name < b.name ? -1 : 1));
  return { blocks: blocks.map((one) => one.block), ...masksOf(singles, names.length) };
}

function masksOf(
  runs: readonly { readonly blamed: readonly number[]; readonly count: number }[],
  themes: number,
): Pick<Pool, 'singles' | 'masks'> {
  const singles = runs.reduce((sum, { count }) => sum + count, 0);
  const masks = Array.from({ length: themes }, () => new Int32Array(Math.ceil(singles / 32)));
  let from = 0;
  for (const { blamed, count } of runs) {
    for (const theme of blamed) for (let at = from; at < from + count; at++) masks[theme]![at >>> 5]! |= 1 << (at & 31);
    from += count;
  }
  const filled = masks.map((mask): Mask => {
    const words = Int32Array.from(mask.keys()).filter((word) => mask[word] !== 0);
    return { words, bits: words.map((word) => mask[word]!) };
  });
  return { singles, masks: filled };
}

/** Adds a block to the sums of the side that it fell to. */
export function addBlock(sums: ClusterSums, { size, themes, counts }: Block): void {
  sums.n += size;
  sums.clusters += 1;
  sums.sizeSquares += size * size;
  for (let at = 0; at < themes.length; at++) {
    const [theme, count] = [themes[at]!, counts[at]!];
    sums.k[theme]! += count;
    sums.squares[theme]! += count * count;
    sums.crossed[theme]! += count * size;
  }
}

/** Adds `n` texts that stand alone; `k` of them blame the theme, by theme. */
export function addSingles(sums: ClusterSums, n: number, k: Int32Array): void {
  sums.n += n;
  sums.clusters += n;
  sums.sizeSquares += n;
  for (let theme = 0; theme < k.length; theme++) {
    sums.k[theme]! += k[theme]!;
    sums.squares[theme]! += k[theme]!;
    sums.crossed[theme]! += k[theme]!;
  }
}

/** What is left of `total` without `part`. */
export function restOf(total: ClusterSums, part: ClusterSums): ClusterSums {
  const rest = emptySums(total.k.length);
  for (const name of ['n', 'clusters', 'sizeSquares'] as const) rest[name] = total[name] - part[name];
  for (const name of ['k', 'squares', 'crossed'] as const)
    for (let theme = 0; theme < total.k.length; theme++) rest[name][theme] = total[name][theme]! - part[name][theme]!;
  return rest;
}
