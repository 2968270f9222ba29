import type { ThemeTable } from '../../domain/theme-figures.ts';
import { MIN_CLUSTERS } from '../clusters.ts';
import { Selector } from '../false-discovery.ts';
import { biasedBits, type Random } from '../random.ts';
import { scoreZ } from '../score-test.ts';
import type { Clustered } from './clustered.ts';
import { type Counted, isEnough, sampleOf } from './counted.ts';
import { type ClusterSums, effectOf, emptySums } from './effects.ts';
import { addBlock, addSingles, type Pool, poolOf, restOf } from './pooled.ts';
import type { ThemedTexts } from './texts.ts';

/** Called some ten million times. */
const { imul } = Math;

const SHUFFLES = 1000;
/** So many texts are shuffled a thousand times in about 0.2 s; more of them less often, so that nobody waits much longer. */
const TEXTS = 40_000;
const MIN_SHUFFLES = 200;
/** Between pauses: some milliseconds. */
const AT_ONCE = 25;

interface Options {
  /** The texts gathered by each of the groupings. */
  readonly groupings: readonly Clustered[];
  readonly random: Random;
  readonly minDifference: number;
  /** Themes that differ clearly as the texts really stand. */
  readonly differ: number;
  /** Awaited now and then, so that the thread is not held. */
  readonly pause: () => Promise<void>;
}

/**
 * How many themes differ clearly if the side means nothing: every cluster of texts falls to a side by chance, with the probability of
 * the sides' sizes, and the same tests are made (a randomisation test; R. A. Fisher 1935). The design effects are those of the
 * shuffled sides. `p` counts the true order as one of the shuffles (B. Phipson and G. Smyth, 2010).
 */
export async function luckOf(texts: ThemedTexts, options: Options): Promise<NonNullable<ThemeTable['luck']>> {
  const pool = poolOf(texts, options.groupings);
  await options.pause();
  const shuffles = Math.round(Math.min(SHUFFLES, Math.max(MIN_SHUFFLES, (SHUFFLES * TEXTS) / texts.n)));
  const open = texts.side.reduce((count: number, side) => count + (side === 0 ? 1 : 0), 0);
  const parts = Math.min(65_535, Math.max(1, Math.round((65_536 * open) / texts.n)));
  const selector = new Selector();
  let [sum, asMany] = [0, 0];
  for (let shuffle = 0; shuffle < shuffles; shuffle++) {
    if (shuffle % AT_ONCE === AT_ONCE - 1) await options.pause();
    const one = shuffled(pool, options.random, parts);
    const found = differing([one, restOf(pool.total, one)], selector, options.minDifference);
    sum += found;
    if (found >= options.differ) asMany += 1;
  }
  return { expected: sum / shuffles, p: (asMany + 1) / (shuffles + 1), shuffles };
}

function shuffled(pool: Pool, random: Random, parts: number): ClusterSums {
  const themes = pool.masks.length;
  const side = emptySums(themes);
  for (const block of pool.blocks) if (random.bits() >>> 16 < parts) addBlock(side, block);
  const words = Math.ceil(pool.singles / 32);
  const here = new Int32Array(words);
  let n = 0;
  for (let word = 0; word < words; word++) {
    let bits = biasedBits(random, parts);
    const over = (word + 1) * 32 - pool.singles;
    if (over > 0) bits &= -1 >>> over;
    here[word] = bits;
    n += ones(bits);
  }
  const k = new Int32Array(themes);
  for (let theme = 0; theme < themes; theme++) {
    const mask = pool.masks[theme]!;
    let count = 0;
    for (let at = 0; at < mask.words.length; at++) count += ones(mask.bits[at]! & here[mask.words[at]!]!);
    k[theme] = count;
  }
  addSingles(side, n, k);
  return side;
}

/** Number of ones among 32 bits, added up in parallel. */
function ones(bits: number): number {
  let pairs = bits - ((bits >>> 1) & 0x55555555);
  pairs = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return imul((pairs + (pairs >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

function differing([a, b]: readonly [ClusterSums, ClusterSums], selector: Selector, minDifference: number): number {
  if (Math.min(a.clusters, b.clusters) < MIN_CLUSTERS) return 0;
  const counted = (sums: ClusterSums, theme: number): Counted => ({
    k: sums.k[theme]!,
    n: sums.n,
    nEff: sums.n / effectOf(sums, theme),
  });
  const zs: number[] = [];
  const wide: boolean[] = [];
  for (let theme = 0; theme < a.k.length; theme++) {
    const [one, other] = [counted(a, theme), counted(b, theme)];
    if (!isEnough(one, other)) continue;
    const [left, right] = [sampleOf(one), sampleOf(other)];
    zs.push(Math.abs(scoreZ(left, right)));
    wide.push(Math.abs(left.share - right.share) >= minDifference);
  }
  const { z } = selector.select(zs);
  return zs.filter((one, at) => one >= z && wide[at]).length;
}
