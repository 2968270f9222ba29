import { Button, CloseButton } from '@mantine/core';
import { useEffect, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './toasts.module.css';

/** What was done, said in one line at the foot of the page, with a way back. */
interface Toast {
  readonly id: number;
  readonly text: string;
  readonly bad: boolean;
  readonly undo: (() => void) | null;
}

const SHOWN_MS = 8000;
const MOST = 3;

let toasts: readonly Toast[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

function set(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function say(text: string, options: { readonly undo?: () => void; readonly bad?: boolean } = {}): void {
  lastId += 1;
  const toast = { id: lastId, text, bad: options.bad ?? false, undo: options.undo ?? null };
  set([...toasts, toast].slice(-MOST));
}

/** Takes back what was done last, as long as it is still offered. */
export function undoLast(): void {
  const last = toasts.findLast((toast) => toast.undo !== null);
  if (last) takeBack(last);
}

function takeBack(toast: Toast): void {
  close(toast.id);
  toast.undo?.();
}

function close(id: number): void {
  set(toasts.filter((toast) => toast.id !== id));
}

export function Toasts() {
  const shown = useSyncExternalStore(subscribe, () => toasts);
  return (
    <div className={styles['stack']} role="status" aria-live="polite">
      {shown.map((toast) => (
        <ToastLine key={toast.id} toast={toast} />
      ))}
    </div>
  );
}

function ToastLine({ toast }: { readonly toast: Toast }) {
  const { t } = useTranslation();
  useEffect(() => {
    const timer = setTimeout(() => close(toast.id), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [toast.id]);
  return (
    <div className={styles['toast']} data-bad={toast.bad || undefined}>
      <span className={styles['text']}>{toast.text}</span>
      {toast.undo && (
        <Button size="compact-sm" variant="default" onClick={() => takeBack(toast)}>
          {t('toast.undo')}
        </Button>
      )}
      <CloseButton size="sm" aria-label={t('common.close')} onClick={() => close(toast.id)} />
    </div>
  );
}
