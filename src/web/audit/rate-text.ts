import type { TFunction } from 'i18next';
import type { ShareFigure } from '../api/rooms.ts';
import { type FigureFormat, intervalOf, percentOf } from '../compare/share-text.ts';

/** "86 % of 120 (79–92 %)"; under 5 texts the count alone. */
export function rateText(figure: ShareFigure, format: FigureFormat, t: TFunction): string {
  if (figure.n === 0) return t('compare.noTexts');
  const of = format.number(figure.n);
  const share = percentOf(figure, format);
  if (share === null) return t('compare.countOf', { k: format.number(figure.k), of });
  return `${t('compare.shareOf', { share, of })} (${intervalOf(figure, format)})`;
}
