import { Button, Skeleton } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { type Comparison, useComparison } from '../api/rooms.ts';
import { useNow } from '../app/clock.ts';
import { useCurrent } from '../app/current.ts';
import { Failure } from '../app/failure.tsx';
import { Link } from '../app/link.tsx';
import { addressOf, useAddress } from '../app/router.ts';
import { useSourceNames } from '../feed/use-source-names.ts';
import { dayIn } from '../i18n/format.ts';
import { useFormat } from '../i18n/use-format.ts';
import styles from './compare-page.module.css';
import { readPeriod } from './compare-period.ts';
import { areCopiesCounted, CopiesSwitch } from './copies-switch.tsx';
import { HowCounted } from './how-counted.tsx';
import { LeftOut } from './left-out.tsx';
import { NegativeShares } from './negative-shares.tsx';
import { PeriodChoice } from './period-choice.tsx';
import { ScoreCard } from './score-card.tsx';
import { SideCard } from './side-card.tsx';
import { SideTable } from './side-table.tsx';
import { ThemeTable } from './theme-table.tsx';
import { findingOf } from './verdict.ts';
import { VerdictText } from './verdict-text.tsx';
import { WithoutLine } from './without-line.tsx';

const VolumeCharts = lazy(async () => ({ default: (await import('./volume-charts.tsx')).VolumeCharts }));

/** What people say in public beside what they say when they are asked. */
export function ComparePage() {
  const { t } = useTranslation();
  const { brand } = useCurrent();
  const { query } = useAddress();
  const today = dayIn(brand.timeZone, useNow());
  const period = readPeriod(query, today);
  const copies = areCopiesCounted(query);
  const { data, error, isPlaceholderData, refetch } = useComparison(brand.id, { ...period, copies });
  return (
    <div className={styles['page']}>
      <header className={styles['head']}>
        <h1 className={styles['title']}>{t('nav.compare')}</h1>
        <PeriodChoice
          path="/compare"
          period={period}
          today={today}
          brand={query.get('brand')}
          keep={copies ? { copies: 'all' } : {}}
        />
        <CopiesSwitch />
        <nav className={styles['further']} aria-label={t('compare.further')}>
          {(['/trust', '/themes', '/audit'] as const).map((to) => (
            <Link key={to} href={addressOf(to, new URLSearchParams(query.has('brand') ? { brand: brand.id } : {}))}>
              {t(`nav.${to === '/trust' ? 'trust' : to === '/audit' ? 'audit' : 'themes'}`)}
            </Link>
          ))}
        </nav>
      </header>
      {error && !isPlaceholderData && !data && <Failure error={error} onRetry={() => void refetch()} />}
      {error && data && <Failure error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Waiting />}
      {data && (
        <div className={styles['parts']} data-stale={isPlaceholderData || undefined} aria-busy={isPlaceholderData}>
          <Found comparison={data} />
        </div>
      )}
    </div>
  );
}

function Found({ comparison }: { readonly comparison: Comparison }) {
  const { t } = useTranslation();
  const { nameOf } = useSourceNames();
  const finding = findingOf(comparison);
  if (finding === 'nothing') return <Nothing comparison={comparison} />;
  return (
    <>
      <VerdictText comparison={comparison} />
      <WithoutLine comparison={comparison} />
      <Stand comparison={comparison} />
      <LeftOut comparison={comparison} />
      {(finding === 'only-public' || finding === 'only-direct') && <MissingSide finding={finding} />}
      <section>
        <h2 className={styles['heading']}>{t('compare.who')}</h2>
        <div className={styles['pair']}>
          <SideCard comparison={comparison} side="public" />
          <SideCard comparison={comparison} side="direct" />
        </div>
      </section>
      <NegativeShares comparison={comparison} />
      <ThemeTable table={comparison.themes} />
      {comparison.scores.length > 0 && (
        <section>
          <h2 className={styles['heading']}>{t('compare.scores')}</h2>
          <p className={`dim ${styles['note']}`}>{t('compare.scoresWhy')}</p>
          <div className={styles['pair']}>
            {comparison.scores.map((score) => (
              <ScoreCard
                key={`${score.side} ${score.formula} ${score.kind} ${score.label}`}
                score={score}
                without={score.side === 'public' ? comparison.withoutUnusual.stars : null}
              />
            ))}
          </div>
        </section>
      )}
      <Suspense fallback={<Skeleton height={260} />}>
        <VolumeCharts comparison={comparison} />
      </Suspense>
      <SideTable
        title={t('compare.bySource')}
        why={t('compare.bySourceWhy')}
        head={t('compare.column.source')}
        rows={comparison.bySource}
        nameOf={nameOf}
      />
      <SideTable
        title={t('compare.byTouchpoint')}
        why={t('compare.byTouchpointWhy')}
        head={t('compare.column.touchpoint')}
        rows={comparison.byTouchpoint}
        nameOf={(name) => (name === '' ? t('compare.noTouchpoint') : name)}
      />
    </>
  );
}

/** Which days, in whose zone, as of when. */
function Stand({ comparison }: { readonly comparison: Comparison }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { from, to, timeZone, asOf, copies } = comparison;
  return (
    <div className={styles['stand']}>
      <span className="dim num">
        {t('compare.stand', {
          from: format.day(from),
          to: format.day(to),
          zone: timeZone,
          time: format.instant(asOf, timeZone),
        })}
        {copies === 'all' && `; ${t('compare.copiesEach')}`}
      </span>
      <HowCounted />
    </div>
  );
}

/** With one side only there is nothing to compare: the page says how to get the other. */
function MissingSide({ finding }: { readonly finding: ReturnType<typeof findingOf> }) {
  const { t } = useTranslation();
  const { query } = useAddress();
  const { mayWrite } = useCurrent();
  const brand = query.get('brand');
  if (!mayWrite) return null;
  const ways = [
    finding !== 'only-public' && (['/sources', t('sources.add')] as const),
    finding !== 'only-direct' && (['/import', t('compare.importAnswers')] as const),
  ].filter((way) => way !== false);
  return (
    <p className={styles['ways']}>
      {ways.map(([to, label]) => (
        <Button key={to} component={Link} href={addressOf(to, new URLSearchParams(brand ? { brand } : {}))}>
          {label}
        </Button>
      ))}
    </p>
  );
}

function Nothing({ comparison }: { readonly comparison: Comparison }) {
  return (
    <section className={styles['empty']}>
      <VerdictText comparison={comparison} />
      <Stand comparison={comparison} />
      <LeftOut comparison={comparison} />
      <MissingSide finding="nothing" />
    </section>
  );
}

function Waiting() {
  return (
    <div className={styles['parts']} aria-busy="true">
      <Skeleton height={56} />
      <div className={styles['pair']}>
        <Skeleton height={150} />
        <Skeleton height={150} />
      </div>
      <Skeleton height={180} />
    </div>
  );
}
