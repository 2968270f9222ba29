import { useFormat } from '../i18n/use-format.ts';
import { useWords } from '../i18n/words.tsx';
import chip from './chips.module.css';
import { toggled } from './filters.ts';
import type { CardProps } from './item-card.tsx';
import { METRIC_NAMES, scoreShade } from './metric.ts';

/** "NPS 3": the score on its own scale, coloured by the way it points; the question in the title. */
export function MetricChip({ item, onFilter }: Pick<CardProps, 'item' | 'onFilter'>) {
  const { t } = useWords();
  const format = useFormat();
  const { metric } = item;
  if (metric === null) return null;
  const digits = (value: number) => format.number(value, Number.isInteger(value) ? 0 : 1);
  const name = METRIC_NAMES[metric.kind];
  const scale = t('metric.title', {
    name,
    value: digits(metric.value),
    min: digits(metric.min),
    max: digits(metric.max),
  });
  const parts = [metric.question, scale, metric.direction === 'down' ? t('metric.down') : null];
  return (
    <button
      type="button"
      className={`num ${chip['chip']}`}
      data-shade={scoreShade(metric)}
      title={parts.filter((part) => part !== null).join(' · ')}
      onClick={() => onFilter((filter) => toggled(filter, 'metric', metric.kind))}
    >
      {name} {digits(metric.value)}
    </button>
  );
}
