import { useTranslation } from 'react-i18next';
import type { ImportPreview, SurveyMapping } from '../api/rooms.ts';
import { useFieldName } from './field-names.ts';
import { fieldOf } from './mapping.ts';
import styles from './rows-table.module.css';

interface RowsTableProps {
  readonly preview: ImportPreview;
  readonly mapping: SurveyMapping;
}

/** The first rows as they stand in the file, each column with what it is read as. On a phone each row is a card. */
export function RowsTable({ preview, mapping }: RowsTableProps) {
  const { t } = useTranslation();
  const nameOf = useFieldName();
  const bad = new Map(preview.problems.map(({ line, problem }) => [line, problem]));
  const fields = preview.header.map((column) => fieldOf(mapping, column));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keyboard.
    <section className={styles['scroll']} tabIndex={0} aria-label={t('importing.rows')}>
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">{t('importing.row')}</th>
            {preview.header.map((column, index) => (
              <th key={column} scope="col" data-aside={fields[index] === null || undefined}>
                <bdi>{column}</bdi>
                <span className={styles['field']}>
                  {fieldName(fields[index] ?? null, nameOf) ?? t('importing.aside')}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {preview.rows.map(({ line, cells }) => (
            <tr key={line} data-bad={bad.has(line) || undefined}>
              <th scope="row" className="num">
                <span className={styles['name']}>{t('importing.row')} </span>
                {line}
              </th>
              {preview.header.map((column, index) => (
                <td
                  key={column}
                  data-aside={fields[index] === null || undefined}
                  data-empty={(cells[index] ?? '') === '' || undefined}
                >
                  <span className={styles['name']}>{column}: </span>
                  <span dir="auto">{cells[index]}</span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function fieldName(field: string | null, nameOf: (field: string) => string): string | null {
  return field === null ? null : nameOf(field);
}
