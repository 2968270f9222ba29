import { Kbd } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Item } from '../api/types.ts';
import { useCurrent } from '../app/current.ts';
import { Link } from '../app/link.tsx';
import { addressOf } from '../app/router.ts';
import { useFormat } from '../i18n/use-format.ts';
import chip from './chips.module.css';
import styles from './drawer-parts.module.css';
import { VERDICT_KEYS, verdictOf } from './unusual.ts';
import type { Changes } from './use-change.ts';

interface VerdictButtonsProps {
  readonly item: Item;
  readonly changes: Changes;
}

/** A person's word on a review: it wins over the detector, and can be taken back. */
export function VerdictButtons({ item, changes }: VerdictButtonsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { brand } = useCurrent();
  const said = verdictOf(item);
  const verdict = item.unusual?.verdict;
  return (
    <>
      <fieldset className={`${chip['row']} ${styles['verdicts']}`} aria-label={t('unusual.question')}>
        {Object.entries(VERDICT_KEYS).map(([key, one]) => (
          <button
            key={one}
            type="button"
            className={chip['chip']}
            aria-pressed={said === one}
            aria-keyshortcuts={key}
            disabled={!changes.mayWrite}
            onClick={() => changes.judge(item, said === one ? null : one)}
          >
            {t(`unusual.verdict.${one}`)}
            <Kbd size="xs" aria-hidden="true">
              {key}
            </Kbd>
          </button>
        ))}
        {said !== null && changes.mayWrite && (
          <button type="button" className={styles['link']} onClick={() => changes.judge(item, null)}>
            {t('card.takeBack')}
          </button>
        )}
      </fieldset>
      {verdict && (
        <p className={`dim ${styles['note']}`}>
          {t(verdict.of === null ? 'unusual.by' : 'unusual.ofCopy', {
            name: verdict.by,
            time: format.instant(verdict.at, brand.timeZone),
          })}{' '}
          {verdict.of !== null && (
            <Link href={addressOf('/', new URLSearchParams({ brand: brand.id, open: 'any', item: verdict.of }))}>
              {t('unusual.openCopy')}
            </Link>
          )}
        </p>
      )}
    </>
  );
}
