import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TrustView } from '../api/trust.ts';
import { ChartTable } from '../compare/chart-table.tsx';
import { useSourceNames } from '../feed/use-source-names.ts';
import { useFormat } from '../i18n/use-format.ts';
import { LaneDrawing } from './lane-drawing.tsx';
import { burstOn, type Lane, lanesOf } from './timeline.ts';
import styles from './timelines.module.css';

/** Shown at least, where there are no bursts. */
const FIRST = 2;

/** Reviews of each source and side by day, what is usual there, bursts, and the brand's own campaigns. */
export function Timelines({ view }: { readonly view: TrustView }) {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const lanes = lanesOf(view);
  if (lanes.length === 0) return null;
  const first = Math.max(FIRST, lanes.filter(({ bursts }) => bursts.length > 0).length);
  const shown = all ? lanes : lanes.slice(0, first);
  return (
    <section aria-labelledby="trust-days">
      <h2 id="trust-days">{t('trust.days.title')}</h2>
      <p className={styles['legend']}>
        <span data-mark="bar">{t('trust.days.bar')}</span>
        <span data-mark="burst">{t('trust.days.burst')}</span>
        <span data-mark="usual">{t('trust.days.usual')}</span>
        {view.campaigns.length > 0 && <span data-mark="campaign">{t('trust.days.campaign')}</span>}
      </p>
      <div className={styles['lanes']}>
        {shown.map((lane) => (
          <LaneFigure key={`${lane.source} ${lane.side}`} lane={lane} view={view} />
        ))}
      </div>
      {shown.length < lanes.length && (
        <Button size="xs" variant="default" mt={8} onClick={() => setAll(true)}>
          {t('trust.days.more', { count: lanes.length - shown.length })}
        </Button>
      )}
    </section>
  );
}

function LaneFigure({ lane, view }: { readonly lane: Lane; readonly view: TrustView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { nameOf } = useSourceNames();
  const name = `${nameOf(lane.source)}, ${t(`trust.side.${lane.side}`)}`;
  const told = lane.days.filter(({ day, n }) => n > 0 || burstOn(lane, day));
  return (
    <figure className={styles['lane']}>
      <figcaption>
        <strong>{name}</strong>{' '}
        <span className="dim num">
          {t('trust.days.count', { count: lane.n, n: format.number(lane.n), top: format.number(Math.ceil(lane.top)) })}
        </span>
      </figcaption>
      <LaneDrawing lane={lane} />
      <div className={`dim num ${styles['ends']}`}>
        <span>{format.shortDay(view.from, view.to)}</span>
        <span>{format.shortDay(view.to, view.to)}</span>
      </div>
      <ChartTable
        title={name}
        head={[t('volume.day'), t('trust.days.reviews'), t('trust.days.usual'), t('trust.days.burst')]}
        rows={told.map(({ day, n, usual }) => ({
          name: format.day(day),
          cells: [format.number(n), format.number(usual, 1), t(burstOn(lane, day) ? 'common.yes' : 'common.no')],
        }))}
      />
    </figure>
  );
}
