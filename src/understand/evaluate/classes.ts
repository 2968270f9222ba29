/** How well one class is found. */
export interface ClassFigures {
  readonly name: string;
  /** Texts that have it, and texts that were said to have it. */
  readonly n: number;
  readonly said: number;
  readonly hits: number;
  /** Share of what was said that is right; null where it was never said. */
  readonly precision: number | null;
  /** Share of what is there that was found; null where it is nowhere. */
  readonly recall: number | null;
  /** 2 hits / (n + said): harmonic mean of both; null where it neither is nor was said. */
  readonly f1: number | null;
}

export function oneClass(name: string, n: number, said: number, hits: number): ClassFigures {
  return {
    name,
    n,
    said,
    hits,
    precision: said === 0 ? null : hits / said,
    recall: n === 0 ? null : hits / n,
    f1: n + said === 0 ? null : (2 * hits) / (n + said),
  };
}

/** From a confusion matrix `[gold][said]`; further columns (no answer) are nobody's. */
export function classFigures(names: readonly string[], confusion: readonly (readonly number[])[]): ClassFigures[] {
  return names.map((name, i) => {
    const n = confusion[i]!.reduce((a, b) => a + b, 0);
    const said = confusion.reduce((sum, row) => sum + row[i]!, 0);
    return oneClass(name, n, said, confusion[i]![i]!);
  });
}

/** Mean F1 of the classes that are there at all; null where none is. */
export function macroF1(classes: readonly ClassFigures[]): number | null {
  const there = classes.filter(({ n }) => n > 0);
  return there.length === 0 ? null : there.reduce((sum, { f1 }) => sum + (f1 ?? 0), 0) / there.length;
}
