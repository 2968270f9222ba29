import type { RowProblem } from './table.ts';

/** More than a person reads; all are counted. */
export const KEPT_PROBLEMS = 1000;

/** Collects what is wrong, in the order of the file. */
export function problemList(
  kept: number,
  first: readonly RowProblem[],
): { add(problem: RowProblem): void; result(): { problems: RowProblem[]; problemCount: number } } {
  const problems = first.slice(0, kept);
  let problemCount = first.length;
  return {
    add({ line, problem }) {
      problemCount += 1;
      if (problems.length < kept) problems.push({ line, problem });
    },
    result: () => ({ problems: problems.toSorted((a, b) => a.line - b.line), problemCount }),
  };
}
