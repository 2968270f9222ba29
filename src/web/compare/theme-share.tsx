import { useTranslation } from 'react-i18next';
import type { Side } from '../api/rooms.ts';
import figures from '../app/figure-table.module.css';
import { WithoutFigure } from '../feed/without-figure.tsx';
import { useFormat } from '../i18n/use-format.ts';
import { ShareFigure } from './share-figure.tsx';
import { percentOf } from './share-text.ts';
import { type ThemeRow, worthOf } from './theme-rows.ts';
import styles from './theme-table.module.css';
import { Whisker } from './whisker.tsx';

interface ThemeShareProps {
  readonly row: ThemeRow;
  readonly side: Side;
  /** Upper end of the scale. */
  readonly end: number;
}

/** How many texts of one side blame the theme: in words that open them, drawn, what they are worth, and after model error. */
export function ThemeShare({ row, side, end }: ThemeShareProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const figure = row[side];
  const shown = percentOf(figure, format) !== null;
  const after = shown ? row.corrected?.[side] : undefined;
  const worth = shown ? worthOf(figure) : null;
  return (
    <>
      <span className={`${figures['name']} ${styles['name']}`}>{t(`compare.side.${side}`)} </span>
      <ShareFigure figure={figure} texts={row.texts[side]} narrow={{}} />
      {shown && <Whisker min={0} max={end} value={figure.value} low={figure.low} high={figure.high} tone="negative" />}
      {shown && side === 'public' && (
        <WithoutFigure
          figure={row.withoutUnusual}
          value={row.withoutUnusual.without}
          say={format.share}
          than={figure.value}
        />
      )}
      {worth !== null && (
        <span className={styles['small']} title={t('compare.worthWhy')}>
          {t('compare.worth', { count: worth, n: format.number(worth) })}
        </span>
      )}
      {after && (
        <span className={styles['small']}>
          {t('compare.themes.afterShare', {
            share: format.share(after.value),
            low: format.number(Math.round(after.low * 100)),
            high: format.share(after.high),
          })}
        </span>
      )}
    </>
  );
}
