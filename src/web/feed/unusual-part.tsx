import { useTranslation } from 'react-i18next';
import { useReviewUnusual } from '../api/trust.ts';
import type { Item } from '../api/types.ts';
import { useCurrent } from '../app/current.ts';
import { useFailureText } from '../app/failure.tsx';
import { dayIn } from '../i18n/format.ts';
import { useFormat } from '../i18n/use-format.ts';
import styles from './drawer-parts.module.css';
import { isWeighed } from './unusual.ts';
import { LevelChip } from './unusual-chip.tsx';
import type { Changes } from './use-change.ts';
import { VerdictButtons } from './verdict-buttons.tsx';

/** Whether the review looks paid for, why, since when, and what people say of it. */
export function UnusualPart({ item, changes }: { readonly item: Item; readonly changes: Changes }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { brand } = useCurrent();
  const failureText = useFailureText();
  const told = useReviewUnusual(item.key, format.language, item.unusual !== null);
  if (!isWeighed(item)) return null;
  const { data } = told;
  const ofThis = data?.key === item.key ? data : undefined;
  return (
    <section className={styles['part']}>
      <h3>{t('unusual.question')}</h3>
      {item.unusual === null && <p className={`dim ${styles['note']}`}>{t('unusual.notWeighed')}</p>}
      {item.unusual && item.unusual.level !== 'none' && <LevelChip unusual={item.unusual} />}
      {told.error && <p className={`dim ${styles['note']}`}>{failureText(told.error)}</p>}
      <ul className={styles['sentences']}>
        {ofThis?.sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <VerdictButtons item={item} changes={changes} />
      {ofThis && ofThis.changes.length > 0 && (
        <ul className={`dim ${styles['sentences']}`}>
          {ofThis.changes.slice(0, 5).map(({ at, from, to }) => (
            <li key={at + to}>
              {t('unusual.changed', {
                day: format.day(dayIn(brand.timeZone, new Date(at))),
                from: t(`unusual.level.${from}`),
                to: t(`unusual.level.${to}`),
              })}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
