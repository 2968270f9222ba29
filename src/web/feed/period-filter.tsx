import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { PERIODS, type Period } from './filter-fields.ts';
import { Flag, Group, Toggle } from './filter-toggle.tsx';
import { type FeedFilter, withDays } from './filters.ts';
import type { Feed } from './use-feed.ts';

/** Moving windows that end today, or days from and to. */
export function PeriodFilter({ feed }: { readonly feed: Feed }) {
  const { t } = useTranslation();
  const { filter, setFilter } = feed;
  const choose = (period: Period): FeedFilter => ({
    ...withDays(filter, null, null),
    period: filter.period === period ? null : period,
  });
  return (
    <Group name={t('filter.period')}>
      {(Object.keys(PERIODS) as Period[]).map((period) => (
        <Toggle key={period} pressed={filter.period === period} onClick={() => setFilter(choose(period))}>
          {t(`period.${period}`)}
        </Toggle>
      ))}
      <TextInput
        type="date"
        size="xs"
        aria-label={t('filter.from')}
        title={t('filter.from')}
        value={filter.from ?? ''}
        max={feed.today}
        onChange={(event) => setFilter(withDays(filter, event.currentTarget.value || null, filter.to))}
      />
      <span aria-hidden="true">–</span>
      <TextInput
        type="date"
        size="xs"
        aria-label={t('filter.to')}
        title={t('filter.to')}
        value={filter.to ?? ''}
        max={feed.today}
        onChange={(event) => setFilter(withDays(filter, filter.from, event.currentTarget.value || null))}
      />
      <Flag feed={feed} field="undated" value>
        {t('card.noDate')}
      </Flag>
    </Group>
  );
}
