import { useTranslation } from 'react-i18next';
import type { SurveyMapping } from '../api/rooms.ts';
import chip from '../feed/chips.module.css';
import styles from './mapping-form.module.css';

interface MoreColumnsProps {
  readonly mapping: SurveyMapping;
  readonly onChange: (mapping: SurveyMapping) => void;
}

/** Further questions of the same sheet, each of which becomes an answer of its own; a click leaves one out. */
export function MoreColumns({ mapping, onChange }: MoreColumnsProps) {
  const { t } = useTranslation();
  const { moreScores = [], moreComments = [] } = mapping;
  if (moreScores.length + moreComments.length === 0) return null;
  return (
    <ul className={styles['more']}>
      <li>{t('importing.more')}</li>
      {moreScores.map(({ column, kind }) => (
        <li key={`score ${column}`}>
          <button
            type="button"
            className={chip['chip']}
            aria-label={t('filter.remove', { name: column })}
            onClick={() => onChange({ ...mapping, moreScores: moreScores.filter((one) => one.column !== column) })}
          >
            × {column} ({t(`compare.score.${kind}`)})
          </button>
        </li>
      ))}
      {moreComments.map((column) => (
        <li key={`comment ${column}`}>
          <button
            type="button"
            className={chip['chip']}
            aria-label={t('filter.remove', { name: column })}
            onClick={() => onChange({ ...mapping, moreComments: moreComments.filter((one) => one !== column) })}
          >
            × {column}
          </button>
        </li>
      ))}
    </ul>
  );
}
