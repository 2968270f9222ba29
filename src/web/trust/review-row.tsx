import { useTranslation } from 'react-i18next';
import { useReviewUnusual } from '../api/trust.ts';
import type { Item } from '../api/types.ts';
import { useNow } from '../app/clock.ts';
import { useCurrent } from '../app/current.ts';
import { useFailureText } from '../app/failure.tsx';
import { Link } from '../app/link.tsx';
import { Stars } from '../feed/stars.tsx';
import { LevelChip } from '../feed/unusual-chip.tsx';
import type { Changes } from '../feed/use-change.ts';
import { useSourceNames } from '../feed/use-source-names.ts';
import { VerdictButtons } from '../feed/verdict-buttons.tsx';
import { useFormat } from '../i18n/use-format.ts';
import { excerptOf, openAddress } from './excerpt.ts';
import styles from './review-row.module.css';

interface ReviewRowProps {
  readonly item: Item;
  readonly changes: Changes;
  /** For a pack of evidence. */
  readonly chosen: boolean;
  /** The pack takes no more. */
  readonly full: boolean;
  readonly onChoose: () => void;
}

/** One review, its reasons as sentences, and the reader's word on it. */
export function ReviewRow({ item, changes, chosen, full, onChoose }: ReviewRowProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const { brand } = useCurrent();
  const failureText = useFailureText();
  const { placeOf } = useSourceNames();
  const { data, error } = useReviewUnusual(item.key, format.language, item.unusual !== null);
  const sentences = data?.key === item.key ? data.sentences : [];
  const day = item.publishedOn ? format.day(item.publishedOn) : format.published(item, now, brand.timeZone)?.title;
  const name = [placeOf(item), item.authorName, day].filter((part) => part).join(', ');
  return (
    <article className={styles['row']} data-review={item.key} tabIndex={-1} aria-label={name}>
      <p className={styles['head']}>
        <input
          type="checkbox"
          checked={chosen}
          disabled={full && !chosen}
          aria-label={t('trust.pack.choose', { name })}
          onChange={onChoose}
        />
        <strong>{placeOf(item)}</strong>
        {item.authorName && <bdi>{item.authorName}</bdi>}
        {item.stars !== null && <Stars value={item.stars} />}
        {day && <span className="dim num">{day}</span>}
        {item.copies > 0 && <span className="dim">{t('card.copies', { count: item.copies })}</span>}
        {item.unusual && <LevelChip unusual={item.unusual} />}
        <Link className={styles['open']} href={openAddress(brand.id, item.key)}>
          {t('trust.open')}
        </Link>
      </p>
      <p className={styles['text']} dir="auto">
        {excerptOf(item)}
      </p>
      {error && <p className="dim">{failureText(error)}</p>}
      <ul className={styles['sentences']}>
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <VerdictButtons item={item} changes={changes} />
    </article>
  );
}
