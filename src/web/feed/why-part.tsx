import type { Item } from '../api/types.ts';
import { useFormat } from '../i18n/use-format.ts';
import { useWords } from '../i18n/words.tsx';
import styles from './drawer-parts.module.css';
import { againstStars } from './themes.ts';
import { reasonText, whySides } from './why-words.ts';

/** In one line the words that moved the judgement, to which side; and stars that say the opposite. */
export function WhyPart({ item }: { readonly item: Item }) {
  const { t } = useWords();
  const format = useFormat();
  const { good, bad } = whySides(item);
  const quoted = (words: readonly string[]) => words.map((one) => reasonText(one, t)).join(', ');
  const sides = [
    ...(good.length > 0 ? [t('drawer.whyGood', { words: quoted(good) })] : []),
    ...(bad.length > 0 ? [t('drawer.whyBad', { words: quoted(bad) })] : []),
  ];
  const against = againstStars(item);
  return (
    <>
      {sides.length > 0 && (
        <p className={`dim ${styles['note']}`}>{t('drawer.whyLine', { sides: sides.join('; ') })}</p>
      )}
      {against && item.stars !== null && (
        <p className={styles['note']}>
          {t('drawer.starsDisagree', {
            count: item.stars,
            n: format.number(item.stars, Number.isInteger(item.stars) ? 0 : 1),
            label: t(`sentiment.${against}`),
          })}
        </p>
      )}
    </>
  );
}
