import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useTargets } from '../api/queries.ts';
import type { Kind, Label, ThemeSign } from '../api/types.ts';
import { type Format, useFormat } from '../i18n/use-format.ts';
import {
  FLAG_FIELDS,
  type FlagField,
  LIST_FIELDS,
  type ListField,
  VALUE_FIELDS,
  type ValueField,
} from './filter-fields.ts';
import { type FeedFilter, toggled, withDays, withFlag, withoutValue } from './filters.ts';
import { METRIC_NAMES } from './metric.ts';
import { useSourceNames } from './use-source-names.ts';
import { useThemeName } from './use-theme-name.ts';

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
  const themeName = useThemeName();
  return useMemo(() => {
    const titleOf = (id: string) => targets?.find((target) => target.id === id)?.title ?? id;
    return partsOf(filter, { t, format, nameOf, titleOf, themeName });
  }, [filter, t, format, nameOf, targets, themeName]);
}

/** All conditions in words, open or decided included. */
export function useFilterWords(filter: FeedFilter): readonly string[] {
  const { t } = useTranslation();
  const parts = useFilterParts(filter);
  const { open } = filter.flags;
  const status = open === undefined ? [] : [flagLabel('open', open, t)];
  return [...status, ...parts.map((part) => part.label)];
}

interface Words {
  readonly t: TFunction;
  readonly format: Format;
  readonly nameOf: (scraper: string) => string;
  readonly titleOf: (target: string) => string;
  readonly themeName: (theme: string) => string;
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
    // Open, decided or all is chosen beside the chips and stands there.
    if (value !== undefined && field !== 'open')
      add(field, flagLabel(field, value, t), withFlag(filter, field, undefined));
  }
  for (const field of VALUE_FIELDS) {
    const value = filter.values[field];
    if (value !== undefined) add(field, valueLabel(field, value, words), withoutValue(filter, field));
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

function listLabel(field: ListField, value: string, { t, format, nameOf, titleOf, themeName }: Words): string {
  switch (field) {
    case 'sentiment':
      return t(`sentiment.${value as Label}`);
    case 'theme':
      return t('filter.themeIs', { name: themeName(value) });
    case 'theme_sentiment':
      return t(`filter.ofTheme.${value as ThemeSign['sentiment']}`);
    case 'kind':
      return t(`kind.${value as Kind}`);
    case 'source':
      return nameOf(value);
    case 'stars':
      return `${value} ★`;
    case 'language':
      return value === 'und' ? t('filter.noLanguage') : format.languageName(value);
    case 'tag':
      return `#${value}`;
    case 'target':
      return value === '' ? t('filter.sentIn') : titleOf(value);
    case 'channel':
      return t(`channel.${value as 'public'}`);
    case 'touchpoint':
      return value === '' ? t('filter.noTouchpoint') : value;
    case 'metric':
      return METRIC_NAMES[value as 'nps'];
    case 'scale':
      return t('filter.scale', { scale: value.replace(/-(up|down)$/, '').replace('-', '–') });
    case 'answer':
    case 'work':
      return t(`decide.${field}.${value as 'yes'}`);
    case 'decided_by':
      return t('filter.decidedBy', { name: value });
    case 'author':
      return t('filter.oneAuthor');
    case 'unusual':
      return t(`unusual.level.${value as 'none'}`);
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
    case 'judged':
      return value ? t('filter.judged') : t('sentiment.wordless');
    case 'has_reply':
      return value ? t('card.replied') : t('filter.noReply');
    case 'verified':
      return value ? t('drawer.verified') : t('filter.notVerified');
    case 'late':
      return value ? t('filter.late') : t('filter.notLate');
    case 'done':
      return value ? t('decide.done') : t('filter.notDone');
    case 'open':
      return value ? t('status.open') : t('status.decided');
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

function valueLabel(field: ValueField, value: string, { t, format }: Words): string {
  switch (field) {
    case 'stars_lte':
      return `≤ ${value} ★`;
    case 'stars_gte':
      return `≥ ${value} ★`;
    case 'collected_from':
      return t('filter.collectedFrom', { day: format.day(value.slice(0, 10)) });
    case 'decided_from':
      return t('filter.decidedFrom', { day: format.day(value.slice(0, 10)) });
    case 'collected_to':
      return t('filter.collectedTo', { day: format.day(value.slice(0, 10)) });
  }
}
