import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStats, useTags } from '../api/queries.ts';
import { useCurrent } from '../app/current.ts';
import { useFormat } from '../i18n/use-format.ts';
import type { ListField } from './filter-fields.ts';
import { ChannelGroups, DecisionGroups, UnusualGroup } from './filter-loop-groups.tsx';
import styles from './filter-panel.module.css';
import { KindGroup, ThemeGroups } from './filter-theme-groups.tsx';
import { Flag, Group, Toggle } from './filter-toggle.tsx';
import { cleared, isNarrowed, toggled } from './filters.ts';
import { PeriodFilter } from './period-filter.tsx';
import { LABELS, SIGNS } from './sentiment.ts';
import type { Feed } from './use-feed.ts';
import { useSourceNames } from './use-source-names.ts';

const BY_SOURCE = ['source'];
const BY_LANGUAGE = ['language'];
const STARS = ['1', '2', '3', '4', '5'];
const MOST_TAGS = 20;

interface FilterPanelProps {
  readonly feed: Feed;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** All main filters as buttons; the list beside it answers at once. */
export function FilterPanel({ feed, opened, onClose }: FilterPanelProps) {
  const { t } = useTranslation();
  if (!opened) return null;
  return (
    <section className={styles['panel']} aria-label={t('filter.title')}>
      <Groups feed={feed} />
      <div className={styles['foot']}>
        <Button size="xs" onClick={onClose}>
          {t('filter.done')}
        </Button>
        <Button
          size="xs"
          variant="default"
          disabled={!isNarrowed(feed.filter)}
          onClick={() => feed.setFilter(cleared(feed.filter))}
        >
          {t('filter.clear')}
        </Button>
      </div>
    </section>
  );
}

function Groups({ feed }: { readonly feed: Feed }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { brand } = useCurrent();
  const { nameOf } = useSourceNames();
  const ofBrand = new URLSearchParams({ brand: brand.id }).toString();
  const sources = useStats(ofBrand, BY_SOURCE);
  const languages = useStats(ofBrand, BY_LANGUAGE);
  const tags = useTags();
  const { filter, setFilter } = feed;
  const list = (field: ListField, value: string, label: ReactNode, n?: number) => (
    <Toggle
      key={value}
      pressed={filter.lists[field]?.includes(value) ?? false}
      onClick={() => setFilter(toggled(filter, field, value))}
    >
      {label}
      {n !== undefined && <span className="num">{format.number(n)}</span>}
    </Toggle>
  );
  return (
    <>
      <Group name={t('filter.sentiment')}>
        {LABELS.map((label) =>
          list(
            'sentiment',
            label,
            <>
              <span aria-hidden="true">{SIGNS[label]}</span> {t(`sentiment.${label}`)}
            </>,
          ),
        )}
        <Flag feed={feed} field="unsure" value>
          <span aria-hidden="true">?</span> {t('sentiment.unsure')}
        </Flag>
        <Flag feed={feed} field="pending" value>
          {t('sentiment.waiting')}
        </Flag>
      </Group>
      <ThemeGroups feed={feed} />
      <KindGroup feed={feed} />
      <DecisionGroups feed={feed} />
      <Group name={t('filter.stars')}>
        {STARS.map((value) => list('stars', value, `${value} ★`))}
        <Flag feed={feed} field="has_stars" value={false}>
          {t('filter.noStars')}
        </Flag>
      </Group>
      <UnusualGroup feed={feed} />
      <ChannelGroups feed={feed} />
      <Group name={t('filter.source')}>
        {sources.data?.data.map((group) => {
          const name = group.key['source'] ?? '';
          return list('source', name, nameOf(name), group.n);
        })}
      </Group>
      <Group name={t('filter.language')}>
        {languages.data?.data.map((group) => {
          const code = group.key['language'] ?? 'und';
          return list('language', code, code === 'und' ? t('filter.noLanguage') : format.languageName(code), group.n);
        })}
      </Group>
      <PeriodFilter feed={feed} />
      <Group name={t('filter.text')}>
        <Flag feed={feed} field="has_text" value>
          {t('filter.withText')}
        </Flag>
        <Flag feed={feed} field="has_text" value={false}>
          {t('filter.starsOnly')}
        </Flag>
        <Flag feed={feed} field="edited" value>
          {t('card.edited')}
        </Flag>
        <Flag feed={feed} field="vanished" value>
          {t('card.vanished')}
        </Flag>
        <Toggle pressed={filter.allCopies} onClick={() => setFilter({ ...filter, allCopies: !filter.allCopies })}>
          {t('filter.allCopies')}
        </Toggle>
      </Group>
      {tags.data && tags.data.length > 0 && (
        <Group name={t('filter.tags')}>
          {tags.data.slice(0, MOST_TAGS).map(({ tag, n }) => list('tag', tag, <bdi>#{tag}</bdi>, n))}
        </Group>
      )}
      <Group name={t('filter.order')}>
        <Toggle pressed={!filter.oldestFirst} onClick={() => setFilter({ ...filter, oldestFirst: false })}>
          {t('filter.newestFirst')}
        </Toggle>
        <Toggle pressed={filter.oldestFirst} onClick={() => setFilter({ ...filter, oldestFirst: true })}>
          {t('filter.oldestFirst')}
        </Toggle>
      </Group>
    </>
  );
}
