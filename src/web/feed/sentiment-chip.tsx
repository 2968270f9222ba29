import { Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Item } from '../api/types.ts';
import { useCurrent } from '../app/current.ts';
import { Icon } from '../app/icons.tsx';
import { useFormat } from '../i18n/use-format.ts';
import chip from './chips.module.css';
import { LABELS, type Shown, SIGNS, shownSentiment } from './sentiment.ts';
import type { Changes } from './use-change.ts';

/** Sentiment in colour, sign and word. A click opens the other words: two clicks correct it. */
export function SentimentChip({ item, changes }: { readonly item: Item; readonly changes: Changes }) {
  const { t } = useTranslation();
  const shown = shownSentiment(item);
  const title = useChipTitle(item, shown);
  const face = (
    <>
      <span aria-hidden="true">{SIGNS[shown.shade]}</span> {t(`sentiment.${shown.shade}`)}
      {shown.corrected && <Icon name="pen" size={13} />}
    </>
  );
  if (!changes.mayWrite) {
    return (
      <span className={chip['chip']} data-shade={shown.shade} title={title}>
        {face}
      </span>
    );
  }
  return (
    <Menu position="bottom-start" width={200} keepMounted={false}>
      <Menu.Target>
        <button type="button" className={chip['chip']} data-shade={shown.shade} title={title}>
          {face}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('card.correct')}</Menu.Label>
        {LABELS.map((label) => (
          <Menu.Item
            key={label}
            leftSection={
              <span className={chip['sign']} data-shade={label} aria-hidden="true">
                {SIGNS[label]}
              </span>
            }
            rightSection={shown.shade === label ? '✓' : null}
            onClick={() => changes.setSentiment(item, label)}
          >
            {t(`sentiment.${label}`)}
          </Menu.Item>
        ))}
        {shown.corrected && (
          <Menu.Item onClick={() => changes.setSentiment(item, null)}>{t('card.takeBack')}</Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

function useChipTitle(item: Item, shown: Shown): string {
  const { t } = useTranslation();
  const format = useFormat();
  const { brand } = useCurrent();
  if (shown.corrected && item.correction) {
    return t('card.correctedBy', {
      name: item.correction.by,
      time: format.instant(item.correction.at, brand.timeZone),
    });
  }
  if (shown.guess) return t('card.unsureGuess', { label: t(`sentiment.${shown.guess}`) });
  if (shown.shade === 'waiting') return item.partial ? t('card.partial') : t('card.waiting');
  if (shown.shade === 'wordless') return t('card.wordless');
  return t('card.byModel', { share: format.share(item.understanding?.sentiment?.confidence ?? 0) });
}
