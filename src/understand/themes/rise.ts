/** In how many texts of now, and of before, a phrase stands. */
export interface Said {
  readonly now: number;
  readonly before: number;
}

/** Of the rises that are told, about this part may be chance. */
const FALSE_RISES = 0.1;

/**
 * Probability that chance alone puts at least `now` of the texts with a phrase among the `allNow`: Fisher's exact test, one-sided
 * (R. Fisher, Statistical Methods for Research Workers, 1934, 21.02). Holds for the smallest counts, where a z does not.
 */
export function chanceOf({ now, before }: Said, allNow: number, allBefore: number): number {
  const said = now + before;
  const all = allNow + allBefore;
  const most = Math.min(said, allNow);
  const choose = (n: number, k: number): number => lnFactorial(n) - lnFactorial(k) - lnFactorial(n - k);
  let sum = 0;
  for (let k = now; k <= most; k++) {
    if (said - k > allBefore) continue;
    sum += Math.exp(choose(allNow, k) + choose(allBefore, said - k) - choose(all, said));
  }
  return Math.min(1, sum);
}

/** Texts of now and of before; `looked`: phrases among which those of the list are the ones that might rise. */
export interface Among {
  readonly allNow: number;
  readonly allBefore: number;
  readonly looked: number;
}

/**
 * Which of many phrases rise: so many are looked at that some always seem to. Benjamini and Hochberg's step-up procedure at 10 %
 * (JRSS B 57, 1995). All phrases count that could have come up, not only those that did.
 */
export function risesAmong(list: readonly Said[], { allNow, allBefore, looked }: Among): readonly boolean[] {
  const chances = list.map((said) => chanceOf(said, allNow, allBefore));
  const sorted = chances.toSorted((a, b) => a - b);
  const of = Math.max(looked, sorted.length);
  const rank = sorted.findLastIndex((p, at) => p <= (FALSE_RISES * (at + 1)) / of);
  const limit = rank < 0 ? -1 : sorted[rank]!;
  return chances.map((p) => p <= limit);
}

// A table that grows: sums of logarithms, as exact as doubles are for some thousand texts.
const LN_FACTORIAL = [0];

function lnFactorial(n: number): number {
  for (let at = LN_FACTORIAL.length; at <= n; at++) LN_FACTORIAL.push(LN_FACTORIAL[at - 1]! + Math.log(at));
  return LN_FACTORIAL[n]!;
}
