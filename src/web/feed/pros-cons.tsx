import { useWords } from '../i18n/words.tsx';
import { Marked } from './item-text.tsx';
import styles from './pros-cons.module.css';

interface ProsConsProps {
  readonly pros: string | null;
  readonly cons: string | null;
  readonly pattern: RegExp | null;
  /** In a card: two lines of each. */
  readonly short?: boolean;
}

const SHORT_CHARS = 600;

/** Kept apart where the site keeps them apart. */
export function ProsCons({ pros, cons, pattern, short }: ProsConsProps) {
  const { t } = useWords();
  if (!pros && !cons) return null;
  const cut = (text: string) => (short ? text.slice(0, SHORT_CHARS) : text);
  return (
    <dl className={styles['pair']} data-short={short || undefined}>
      {pros && (
        <div>
          <dt>{t('card.pros')}</dt>
          <dd>
            <Marked text={cut(pros)} pattern={pattern} />
          </dd>
        </div>
      )}
      {cons && (
        <div>
          <dt>{t('card.cons')}</dt>
          <dd>
            <Marked text={cut(cons)} pattern={pattern} />
          </dd>
        </div>
      )}
    </dl>
  );
}
