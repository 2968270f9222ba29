import { Button, Kbd, Switch } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Label } from '../api/types.ts';
import { useKeys } from '../app/keys.ts';
import chip from '../feed/chips.module.css';
import { SIGNS } from '../feed/sentiment.ts';
import { type Draft, EMPTY_DRAFT, LABEL_KEYS, saidOf } from './answer.ts';
import styles from './answer-bar.module.css';
import { AnswerDetails } from './answer-details.tsx';
import type { AuditDesk } from './use-audit.ts';

const KEPT = 'molva-audit-details';

/** The answers with their keys. A press answers at once; where themes are told, too, it is sent by a button of its own. */
export function AnswerBar({ desk }: { readonly desk: AuditDesk }) {
  const { t } = useTranslation();
  const { text, last } = desk;
  const [details, setDetails] = useDetails();
  // What was chosen belongs to one text and is gone with it.
  const [kept, setKept] = useState<{ readonly id: string; readonly draft: Draft } | null>(null);
  const draft = kept !== null && kept.id === text?.id ? kept.draft : EMPTY_DRAFT;
  const put = (change: Partial<Draft>) => text && setKept({ id: text.id, draft: { ...draft, ...change } });

  function choose(label: Label) {
    if (!text) return;
    if (details) put({ sentiment: label });
    else desk.answer(saidOf(label, draft, false));
  }
  function send() {
    if (text && draft.sentiment !== null) desk.answer(saidOf(draft.sentiment, draft, true));
  }
  const byKey = Object.fromEntries(Object.entries(LABEL_KEYS).map(([key, label]) => [key, () => choose(label)]));
  useKeys({ ...byKey, s: desk.skip, u: desk.back, t: () => setDetails(!details), e: details ? send : undefined });

  if (!text && !last) return null;
  return (
    <div className={styles['bar']} data-tall={details || undefined}>
      {text && (
        <>
          <fieldset className={styles['labels']} aria-label={t('audit.read')}>
            {Object.entries(LABEL_KEYS).map(([key, label]) => (
              <button
                key={label}
                type="button"
                className={`${chip['chip']} ${styles['label']}`}
                data-shade={label}
                aria-pressed={details ? draft.sentiment === label : undefined}
                aria-keyshortcuts={key}
                onClick={() => choose(label)}
              >
                <span aria-hidden="true">{SIGNS[label]}</span> {t(`sentiment.${label}`)}
                <Key name={key} />
              </button>
            ))}
          </fieldset>
          {details && <AnswerDetails draft={draft} onPut={put} />}
          <div className={styles['others']}>
            {details && (
              <Button
                size="xs"
                disabled={draft.sentiment === null}
                aria-keyshortcuts="e"
                rightSection={<Key name="e" />}
                onClick={send}
              >
                {draft.sentiment === null ? t('audit.sendFirst') : t('audit.send')}
              </Button>
            )}
            <Small label={t('audit.skip')} shortcut="s" onPress={desk.skip} />
            <Switch
              size="xs"
              label={
                <>
                  {t('audit.details')} <Key name="t" />
                </>
              }
              checked={details}
              onChange={(event) => setDetails(event.currentTarget.checked)}
            />
          </div>
        </>
      )}
      <div className={styles['last']} role="status">
        {last && (
          <>
            <span>
              {last.label === null ? t('audit.skipped') : t('audit.said', { label: t(`sentiment.${last.label}`) })}
            </span>
            <Small label={t('audit.back')} shortcut="u" onPress={desk.back} />
          </>
        )}
      </div>
    </div>
  );
}

interface SmallProps {
  readonly label: string;
  readonly shortcut: string;
  readonly onPress: () => void;
}

function Small({ label, shortcut, onPress }: SmallProps) {
  return (
    <Button
      size="xs"
      variant="default"
      aria-keyshortcuts={shortcut}
      rightSection={<Key name={shortcut} />}
      onClick={onPress}
    >
      {label}
    </Button>
  );
}

/** A hint for the eye: the control itself says its key to readers of screens. */
function Key({ name }: { readonly name: string }) {
  return (
    <Kbd size="xs" aria-hidden="true">
      {name}
    </Kbd>
  );
}

/** Whether themes are told, too: each reader's own habit. */
function useDetails(): readonly [boolean, (on: boolean) => void] {
  const [on, setOn] = useState(() => {
    try {
      return localStorage.getItem(KEPT) === 'on';
    } catch {
      return false;
    }
  });
  return [
    on,
    (next) => {
      setOn(next);
      try {
        localStorage.setItem(KEPT, next ? 'on' : 'off');
      } catch {
        // Storage is switched off: the choice holds until the page is closed.
      }
    },
  ];
}
