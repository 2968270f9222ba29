import { useTranslation } from 'react-i18next';
import type { ShareFigure as Figure, FigureTexts } from '../api/rooms.ts';
import { Link } from '../app/link.tsx';
import { useFormat } from '../i18n/use-format.ts';
import styles from './share-figure.module.css';
import { intervalOf, percentOf } from './share-text.ts';
import { type Extra, textsAddress } from './texts-address.ts';

interface ShareFigureProps {
  readonly figure: Figure;
  readonly texts: FigureTexts;
  /** What of these texts is counted, where they are not just those. */
  readonly narrow?: Extra;
}

const NEGATIVE: Extra = { sentiment: 'negative' };

/** "30 % of 80 (21–41 %)", which opens the texts counted, the negative ones if nothing else is said. Under 5 texts the count, under 30 in grey. */
export function ShareFigure({ figure, texts, narrow = NEGATIVE }: ShareFigureProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const percent = percentOf(figure, format);
  const interval = intervalOf(figure, format);
  if (figure.n === 0) return <span className="dim">{t('compare.noTexts')}</span>;
  const of = format.number(figure.n);
  const words =
    percent === null
      ? t('compare.countOf', { k: format.number(figure.k), of })
      : t('compare.shareOf', { share: percent, of });
  return (
    <span className={`num ${styles['share']}`} data-display={figure.display}>
      {figure.k > 0 ? <Link href={textsAddress(texts, narrow)}>{words}</Link> : words}
      {interval && <span className={styles['interval']}>{interval}</span>}
    </span>
  );
}
