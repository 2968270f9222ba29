import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRuns } from '../api/queries.ts';
import type { Target } from '../api/types.ts';
import { useNow } from '../app/clock.ts';
import { useCurrent } from '../app/current.ts';
import { Detail } from '../app/detail.tsx';
import { Icon } from '../app/icons.tsx';
import { Link } from '../app/link.tsx';
import { addressOf, useAddress } from '../app/router.ts';
import { safeAddress } from '../feed/safe-address.ts';
import { useSourceNames } from '../feed/use-source-names.ts';
import { useFormat } from '../i18n/use-format.ts';
import { daysIn, isGood, MOOD_SIGNS, moodOf, stateOf, takesPages } from './health.ts';
import { PageDrop } from './page-drop.tsx';
import { RunList } from './run-list.tsx';
import { RunTicks } from './run-ticks.tsx';
import styles from './target-card.module.css';
import { UnparkButton } from './unpark-button.tsx';
import { useTargetActions } from './use-target-actions.ts';

/** One place to read: how it is doing in one sentence, when it was read, what can be done. */
export function TargetCard({ target }: { readonly target: Target }) {
  const { t } = useTranslation();
  const { mayWrite } = useCurrent();
  const { nameOf } = useSourceNames();
  const [runsOpen, setRunsOpen] = useState(false);
  const [dropOpen, setDropOpen] = useState(false);
  const state = stateOf(target);
  const mood = moodOf(state);
  const quietDays = state === 'quiet' ? daysIn(target.healthNote) : null;
  const address = safeAddress(target.url);
  return (
    <section className={styles['card']} data-mood={mood} aria-label={target.title}>
      <div className={styles['head']}>
        <h2 className={styles['title']}>
          <bdi>{target.title}</bdi>
        </h2>
        <span className="dim">{nameOf(target.scraper)}</span>
      </div>
      <p className={styles['health']} data-mood={mood}>
        <span className={styles['sign']} aria-hidden="true">
          {MOOD_SIGNS[mood]}
        </span>{' '}
        {quietDays ? t('health.quietDays', { count: quietDays }) : t(`health.long.${state}`)}
        {mood === 'bad' && <LastGood target={target} />}
      </p>
      {mood === 'bad' && <Detail text={target.healthNote} />}
      <Visits target={target} />
      <div className={styles['actions']}>
        {state === 'parked' && <UnparkButton id={target.id} title={target.title} />}
        {mayWrite && <Actions target={target} />}
        {mayWrite && takesPages(state) && (
          <Button size="xs" variant="light" aria-expanded={dropOpen} onClick={() => setDropOpen(!dropOpen)}>
            {t('sources.byHand')}
          </Button>
        )}
        <Button size="xs" variant="subtle" aria-expanded={runsOpen} onClick={() => setRunsOpen(!runsOpen)}>
          {t('sources.runs')}
        </Button>
        <TextsLink target={target} />
        {address && (
          <a className={styles['away']} href={address} target="_blank" rel="noopener noreferrer">
            {t('sources.openPage')} <Icon name="out" size={14} />
          </a>
        )}
      </div>
      {dropOpen && <PageDrop target={target} />}
      {runsOpen && <RunList target={target} />}
    </section>
  );
}

/** Since when it is not read: what is missing since is not "nobody says anything". */
function LastGood({ target }: { readonly target: Target }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const { brand } = useCurrent();
  const { data } = useRuns(target.id, true);
  if (!data) return null;
  const good = data.find(isGood);
  if (!good) return <> · {t('sources.neverGood')}</>;
  return <> · {t('sources.lastGood', { time: format.ago(good.startedAt, now, brand.timeZone) })}</>;
}

function TextsLink({ target }: { readonly target: Target }) {
  const { t } = useTranslation();
  const { query } = useAddress();
  const params = new URLSearchParams({ target: target.id });
  const brand = query.get('brand');
  if (brand) params.set('brand', brand);
  return (
    <Link className={styles['away']} href={addressOf('/', params)}>
      {t('sources.texts')}
    </Link>
  );
}

function Visits({ target }: { readonly target: Target }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const { brand } = useCurrent();
  const zone = brand.timeZone;
  const bad = moodOf(stateOf(target)) === 'bad';
  return (
    <div className={`dim ${styles['visits']}`}>
      {target.lastRunAt ? (
        <span title={format.instant(target.lastRunAt, zone)}>
          {t(bad ? 'sources.lastVisited' : 'sources.lastRead', { time: format.ago(target.lastRunAt, now, zone) })}
        </span>
      ) : (
        t('sources.neverRead')
      )}
      {target.nextRunAt && !target.paused && (
        <span title={format.instant(target.nextRunAt, zone)}>
          {t('sources.nextRead', { time: format.ago(target.nextRunAt, now, zone) })}
        </span>
      )}
      <RunTicks target={target} />
    </div>
  );
}

function Actions({ target }: { readonly target: Target }) {
  const { t } = useTranslation();
  const { runNow, setPaused, busy } = useTargetActions(target);
  return (
    <>
      <Button
        size="xs"
        variant="default"
        leftSection={<Icon name="play" size={14} />}
        loading={busy === 'run'}
        disabled={target.paused}
        onClick={runNow}
      >
        {t('sources.runNow')}
      </Button>
      <Button
        size="xs"
        variant="default"
        leftSection={<Icon name={target.paused ? 'play' : 'pause'} size={14} />}
        onClick={() => setPaused(!target.paused)}
      >
        {target.paused ? t('sources.resume') : t('sources.pause')}
      </Button>
    </>
  );
}
