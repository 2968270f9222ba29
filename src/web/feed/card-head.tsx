import { useCurrent } from '../app/current.ts';
import { Icon } from '../app/icons.tsx';
import { useFormat } from '../i18n/use-format.ts';
import { useWords } from '../i18n/words.tsx';
import chip from './chips.module.css';
import { toggled } from './filters.ts';
import styles from './item-card.module.css';
import type { CardProps } from './item-card.tsx';
import { Stars } from './stars.tsx';

/** Where, who, how many stars, when; and the way to the source. */
export function CardHead(props: CardProps & { readonly labelId: string }) {
  const { item, now, onFilter, onOpen, labelId } = props;
  const isPublic = item.channel === 'public';
  const { t } = useWords();
  const format = useFormat();
  const { brand } = useCurrent();
  const { pageOf, placeOf, ratesWithStars } = props.sources;
  const time = format.published(item, now, brand.timeZone);
  const address = pageOf(item);
  const { stars } = item;
  return (
    <div className={styles['head']} id={labelId}>
      <Tick {...props} name={placeOf(item)} />
      <button
        type="button"
        className={`plain ${styles['source']}`}
        onClick={() => onFilter((filter) => toggled(filter, 'source', item.scraper))}
      >
        {placeOf(item)}
      </button>
      {!isPublic && (
        <button
          type="button"
          className={chip['chip']}
          onClick={() => onFilter((filter) => toggled(filter, 'channel', item.channel))}
        >
          {t(`channel.${item.channel}`)}
        </button>
      )}
      {item.authorName ? (
        <bdi className={styles['author']}>{item.authorName}</bdi>
      ) : (
        // Answers to a survey have no name as a rule: there nothing is missing.
        isPublic && <span className="dim">{t('card.noAuthor')}</span>
      )}
      {stars !== null ? (
        <button
          type="button"
          className="plain"
          onClick={() => onFilter((filter) => toggled(filter, 'stars', String(Math.max(1, Math.round(stars)))))}
        >
          <Stars value={stars} />
        </button>
      ) : (
        isPublic && ratesWithStars(item.scraper) && <span className="dim">{t('card.noStars')}</span>
      )}
      <button
        type="button"
        className={`plain dim num ${styles['time']}`}
        title={time?.title}
        onClick={() => onOpen(item)}
      >
        {time ? (
          <time dateTime={item.publishedAt ?? item.publishedOn ?? undefined}>{time.text}</time>
        ) : (
          t(isPublic ? 'card.noDate' : 'card.dateUnknown')
        )}
      </button>
      {address && (
        <a
          className={styles['away']}
          href={address}
          target="_blank"
          rel="noopener noreferrer"
          aria-label={t('card.openSource', { source: placeOf(item) })}
          title={t('card.openSource', { source: placeOf(item) })}
        >
          <Icon name="out" size={16} />
        </a>
      )}
    </div>
  );
}

/** Chooses the card for a change of many; with Shift all from the last one chosen. */
function Tick({ item, selected, changes, onSelect, name }: CardProps & { readonly name: string }) {
  const { t } = useWords();
  if (!changes.mayWrite) return null;
  const who = [name, item.authorName].filter((part) => part).join(', ');
  return (
    <input
      type="checkbox"
      className={styles['tick']}
      checked={selected}
      aria-label={t('bulk.select', { name: who })}
      onChange={(event) => {
        const { nativeEvent } = event;
        onSelect(item.key, { range: nativeEvent instanceof MouseEvent && nativeEvent.shiftKey });
      }}
    />
  );
}
