import { CloseButton, Menu } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCount } from '../api/loop.ts';
import type { BulkChange, Item } from '../api/types.ts';
import { useFormat } from '../i18n/use-format.ts';
import styles from './bulk-bar.module.css';
import { BulkConfirm } from './bulk-confirm.tsx';
import { BulkTag } from './bulk-tag.tsx';
import chip from './chips.module.css';
import type { ChoiceField } from './decisions.ts';
import { askReason } from './reason-dialog.tsx';
import { LABELS, SIGNS } from './sentiment.ts';
import type { Changes } from './use-change.ts';
import type { Feed } from './use-feed.ts';
import type { Selection } from './use-selection.ts';

interface BulkBarProps {
  readonly feed: Feed;
  readonly items: readonly Item[];
  readonly selection: Selection;
  readonly changes: Changes;
}

/** What can be done with all that is chosen; at the foot of the page, so that nothing moves when it comes. */
export function BulkBar({ feed, items, selection, changes }: BulkBarProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [asking, setAsking] = useState<BulkChange | null>(null);
  const { keys, whole } = selection;
  const total = useCount(feed.query, keys.size > 0).data ?? null;
  if (keys.size === 0) return null;
  const chosen = items.filter((item) => keys.has(item.key));
  const count = whole ? (total ?? keys.size) : keys.size;

  function change(what: BulkChange) {
    // Beyond what can be seen, the number is said before anything changes.
    if (whole) setAsking(what);
    else changes.changeMany(chosen, what);
  }
  async function no(field: ChoiceField) {
    const reason = await askReason(field, count);
    if (reason !== null) change({ [field]: { choice: 'no', reason } });
  }
  const button = (label: string, act: () => void) => (
    <button type="button" className={styles['do']} onClick={act}>
      {label}
    </button>
  );
  return (
    <section className={styles['bar']} data-bulk-bar aria-label={t('bulk.bar')}>
      <strong className="num" role="status">
        {t('bulk.count', { count, n: format.number(count) })}
      </strong>
      {!whole && total !== null && total > keys.size && (
        <button type="button" className={styles['all']} onClick={selection.chooseWhole}>
          {t('bulk.all', { count: total, n: format.number(total) })}
        </button>
      )}
      <span className={styles['actions']}>
        {button(t('decide.answer.yes'), () => change({ answer: { choice: 'yes' } }))}
        {button(t('decide.answer.no'), () => void no('answer'))}
        {button(t('decide.work.yes'), () => change({ work: { choice: 'yes' } }))}
        {button(t('decide.work.no'), () => void no('work'))}
        {button(t('decide.setDone'), () => change({ done: true }))}
        {!whole && <SentimentMenu onChoose={(sentiment) => change({ sentiment })} />}
        {!whole && <BulkTag onChoose={(tag) => changes.tagMany(chosen, tag)} />}
      </span>
      <CloseButton aria-label={t('bulk.clear')} title={t('bulk.clear')} onClick={selection.clear} />
      {asking && (
        <BulkConfirm
          feed={feed}
          change={asking}
          onCancel={() => setAsking(null)}
          onConfirm={() => {
            setAsking(null);
            changes.changeMany(chosen, asking, feed.query);
            selection.clear();
          }}
        />
      )}
    </section>
  );
}

function SentimentMenu({ onChoose }: { readonly onChoose: (label: (typeof LABELS)[number]) => void }) {
  const { t } = useTranslation();
  return (
    <Menu position="top-start" width={200} keepMounted={false}>
      <Menu.Target>
        <button type="button" className={styles['do']}>
          {t('bulk.sentiment')} <span aria-hidden="true">▾</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {LABELS.map((label) => (
          <Menu.Item
            key={label}
            leftSection={
              <span className={chip['sign']} data-shade={label} aria-hidden="true">
                {SIGNS[label]}
              </span>
            }
            onClick={() => onChoose(label)}
          >
            {t(`sentiment.${label}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
