import { Menu } from '@mantine/core';
import { useRef, useState } from 'react';
import type { Item } from '../api/types.ts';
import { useCurrent } from '../app/current.ts';
import { Icon } from '../app/icons.tsx';
import { useFormat } from '../i18n/use-format.ts';
import { useWords } from '../i18n/words.tsx';
import chip from './chips.module.css';
import { LABELS, type Shown, SIGNS, shownSentiment } from './sentiment.ts';
import type { Changes } from './use-change.ts';

interface ChipProps {
  readonly item: Item;
  readonly changes: Changes;
}

/** Sentiment in colour, sign and word. A click opens the other words: two clicks correct it. */
export function SentimentChip({ item, changes }: ChipProps) {
  const { t } = useWords();
  // The menu is made at the first click: a menu for each card that passes by would make scrolling jerk.
  const [used, setUsed] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const shown = shownSentiment(item);
  const title = useChipTitle(item, shown);
  const face = (
    <>
      <span aria-hidden="true">{SIGNS[shown.shade]}</span> {t(`sentiment.${shown.shade}`)}
      {shown.corrected && <Icon name="pen" size={13} />}
    </>
  );
  const look = { className: chip['chip'], 'data-shade': shown.shade, title };
  if (!changes.mayWrite) return <span {...look}>{face}</span>;
  if (!used) {
    return (
      <button type="button" {...look} aria-haspopup="menu" onClick={() => setUsed(true)}>
        {face}
      </button>
    );
  }
  return (
    <Menu
      position="bottom-start"
      width={200}
      keepMounted={false}
      defaultOpened
      returnFocus={false}
      onClose={() => button.current?.focus({ preventScroll: true })}
    >
      <Menu.Target>
        <button ref={button} type="button" {...look}>
          {face}
        </button>
      </Menu.Target>
      <Choices item={item} shown={shown} changes={changes} />
    </Menu>
  );
}

function Choices({ item, shown, changes }: ChipProps & { readonly shown: Shown }) {
  const { t } = useWords();
  return (
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
      {shown.corrected && <Menu.Item onClick={() => changes.setSentiment(item, null)}>{t('card.takeBack')}</Menu.Item>}
    </Menu.Dropdown>
  );
}

function useChipTitle(item: Item, shown: Shown): string {
  const { t } = useWords();
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
