import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/use-format.ts';
import { withFlag } from './filters.ts';
import styles from './status-switch.module.css';
import type { Feed } from './use-feed.ts';

const CHOICES = [
  { open: true, label: 'status.open' },
  { open: false, label: 'status.decided' },
  { open: undefined, label: 'status.all' },
] as const;

interface SwitchProps {
  readonly feed: Feed;
  /** Texts in the open list that have been decided since it was read. */
  readonly decided: number;
  readonly onHide: () => void;
}

/** To decide, decided or all; and the broom for what was decided meanwhile and still stands in its place. */
export function StatusSwitch({ feed, decided, onHide }: SwitchProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { filter, setFilter } = feed;
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: three buttons in a row are no form. */}
      <div className={styles['switch']} role="group" aria-label={t('status.name')}>
        {CHOICES.map(({ open, label }) => (
          <button
            key={label}
            type="button"
            aria-pressed={filter.flags.open === open}
            onClick={() => setFilter(withFlag(filter, 'open', open))}
          >
            {t(label)}
          </button>
        ))}
      </div>
      {decided > 0 && (
        <button type="button" className={styles['hide']} onClick={onHide}>
          {t('status.hide', { count: decided, n: format.number(decided) })}
        </button>
      )}
    </>
  );
}
