import { useTranslation } from 'react-i18next';
import type { ShareFigure } from '../api/rooms.ts';
import { percentOf } from '../compare/share-text.ts';
import { Whisker } from '../compare/whisker.tsx';
import { useFormat } from '../i18n/use-format.ts';
import { rateText } from './rate-text.ts';
import styles from './report-card.module.css';

interface RateProps {
  readonly figure: ShareFigure;
  /** What it is, where no head of a column says it: on a phone. */
  readonly name: string;
}

/** A share of 0 to 100 % with its n and interval, in words and drawn. */
export function Rate({ figure, name }: RateProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <>
      <span className={styles['name']}>{name}: </span>
      <span className={`num ${styles['rate']}`} data-display={figure.display}>
        {rateText(figure, format, t)}
      </span>
      {percentOf(figure, format) !== null && (
        <Whisker min={0} max={1} value={figure.value} low={figure.low} high={figure.high} />
      )}
    </>
  );
}
