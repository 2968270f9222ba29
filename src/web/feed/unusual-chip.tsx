import type { ItemUnusual } from '../api/trust.ts';
import type { Item } from '../api/types.ts';
import { Icon } from '../app/icons.tsx';
import { useFormat } from '../i18n/use-format.ts';
import { useWords } from '../i18n/words.tsx';
import chip from './chips.module.css';
import { reasonCount } from './unusual.ts';

interface UnusualChipProps {
  readonly item: Item;
  readonly onOpen: (item: Item) => void;
}

/** "likely paid: 2 reasons": opens the reasons. Nothing where nothing was found and nobody said anything. */
export function UnusualChip({ item, onOpen }: UnusualChipProps) {
  const { t } = useWords();
  const { unusual } = item;
  if (unusual === null || (unusual.level === 'none' && unusual.verdict === null)) return null;
  const count = reasonCount(item);
  const level = t(`unusual.level.${unusual.level}`);
  const text = unusual.verdict
    ? t(`unusual.verdict.${unusual.verdict.verdict}`)
    : count > 0
      ? t('unusual.chip', { count, level })
      : level;
  return (
    <button
      type="button"
      className={chip['chip']}
      data-unusual={unusual.level}
      title={unusual.verdict ? t('unusual.saidBy', { name: unusual.verdict.by }) : t('unusual.open')}
      onClick={() => onOpen(item)}
    >
      {unusual.verdict && <Icon name="pen" size={12} />}
      {text}
    </button>
  );
}

/** The level with the probability that it stands for. */
export function LevelChip({ unusual: { level, score, verdict } }: { readonly unusual: ItemUnusual }) {
  const { t } = useWords();
  const format = useFormat();
  return (
    <span className={chip['chip']} data-unusual={level}>
      {verdict && <Icon name="pen" size={12} />}
      {score === null || verdict !== null || level === 'none' ? (
        t(`unusual.level.${level}`)
      ) : (
        <span className="num" title={t('unusual.scoreWhy')}>
          {t('unusual.score', { level: t(`unusual.level.${level}`), share: format.share(score) })}
        </span>
      )}
    </span>
  );
}
