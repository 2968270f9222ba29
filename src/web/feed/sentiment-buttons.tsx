import { useTranslation } from 'react-i18next';
import type { Item } from '../api/types.ts';
import { useCurrent } from '../app/current.ts';
import { useFormat } from '../i18n/use-format.ts';
import chip from './chips.module.css';
import styles from './drawer-parts.module.css';
import { LABELS, SIGNS, shownSentiment } from './sentiment.ts';
import type { Changes } from './use-change.ts';
import { WhyPart } from './why-part.tsx';

/** What the model thinks, what a person says; a person's word wins. */
export function SentimentButtons({ item, changes }: { readonly item: Item; readonly changes: Changes }) {
  const { t } = useTranslation();
  const shown = shownSentiment(item);
  return (
    <section className={styles['part']}>
      <h3>{t('drawer.sentiment')}</h3>
      <div className={chip['row']}>
        {LABELS.map((label) => (
          <button
            key={label}
            type="button"
            className={chip['chip']}
            data-shade={label}
            aria-pressed={shown.shade === label}
            disabled={!changes.mayWrite}
            onClick={() => changes.setSentiment(item, label)}
          >
            <span aria-hidden="true">{SIGNS[label]}</span> {t(`sentiment.${label}`)}
          </button>
        ))}
        {shown.corrected && changes.mayWrite && (
          <button type="button" className={styles['link']} onClick={() => changes.setSentiment(item, null)}>
            {t('card.takeBack')}
          </button>
        )}
      </div>
      <ModelSays item={item} />
      <WhyPart item={item} />
    </section>
  );
}

function ModelSays({ item }: { readonly item: Item }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { brand } = useCurrent();
  const model = item.understanding?.sentiment;
  return (
    <p className={`dim ${styles['note']}`}>
      {item.correction?.sentiment &&
        `${t('card.correctedBy', { name: item.correction.by, time: format.instant(item.correction.at, brand.timeZone) })}. `}
      {item.understanding === null && (item.partial ? t('card.partial') : t('card.waiting'))}
      {item.understanding !== null && model === null && t('card.wordless')}
      {model &&
        t(model.unsure ? 'drawer.modelUnsure' : 'drawer.modelSays', {
          label: t(`sentiment.${model.label}`),
          share: format.share(model.confidence),
        })}
    </p>
  );
}
