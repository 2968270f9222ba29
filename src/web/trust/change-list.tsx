import { useTranslation } from 'react-i18next';
import type { TrustChange, TrustView } from '../api/trust.ts';
import { Link } from '../app/link.tsx';
import { useSourceNames } from '../feed/use-source-names.ts';
import { useFormat } from '../i18n/use-format.ts';
import { type ChangeGroup, type CodeCount, groupChanges } from './changes.ts';
import { openAddress } from './excerpt.ts';
import { useReasonName } from './reason-names.ts';
import styles from './trust-page.module.css';

const CHARS = 90;

/** When and why flags appeared or went away; what changed at once is told once. */
export function ChangeList({ view }: { readonly view: TrustView }) {
  const { t } = useTranslation();
  const groups = groupChanges(view.changes);
  return (
    <section aria-labelledby="trust-changes">
      <h2 id="trust-changes">{t('trust.changes.title')}</h2>
      {groups.length === 0 && <p>{t('trust.changes.none')}</p>}
      <ul className={styles['lines']}>
        {groups.map((group) => (
          <li key={group.id}>
            <Group group={group} view={view} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Group({ group, view }: { readonly group: ChangeGroup; readonly view: TrustView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const nameOf = useReasonName();
  const { at, from, to, came, went, changes } = group;
  const names = (codes: readonly CodeCount[]) =>
    codes.map(([code, n]) => `${nameOf(code)} (${format.number(n)})`).join(', ');
  return (
    <details>
      <summary className="num">
        {t('trust.changes.line', {
          count: changes.length,
          n: format.number(changes.length),
          from: t(`unusual.level.${from}`),
          to: t(`unusual.level.${to}`),
        })}{' '}
        {came.length > 0 && t('trust.changes.came', { names: names(came) })}{' '}
        {came.length + went.length === 0 && t('trust.changes.weights')}{' '}
        {went.length > 0 && t('trust.changes.went', { names: names(went) })}{' '}
        <span className="dim">{format.instant(at, view.timeZone)}</span>
      </summary>
      <ul>
        {changes.map((change) => (
          <Changed key={change.item} change={change} brand={view.brand} />
        ))}
      </ul>
    </details>
  );
}

function Changed({ change: { item, review }, brand }: { readonly change: TrustChange; readonly brand: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { nameOf } = useSourceNames();
  if (review === null) return <li className="dim">{t('trust.changes.gone')}</li>;
  return (
    <li>
      <Link href={openAddress(brand, item)}>
        {nameOf(review.source)}
        {review.day && `, ${format.day(review.day)}`}
      </Link>{' '}
      <bdi className="dim">{review.text.slice(0, CHARS)}</bdi>
    </li>
  );
}
