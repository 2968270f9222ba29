import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useTargets } from '../api/queries.ts';
import type { Label } from '../api/types.ts';
import { type Format, useFormat } from '../i18n/use-format.ts';
import {
  type FeedFilter,
  FLAG_FIELDS,
  type FlagField,
  LIST_FIELDS,
  type ListField,
  toggled,
  withDays,
  withFlag,
} from './filters.ts';
import { useSourceNames } from './use-source-names.ts';

/** One condition of a filter in words, and the filter without it. */
export interface FilterPart {
  readonly id: string;
  readonly label: string;
  readonly without: FeedFilter;
}

export function useFilterParts(filter: FeedFilter): readonly FilterPart[] {
  const { t } = useTranslation();
  const format = useFormat();
  const { nameOf } = useSourceNames();
  const { data: targets } = useTargets();
  return useMemo(() => {
    const titleOf = (id: string) => targets?.find((target) => target.id === id)?.title ?? id;
    return partsOf(filter, { t, format, nameOf, titleOf });
  }, [filter, t, format, nameOf, targets]);
}

interface Words {
  readonly t: TFunction;
  readonly format: Format;
  readonly nameOf: (scraper: string) => string;
  readonly titleOf: (target: string) => string;
}

function partsOf(filter: FeedFilter, words: Words): readonly FilterPart[] {
  const { t, format } = words;
  const parts: FilterPart[] = [];
  const add = (id: string, label: string, without: FeedFilter) => parts.push({ id, label, without });
  if (filter.q.trim() !== '') add('q', t('filter.words', { words: filter.q.trim() }), { ...filter, q: '' });
  for (const field of LIST_FIELDS) {
    for (const value of filter.lists[field] ?? []) {
      add(`${field} ${value}`, listLabel(field, value, words), toggled(filter, field, value));
    }
  }
  for (const field of FLAG_FIELDS) {
    const value = filter.flags[field];
    if (value !== undefined) add(field, flagLabel(field, value, t), withFlag(filter, field, undefined));
  }
  if (filter.period) add('period', t(`period.${filter.period}`), { ...filter, period: null });
  if (filter.from !== null && filter.from === filter.to) {
    add('day', format.day(filter.from), withDays(filter, null, null));
  } else {
    if (filter.from)
      add('from', t('filter.fromDay', { day: format.day(filter.from) }), withDays(filter, null, filter.to));
    if (filter.to) add('to', t('filter.toDay', { day: format.day(filter.to) }), withDays(filter, filter.from, null));
  }
  if (filter.allCopies) add('copies', t('filter.allCopies'), { ...filter, allCopies: false });
  return parts;
}

function listLabel(field: ListField, value: string, { t, format, nameOf, titleOf }: Words): string {
  switch (field) {
    case 'sentiment':
      return t(`sentiment.${value as Label}`);
    case 'source':
      return nameOf(value);
    case 'stars':
      return `${value} ★`;
    case 'language':
      return value === 'und' ? t('filter.noLanguage') : format.languageName(value);
    case 'tag':
      return `#${value}`;
    case 'target':
      return titleOf(value);
    case 'channel':
      return t(`channel.${value as 'public'}`);
    case 'product':
      return value;
  }
}

function flagLabel(field: FlagField, value: boolean, t: TFunction): string {
  switch (field) {
    case 'unsure':
      return value ? t('sentiment.unsure') : t('filter.sure');
    case 'pending':
      return value ? t('sentiment.waiting') : t('filter.understood');
    case 'has_text':
      return value ? t('filter.withText') : t('filter.starsOnly');
    case 'has_stars':
      return value ? t('filter.withStars') : t('filter.noStars');
    case 'edited':
      return value ? t('card.edited') : t('filter.notEdited');
    case 'vanished':
      return value ? t('card.vanished') : t('filter.notVanished');
    case 'undated':
      return value ? t('card.noDate') : t('filter.dated');
  }
}
