import type { Counts } from '../api/rooms.ts';
import type { Part } from '../feed/figures.ts';
import { partsOf } from './parts.ts';
import styles from './parts-bar.module.css';

/** What became of the texts of one side, each part as wide as its share; what is not known has greys of its own. */
export function PartsBar({ counts }: { readonly counts: Counts }) {
  const parts = partsOf(counts);
  const all = parts.reduce((sum, part) => sum + part.n, 0);
  if (all === 0) return null;
  let x = 0;
  return (
    <svg className={styles['bar']} width="100%" height="14" aria-hidden="true">
      {parts.map(({ part, n }) => {
        const from = x;
        const width = (n / all) * 100;
        x += width;
        return <Piece key={part} part={part} from={from} width={width} />;
      })}
    </svg>
  );
}

function Piece({ part, from, width }: { readonly part: Part; readonly from: number; readonly width: number }) {
  return <rect data-part={part} x={`${from}%`} width={`${width}%`} y="0" height="14" />;
}
