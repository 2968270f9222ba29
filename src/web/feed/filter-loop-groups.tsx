import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStats } from '../api/queries.ts';
import { useCurrent } from '../app/current.ts';
import { useFormat } from '../i18n/use-format.ts';
import type { ListField } from './filter-fields.ts';
import { Flag, Group, Toggle } from './filter-toggle.tsx';
import { toggled } from './filters.ts';
import { LEVELS } from './unusual.ts';
import type { Feed } from './use-feed.ts';

const BY_CHANNEL = ['channel'];
const BY_TOUCHPOINT = ['touchpoint'];
const CHOICES = ['undecided', 'yes', 'no'] as const;

interface GroupsProps {
  readonly feed: Feed;
}

/** A button for one value of a list; with how many there are, where that is known. */
export function useListToggle({ filter, setFilter }: Feed) {
  const format = useFormat();
  return (field: ListField, value: string, { label, n }: { label: ReactNode; n?: number }) => (
    <Toggle
      key={value}
      pressed={filter.lists[field]?.includes(value) ?? false}
      onClick={() => setFilter(toggled(filter, field, value))}
    >
      {label}
      {n !== undefined && <span className="num">{format.number(n)}</span>}
    </Toggle>
  );
}

/** What people decided. */
export function DecisionGroups({ feed }: GroupsProps) {
  const { t } = useTranslation();
  const list = useListToggle(feed);
  return (
    <>
      {(['answer', 'work'] as const).map((field) => (
        <Group key={field} name={t(`decide.${field}.name`)}>
          {CHOICES.map((choice) => list(field, choice, { label: t(`decide.short.${field}.${choice}`) }))}
        </Group>
      ))}
      <Group name={t('decide.mark')}>
        <Flag feed={feed} field="done" value>
          {t('decide.done')}
        </Flag>
        <Flag feed={feed} field="done" value={false}>
          {t('filter.notDone')}
        </Flag>
      </Group>
    </>
  );
}

/** Whether it looks paid for. */
export function UnusualGroup({ feed }: GroupsProps) {
  const { t } = useTranslation();
  const list = useListToggle(feed);
  return (
    <Group name={t('unusual.question')}>
      {[...LEVELS, 'none' as const].map((level) => list('unusual', level, { label: t(`unusual.level.${level}`) }))}
    </Group>
  );
}

/** Where it was heard; each only where there is a choice. */
export function ChannelGroups({ feed }: GroupsProps) {
  const { t } = useTranslation();
  const { brand } = useCurrent();
  const list = useListToggle(feed);
  const ofBrand = new URLSearchParams({ brand: brand.id }).toString();
  const channels = useStats(ofBrand, BY_CHANNEL).data?.data ?? [];
  const touchpoints = useStats(ofBrand, BY_TOUCHPOINT).data?.data.filter((group) => group.key['touchpoint']) ?? [];
  return (
    <>
      {channels.length > 1 && (
        <Group name={t('filter.channel')}>
          {channels.map(({ key, n }) => {
            const channel = key['channel'] ?? '';
            return list('channel', channel, { label: t(`channel.${channel as 'public'}`), n });
          })}
        </Group>
      )}
      {touchpoints.length > 0 && (
        <Group name={t('filter.touchpoint')}>
          {touchpoints.map(({ key, n }) => {
            const touchpoint = key['touchpoint'] ?? '';
            return list('touchpoint', touchpoint, { label: <bdi>{touchpoint}</bdi>, n });
          })}
        </Group>
      )}
    </>
  );
}
