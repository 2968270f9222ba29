import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Quality, ReportCard } from '../api/audits.ts';
import chip from '../feed/chips.module.css';
import { LABELS, SIGNS } from '../feed/sentiment.ts';
import { useThemeName } from '../feed/use-theme-name.ts';
import { Rate } from './rate.tsx';
import styles from './report-card.module.css';
import { themesByWeight } from './theme-order.ts';

/** Of some twenty themes the rest is for those who ask. */
const FIRST = 6;

interface LabelTableProps {
  readonly title: string;
  readonly classes: ReportCard['classes'];
  /** The title stands above already. */
  readonly hidden?: boolean;
}

/** Precision and recall of each label. On a phone each row is a card. */
export function LabelTable({ title, classes, hidden }: LabelTableProps) {
  const { t } = useTranslation();
  const rows = LABELS.flatMap((label) => classes.find((one) => one.label === label) ?? []);
  return (
    <table className={styles['table']}>
      <caption className={hidden ? 'hidden' : undefined}>{title}</caption>
      <Head first={t('reportCard.label')} />
      <tbody>
        {rows.map((row) => (
          <tr key={row.label}>
            <th scope="row">
              <span className={chip['chip']} data-shade={row.label}>
                <span aria-hidden="true">{SIGNS[row.label]}</span> {t(`sentiment.${row.label}`)}
              </span>
            </th>
            <Cells quality={row} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The same of each theme: whether it is named at all, and whether it is blamed. */
export function ThemeTable({ themes }: { readonly themes: ReportCard['themes'] }) {
  const { t } = useTranslation();
  const nameOf = useThemeName();
  const [all, setAll] = useState(false);
  const ordered = themesByWeight(themes);
  const shown = all ? ordered : ordered.slice(0, FIRST);
  return (
    <>
      <table className={styles['table']} aria-labelledby="card-themes">
        <Head first={t('reportCard.theme')} />
        {shown.map(({ theme, named, blamed }) => (
          <tbody key={theme}>
            <tr>
              <th scope="row">
                <bdi>{nameOf(theme)}</bdi> <span className="dim">{t('reportCard.named')}</span>
              </th>
              <Cells quality={named} />
            </tr>
            {blamed.precision.n + blamed.recall.n > 0 && (
              <tr className={styles['second']}>
                <th scope="row">
                  <bdi className="hidden">{nameOf(theme)}</bdi> <span className="dim">{t('reportCard.blamed')}</span>
                </th>
                <Cells quality={blamed} />
              </tr>
            )}
          </tbody>
        ))}
      </table>
      {shown.length < ordered.length && (
        <Button size="xs" variant="default" className={styles['more']} onClick={() => setAll(true)}>
          {t('reportCard.moreThemes', { count: ordered.length - shown.length })}
        </Button>
      )}
    </>
  );
}

function Head({ first }: { readonly first: string }) {
  const { t } = useTranslation();
  return (
    <thead>
      <tr>
        <th scope="col">{first}</th>
        {(['precision', 'recall'] as const).map((what) => (
          <th key={what} scope="col">
            {t(`reportCard.${what}`)} <span className={styles['why']}>{t(`reportCard.${what}Why`)}</span>
          </th>
        ))}
      </tr>
    </thead>
  );
}

function Cells({ quality }: { readonly quality: Quality }) {
  const { t } = useTranslation();
  return (['precision', 'recall'] as const).map((what) => (
    <td key={what}>
      <Rate figure={quality[what]} name={t(`reportCard.${what}`)} />
    </td>
  ));
}
