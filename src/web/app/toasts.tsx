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
  /** Another way on than back. */
  readonly action: Action | null;
}

interface Action {
  readonly label: string;
  readonly run: () => void;
}

const SHOWN_MS = 8000;
/** What asks for an answer stays longer: it has to be read first. */
const ASKING_MS = 30_000;
/** Seen at once; the ones before them can still be taken back by key. */
const MOST_SEEN = 2;
const MOST = 20;

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

/** Returns a number by which `unsay` takes it away before its time. */
export function say(
  text: string,
  options: { readonly undo?: () => void; readonly bad?: boolean; readonly action?: Action } = {},
): number {
  lastId += 1;
  const { undo = null, bad = false, action = null } = options;
  set([...toasts, { id: lastId, text, bad, undo, action }].slice(-MOST));
  return lastId;
}

export function unsay(id: number): void {
  set(toasts.filter((toast) => toast.id !== id));
}

/** Takes back what was done last, as long as it is still offered. */
export function undoLast(): void {
  const last = toasts.findLast((toast) => toast.undo !== null);
  if (last) takeBack(last);
}

function takeBack(toast: Toast): void {
  unsay(toast.id);
  toast.undo?.();
}

function act(toast: Toast): void {
  unsay(toast.id);
  toast.action?.run();
}

export function Toasts() {
  const shown = useSyncExternalStore(subscribe, () => toasts);
  return (
    <div className={styles['stack']} role="status" aria-live="polite">
      {shown.map((toast, index) => (
        <ToastLine key={toast.id} toast={toast} seen={index >= shown.length - MOST_SEEN} />
      ))}
    </div>
  );
}

function ToastLine({ toast, seen }: { readonly toast: Toast; readonly seen: boolean }) {
  const { t } = useTranslation();
  const asks = toast.action !== null;
  useEffect(() => {
    const timer = setTimeout(() => unsay(toast.id), asks ? ASKING_MS : SHOWN_MS);
    return () => clearTimeout(timer);
  }, [toast.id, asks]);
  if (!seen) return null;
  return (
    <div className={styles['toast']} data-bad={toast.bad || undefined}>
      <span className={styles['text']}>{toast.text}</span>
      {toast.undo && (
        <Button size="compact-sm" variant="default" onClick={() => takeBack(toast)}>
          {t('toast.undo')}
        </Button>
      )}
      {toast.action && (
        <Button size="compact-sm" variant="default" onClick={() => act(toast)}>
          {toast.action.label}
        </Button>
      )}
      <CloseButton size="sm" aria-label={t('common.close')} onClick={() => unsay(toast.id)} />
    </div>
  );
}
