import { useTranslation } from 'react-i18next';
import type { WithoutFigure as Figure } from '../../domain/without-figure.ts';
import { useFormat } from '../i18n/use-format.ts';
import styles from './figures-line.module.css';

interface WithoutFigureProps {
  readonly figure: Figure;
  /** What is shown beside it would be this; null where too few are left to tell. */
  readonly value: number | null;
  readonly say: (value: number) => string;
}

/** "without unusual: 18 %": what a figure would be without what looks paid for. Nothing where none of its reviews is flagged. */
export function WithoutFigure({ figure: { items, weight, genuineShare }, value, say }: WithoutFigureProps) {
  const { t } = useTranslation();
  const format = useFormat();
  if (items === 0 || value === null) return null;
  const why = t('figures.withoutWhy', {
    count: items,
    n: format.number(items),
    weight: format.number(weight, 1),
    share: format.share(genuineShare ?? 0),
  });
  return (
    <span className={`dim num ${styles['without']}`} title={why}>
      {t('figures.without', { value: say(value) })}
    </span>
  );
}
