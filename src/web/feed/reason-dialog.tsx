import { Button, Kbd, Modal, TextInput } from '@mantine/core';
import { type FormEvent, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/use-format.ts';
import type { ChoiceField } from './decisions.ts';
import styles from './reason-dialog.module.css';
import { MOST_LETTERS, reasonsFor } from './reasons.ts';

/** Asks why not. One dialog for the card, the drawer and the bulk bar; opened by whoever needs an answer. */

interface Question {
  readonly field: ChoiceField;
  readonly count: number;
  readonly answer: (reason: string | null) => void;
}

let question: Question | null = null;
const listeners = new Set<() => void>();

function set(next: Question | null): void {
  question = next;
  for (const listener of listeners) listener();
}

/** The reason chosen or typed; null when the person thought better of it. */
export function askReason(field: ChoiceField, count = 1): Promise<string | null> {
  question?.answer(null);
  return new Promise((resolve) => set({ field, count, answer: resolve }));
}

function close(reason: string | null): void {
  const asked = question;
  set(null);
  asked?.answer(reason);
}

export function ReasonDialog() {
  const { t } = useTranslation();
  const asked = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => question,
  );
  return (
    <Modal
      opened={asked !== null}
      onClose={() => close(null)}
      title={asked && t(`reason.title.${asked.field}`)}
      size="sm"
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {asked && <Choices key={asked.field} question={asked} />}
    </Modal>
  );
}

function Choices({ question: { field, count } }: { readonly question: Question }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [own, setOwn] = useState('');
  const reasons = reasonsFor(field, t);
  const known = useRef(reasons);
  known.current = reasons;
  // On the window: the first digit may come before the focus has moved into the dialog.
  useEffect(() => {
    function choose(event: KeyboardEvent) {
      const reason = event.target instanceof HTMLInputElement ? undefined : known.current[Number(event.key) - 1];
      if (reason === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      close(reason);
    }
    window.addEventListener('keydown', choose);
    return () => window.removeEventListener('keydown', choose);
  }, []);
  function take(event: FormEvent) {
    event.preventDefault();
    if (own.trim() !== '') close(own.trim());
  }
  return (
    <div>
      {count > 1 && <p className={styles['count']}>{t('reason.count', { count, n: format.number(count) })}</p>}
      <ol className={styles['list']}>
        {reasons.map((reason, index) => (
          <li key={reason}>
            <button
              type="button"
              className={styles['reason']}
              data-autofocus={index === 0 || undefined}
              aria-keyshortcuts={String(index + 1)}
              onClick={() => close(reason)}
            >
              <Kbd aria-hidden="true">{index + 1}</Kbd>
              {reason}
            </button>
          </li>
        ))}
      </ol>
      <form className={styles['own']} onSubmit={take}>
        <TextInput
          size="sm"
          value={own}
          maxLength={MOST_LETTERS}
          aria-label={t('reason.own')}
          placeholder={t('reason.own')}
          onChange={(event) => setOwn(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" disabled={own.trim() === ''}>
          {t('reason.take')}
        </Button>
      </form>
    </div>
  );
}
