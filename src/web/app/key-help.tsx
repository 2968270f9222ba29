import { Kbd, Modal, Switch } from '@mantine/core';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './key-help.module.css';
import { useKeySwitch, useKeys } from './keys.ts';
import { undoLast } from './toasts.tsx';

const ROWS = [
  { keys: ['j', 'k'], does: 'keys.move' },
  { keys: ['o', 'Enter'], does: 'keys.open' },
  { keys: ['e'], does: 'keys.done' },
  { keys: ['r', 'n'], does: 'keys.answer' },
  { keys: ['w', 'Shift+w'], does: 'keys.work' },
  { keys: ['1', '2', '3', '4'], does: 'keys.correct' },
  { keys: ['b', 'g', 'm'], does: 'keys.judge' },
  { keys: ['x', 'Shift+x'], does: 'keys.select' },
  { keys: ['t'], does: 'keys.tag' },
  { keys: ['s', 'u', 't', 'e'], does: 'keys.audit' },
  { keys: ['z'], does: 'keys.undo' },
  { keys: ['/'], does: 'keys.search' },
  { keys: ['Esc'], does: 'keys.close' },
  { keys: ['?'], does: 'keys.list' },
] as const;

let opened = false;
const listeners = new Set<() => void>();

function set(next: boolean): void {
  opened = next;
  for (const listener of listeners) listener();
}

export function openKeyHelp(): void {
  set(true);
}

export function KeyHelp() {
  const { t } = useTranslation();
  const [on, switchKeys] = useKeySwitch();
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => opened,
  );
  useKeys({ '?': openKeyHelp, z: undoLast });
  return (
    <Modal
      opened={shown}
      onClose={() => set(false)}
      title={t('keys.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <dl className={styles['list']}>
        {ROWS.map(({ keys, does }) => (
          <div key={does} className={styles['row']}>
            <dt>
              {keys.map((key) => (
                <Kbd key={key} mr={4}>
                  {key}
                </Kbd>
              ))}
            </dt>
            <dd>{t(does)}</dd>
          </div>
        ))}
      </dl>
      <Switch
        label={t('keys.switch')}
        checked={on}
        onChange={(event) => switchKeys(event.currentTarget.checked)}
        data-autofocus
      />
    </Modal>
  );
}
