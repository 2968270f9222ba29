import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/use-format.ts';
import { percentOf } from './share-text.ts';
import { type ThemeRow, toldVerdict } from './theme-rows.ts';
import styles from './theme-table.module.css';

/** What can be said of a theme, in words; where it depends on length, the shares by length. */
export function ThemeVerdict({ row }: { readonly row: ThemeRow }) {
  const { t } = useTranslation();
  const { verdict, modelError } = toldVerdict(row);
  return (
    <>
      <span className={styles['told']} data-verdict={verdict}>
        {t(`compare.themes.verdict.${verdict}`)}
      </span>
      {modelError && <span className={styles['small']}>{t(`compare.themes.${modelError}`)}</span>}
      {verdict === 'depends-on-length' && <ByLength row={row} />}
    </>
  );
}

function ByLength({ row }: { readonly row: ThemeRow }) {
  const { t } = useTranslation();
  const format = useFormat();
  const shareOf = (figure: ThemeRow['byLength'][number]['public']) => {
    const share = percentOf(figure, format);
    const of = format.number(figure.n);
    if (figure.n === 0) return t('compare.noTexts');
    return share === null
      ? t('compare.countOf', { k: format.number(figure.k), of })
      : t('compare.shareOf', { share, of });
  };
  return (
    <details className={styles['lengths']}>
      <summary>{t('compare.themes.lengths')}</summary>
      <ul>
        {row.byLength.map((one) => (
          <li key={one.least}>
            {t('compare.themes.ofLength', {
              words:
                one.most === null
                  ? t('compare.themes.wordsMore', { least: one.least })
                  : t('compare.themes.words', { least: one.least, most: one.most }),
              open: shareOf(one.public),
              direct: shareOf(one.direct),
            })}
          </li>
        ))}
      </ul>
    </details>
  );
}
