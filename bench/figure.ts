/** One measured figure beside a named peer of the same run: machines differ, ratios travel. */
export interface Figure {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** What it should be at least, or at most where `smaller` is better. */
  readonly goal: number;
  readonly better: 'bigger' | 'smaller';
  readonly peer: { readonly name: string; readonly value: number } | null;
}

/** Middle one of an odd number of runs. */
export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

export function line(figure: Figure): string {
  const { value, goal, peer } = figure;
  const met = figure.better === 'bigger' ? value >= goal : value <= goal;
  const sign = figure.better === 'bigger' ? '>=' : '<=';
  const ratio =
    peer === null ? '' : `   ${peer.name}: ${round(peer.value)} ${figure.unit} (ratio ${round(value / peer.value)})`;
  return `${met ? 'met   ' : 'MISSED'} ${figure.what}: ${round(value)} ${figure.unit} (goal ${sign} ${goal})${ratio}`;
}

function round(value: number): string {
  return value >= 100 ? String(Math.round(value)) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
