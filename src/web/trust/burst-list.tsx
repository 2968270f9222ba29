import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCount } from '../api/loop.ts';
import type { TrustBurst, TrustView } from '../api/trust.ts';
import { Link } from '../app/link.tsx';
import { textsAddress, textsQuery } from '../compare/texts-address.ts';
import chip from '../feed/chips.module.css';
import { LEVELS } from '../feed/unusual.ts';
import type { Changes } from '../feed/use-change.ts';
import { useSourceNames } from '../feed/use-source-names.ts';
import { useFormat } from '../i18n/use-format.ts';
import { ReviewList } from './review-list.tsx';
import { onceIn } from './timeline.ts';
import styles from './trust-page.module.css';

interface BurstListProps {
  readonly view: TrustView;
  readonly changes: Changes;
}

/** More reviews than usual, each with what it most looks like and its reviews. */
export function BurstList({ view, changes }: BurstListProps) {
  const { t } = useTranslation();
  return (
    <section aria-labelledby="trust-bursts">
      <h2 id="trust-bursts">{t('trust.bursts')}</h2>
      {view.bursts.length === 0 && <p>{t('trust.noBursts')}</p>}
      <ul className={styles['list']}>
        {view.bursts.map((burst) => (
          <li key={`${burst.source} ${burst.side} ${burst.from}`}>
            <BurstCard burst={burst} view={view} changes={changes} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** In a burst each copy counts: it is how the burst was made. */
const EACH_COPY = { copies: 'all' } as const;

/** Nothing to fear: an honest cause was found. */
const HONEST: readonly TrustBurst['kind'][] = ['launch', 'mailing', 'incident', 'campaign'];

function BurstCard({ burst, view, changes }: BurstListProps & { readonly burst: TrustBurst }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { nameOf } = useSourceNames();
  const [opened, setOpened] = useState(false);
  const { kind, n, expected, surprise, afterComplaints, texts } = burst;
  const query = textsQuery(texts, EACH_COPY);
  const all = useCount(query);
  const flagged = useCount(`${query}&${LEVELS.map((level) => `unusual=${level}`).join('&')}`);
  const source = burst.source === '*' ? t('trust.allSources') : nameOf(burst.source);
  const campaign = view.campaigns.find(({ id }) => id === burst.campaign)?.name ?? '';
  const times = format.number(onceIn(surprise));
  return (
    <article className={styles['card']} aria-label={`${source}, ${format.day(burst.from)}`}>
      <h3 className={`num ${styles['cardHead']}`}>
        <bdi>{source}</bdi>, {format.shortDay(burst.from, view.to)} – {format.shortDay(burst.to, view.to)}
        <span className={chip['chip']} data-unusual={HONEST.includes(kind) ? 'none' : 'likely-paid'}>
          {t(`trust.kind.${kind}`)}
        </span>
      </h3>
      <p className="num">
        {t('trust.burstCount', {
          count: n,
          n: format.number(n),
          side: t(`trust.side.${burst.side}`),
          usual: format.number(expected, 1),
        })}{' '}
        {t('trust.chance', { n: times })} {t(`trust.kindWhy.${kind}`, { name: campaign })}{' '}
        {afterComplaints && t('trust.afterComplaints', { day: format.day(afterComplaints) })}{' '}
        {flagged.data !== undefined &&
          all.data !== undefined &&
          t('trust.flagged', { count: flagged.data, n: format.number(flagged.data), of: format.number(all.data) })}
      </p>
      <p className={styles['actions']}>
        <Button size="xs" variant="default" aria-expanded={opened} onClick={() => setOpened(!opened)}>
          {t(opened ? 'trust.hideReviews' : 'trust.showReviews')}
        </Button>
        <Link href={textsAddress(texts, EACH_COPY)}>{t('trust.inFeed')}</Link>
      </p>
      {opened && (
        <ReviewList
          query={query}
          changes={changes}
          window={{ brand: view.brand, from: burst.from, to: burst.to }}
          levels={null}
        />
      )}
    </article>
  );
}
