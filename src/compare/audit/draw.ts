/** A text that may be drawn. */
export interface Candidate {
  readonly key: string;
  readonly channel: string;
  /** What is shown of it: a label, `unsure`, or `unread`. */
  readonly label: string;
  /** A person changed what the model said: chosen, not random, so never drawn. */
  readonly corrected: boolean;
  /** Somebody reads it for an audit already. */
  readonly audited: boolean;
}

export interface Drawn {
  readonly key: string;
  /** Channel and label: texts of one stratum were drawn with one probability. */
  readonly stratum: string;
  /** Probability (0 < p <= 1) with which it was drawn. Kept with the text: what it stands for is 1 / p texts. */
  readonly inclusion: number;
}

/** Of each stratum at least so many are drawn, so that the spread inside it can be seen; one where `size` has no room for two. */
const AT_LEAST = 2;

/**
 * Draws texts for an audit: about ten of a day, or a hundred at once. Strata are channel and label; each gives its least number, the
 * rest is spread in proportion to their sizes (largest remainders), and inside a stratum every text has the same chance (stratified
 * random sampling: W. Cochran, Sampling Techniques, 1977, 5). More than `size` are drawn only where there are more strata than that.
 * Two draws must not be made from the same texts: the probability of one says nothing of the other. `random`: 0 <= x < 1.
 */
export function drawAudit(candidates: readonly Candidate[], size: number, random: () => number): readonly Drawn[] {
  const frame = candidates.filter((one) => !one.corrected && !one.audited);
  // In an order of its own, so that the same seed draws the same texts.
  const strata = [...Map.groupBy(frame, (one) => `${one.channel} ${one.label}`)].sort(([a], [b]) => (a < b ? -1 : 1));
  const counts = allocate(
    strata.map(([, texts]) => texts.length),
    size,
  );
  return strata.flatMap(([stratum, texts], at) => {
    const keys = texts.map((one) => one.key).sort();
    return pick(keys, counts[at]!, random).map((key) => ({ key, stratum, inclusion: counts[at]! / texts.length }));
  });
}

/** How many of each stratum: never more than it has. */
export function allocate(sizes: readonly number[], size: number): readonly number[] {
  const all = sizes.reduce((sum, one) => sum + one, 0);
  if (all <= size) return [...sizes];
  const least = AT_LEAST * sizes.length <= size ? AT_LEAST : 1;
  const counts = sizes.map((one) => Math.min(one, least));
  for (;;) {
    const left = size - counts.reduce((sum, one) => sum + one, 0);
    const open = sizes.reduce((sum, one, at) => sum + (one - counts[at]!), 0);
    if (left <= 0 || open === 0) return counts;
    const wished = sizes.map((one, at) => (left * (one - counts[at]!)) / open);
    const whole = wished.map(Math.floor);
    if (whole.every((one) => one === 0)) {
      const order = [...wished.keys()].sort((a, b) => wished[b]! - wished[a]! || a - b);
      for (const at of order.slice(0, left)) counts[at]! += 1;
      return counts;
    }
    for (const [at, one] of whole.entries()) counts[at]! += one;
  }
}

/** `count` of the keys, each set of so many as likely as any other (the beginning of Fisher and Yates' shuffle). */
function pick(keys: readonly string[], count: number, random: () => number): readonly string[] {
  const rest = [...keys];
  for (let at = 0; at < count; at++) {
    const other = at + Math.floor(random() * (rest.length - at));
    [rest[at], rest[other]] = [rest[other]!, rest[at]!];
  }
  return rest.slice(0, count);
}
