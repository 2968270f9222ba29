import { useTranslation } from 'react-i18next';
import type { WithoutFigure as Figure } from '../../domain/without-figure.ts';
import { useFormat } from '../i18n/use-format.ts';
import styles from './figures-line.module.css';

interface WithoutFigureProps {
  readonly figure: Figure;
  /** What is shown beside it would be this; null where too few are left to tell. */
  readonly value: number | null;
  readonly say: (value: number) => string;
  /** What stands beside it: in a table nothing is said of what would be the same. */
  readonly than?: number | null;
}

/**
 * "without unusual: 18 %": what a figure would be without what looks paid for; on a line of its own in a table. Nothing where none of
 * its reviews is flagged.
 */
export function WithoutFigure({ figure, value, say, than }: WithoutFigureProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { items, weight, genuineShare } = figure;
  if (items === 0 || value === null) return null;
  if (than != null && say(than) === say(value)) return null;
  const why = t('figures.withoutWhy', {
    count: items,
    n: format.number(items),
    weight: format.number(weight, 1),
    share: format.share(genuineShare ?? 0),
  });
  return (
    <span className={`dim num ${styles['without']}`} data-line={than !== undefined || undefined} title={why}>
      {t('figures.without', { value: say(value) })}
    </span>
  );
}
