/** One training row: places and figures of its signs, and whether it was paid for. */
export interface Example {
  readonly at: readonly number[];
  readonly x: readonly number[];
  readonly y: 0 | 1;
}

export interface Fitted {
  readonly bias: number;
  readonly weights: readonly number[];
}

/**
 * Logistic regression with a ridge, by cyclic Newton steps one weight at a time (Genkin, Lewis & Madigan 2007). `direction[j]` is
 * what a sign may mean: 1 adds, -1 takes away, 0 either. A weight that would go the other way stays 0, so that no accident of the
 * training rows becomes evidence.
 */
export function fitLogistic(
  examples: readonly Example[],
  direction: readonly number[],
  ridge: number,
  rounds = 60,
): Fitted {
  const n = examples.length;
  const weights = direction.map(() => 0);
  const columns: { row: number; x: number }[][] = direction.map(() => []);
  for (const [row, { at, x }] of examples.entries())
    for (const [k, j] of at.entries()) if (x[k] !== 0) columns[j]!.push({ row, x: x[k]! });
  let bias = Math.log(examples.filter(({ y }) => y === 1).length / n);
  const margin = new Float64Array(n).fill(bias);
  const p = (m: number): number => 1 / (1 + Math.exp(-m));
  for (let round = 0; round < rounds; round++) {
    let [g, h] = [0, 1e-6];
    for (let i = 0; i < n; i++) {
      const q = p(margin[i]!);
      g += examples[i]!.y - q;
      h += q * (1 - q);
    }
    const step = Math.max(-1, Math.min(1, g / h));
    bias += step;
    for (let i = 0; i < n; i++) margin[i]! += step;
    for (const [j, column] of columns.entries()) {
      let [g2, h2] = [-ridge * weights[j]!, ridge];
      for (const { row, x } of column) {
        const q = p(margin[row]!);
        g2 += x * (examples[row]!.y - q);
        h2 += x * x * q * (1 - q);
      }
      let to = weights[j]! + Math.max(-0.5, Math.min(0.5, g2 / h2));
      if (direction[j] === 1) to = Math.max(0, to);
      if (direction[j] === -1) to = Math.min(0, to);
      const by = to - weights[j]!;
      if (by === 0) continue;
      weights[j] = to;
      for (const { row, x } of column) margin[row]! += by * x;
    }
  }
  return { bias, weights };
}
