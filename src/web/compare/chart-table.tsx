import { useTranslation } from 'react-i18next';
import { Link } from '../app/link.tsx';
import styles from './chart-table.module.css';

interface ChartTableProps {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly ChartRow[];
}

interface ChartRow {
  readonly name: string;
  /** The texts that the row counts. */
  readonly href?: string;
  readonly cells: readonly string[];
}

/** The figures of a chart for who reads rather than looks, and for copying. */
export function ChartTable({ title, head, rows }: ChartTableProps) {
  const { t } = useTranslation();
  return (
    <details className={styles['details']}>
      <summary>
        {t('compare.asTable')}
        <span className="hidden">: {title}</span>
      </summary>
      <table className={`num ${styles['table']}`}>
        <caption className="hidden">{title}</caption>
        <thead>
          <tr>
            {head.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.name}>
              <th scope="row">{row.href ? <Link href={row.href}>{row.name}</Link> : row.name}</th>
              {row.cells.map((cell, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns never move.
                <td key={index}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
