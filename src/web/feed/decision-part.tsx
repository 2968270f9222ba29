import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHistory } from '../api/loop.ts';
import type { DecisionEntry, Item } from '../api/types.ts';
import { useCurrent } from '../app/current.ts';
import { Failure } from '../app/failure.tsx';
import { useFormat } from '../i18n/use-format.ts';
import { DecisionLine } from './decision-line.tsx';
import styles from './decision-part.module.css';
import { capital } from './decision-words.ts';
import part from './drawer-parts.module.css';
import { reasonIn } from './reasons.ts';
import type { Changes } from './use-change.ts';

interface PartProps {
  readonly item: Item;
  readonly changes: Changes;
  readonly now: Date;
}

/** Decisions in the drawer: the same buttons, each decision with its reason, person and time, and all that was decided before. */
export function DecisionPart({ item, changes, now }: PartProps) {
  const { t } = useTranslation();
  const { decisions } = item;
  return (
    <section className={part['part']}>
      <h3>{t('decide.name')}</h3>
      {decisions.outdated && <p className={styles['outdated']}>{t('decide.outdated')}</p>}
      <DecisionLine item={item} changes={changes} now={now} />
      <Reasons item={item} />
      <History key={item.key} itemKey={item.key} />
    </section>
  );
}

/** Why not, in full: in the line above it may be cut off. */
function Reasons({ item: { decisions } }: { readonly item: Item }) {
  const { t } = useTranslation();
  const given = (['answer', 'work'] as const).filter((field) => decisions[field].reason !== null);
  if (given.length === 0) return null;
  return (
    <ul className={styles['reasons']}>
      {given.map((field) => (
        <li key={field}>
          {capital(t(`decide.${field}.${decisions[field].choice}`))}:{' '}
          <bdi>{reasonIn(decisions[field].reason ?? '', t)}</bdi>
        </li>
      ))}
    </ul>
  );
}

function History({ itemKey }: { readonly itemKey: string }) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  const history = useHistory(itemKey, opened);
  return (
    <details className={styles['history']} onToggle={(event) => setOpened(event.currentTarget.open)}>
      <summary>{t('decide.history')}</summary>
      {history.error && <Failure error={history.error} onRetry={() => void history.refetch()} />}
      {history.data?.length === 0 && <p className="dim">{t('decide.noHistory')}</p>}
      {history.data && history.data.length > 0 && (
        <ol>
          {history.data.toReversed().map((entry) => (
            <Entry key={entry.seq} entry={entry} />
          ))}
        </ol>
      )}
    </details>
  );
}

function Entry({ entry }: { readonly entry: DecisionEntry }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { brand } = useCurrent();
  return (
    <li>
      <span className="dim num">{format.instant(entry.at, brand.timeZone)}</span> <bdi>{entry.by}</bdi>:{' '}
      {capital(useWhat(entry))}
      {entry.reason !== null && (
        <>
          {' · '}
          <bdi>{reasonIn(entry.reason, t)}</bdi>
        </>
      )}
      {entry.undo && <span className="dim"> ({t('decide.entry.undo')})</span>}
    </li>
  );
}

/** What an entry set, in words; a choice that is not known is shown as it is. */
function useWhat({ field, to }: DecisionEntry): string {
  const { t } = useTranslation();
  if (field === 'done') return ['true', 'done', 'yes'].includes(to) ? t('decide.done') : t('decide.entry.reopened');
  return to === 'yes' || to === 'no' || to === 'undecided' ? t(`decide.${field}.${to}`) : to;
}
