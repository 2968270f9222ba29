import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Item } from '../api/types.ts';
import { useFormat } from '../i18n/use-format.ts';
import { METRIC_NAMES } from './metric.ts';

const digits = (value: number) => (Number.isInteger(value) ? 0 : 1);

/** One line of the details; what the site does not give is named as such. */
export function Fact({ name, value }: { readonly name: string; readonly value: ReactNode }) {
  const { t } = useTranslation();
  return (
    <>
      <dt>{name}</dt>
      <dd>{value ?? <span className="dim">{t('card.notGiven')}</span>}</dd>
    </>
  );
}

/** What sites tell of a review. */
export function PublicFacts({ item }: { readonly item: Item }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { rating } = item;
  const verified = item.verified === null ? null : t(item.verified ? 'common.yes' : 'common.no');
  return (
    <>
      <Fact
        name={t('drawer.rating')}
        value={rating && `${format.number(rating.value, digits(rating.value))} / ${format.number(rating.best)}`}
      />
      <Fact name={t('drawer.product')} value={item.productName ?? item.productId} />
      {item.location && <Fact name={t('drawer.location')} value={item.location} />}
      <Fact name={t('drawer.verified')} value={verified} />
    </>
  );
}

/** What a survey answer tells: where it was asked, what was asked, and the score on its own scale. */
export function DirectFacts({ item }: { readonly item: Item }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { metric } = item;
  const number = (value: number) => format.number(value, digits(value));
  const product = item.productName ?? item.productId;
  return (
    <>
      <Fact name={t('drawer.channel')} value={t(`channel.${item.channel}`)} />
      {item.touchpoint && <Fact name={t('drawer.touchpoint')} value={<bdi>{item.touchpoint}</bdi>} />}
      {metric?.question && <Fact name={t('drawer.question')} value={<bdi>{metric.question}</bdi>} />}
      {metric && (
        <Fact
          name={t('drawer.score')}
          value={t('metric.title', {
            name: METRIC_NAMES[metric.kind],
            value: number(metric.value),
            min: number(metric.min),
            max: number(metric.max),
          })}
        />
      )}
      {product && <Fact name={t('drawer.product')} value={product} />}
      {item.location && <Fact name={t('drawer.location')} value={item.location} />}
    </>
  );
}
