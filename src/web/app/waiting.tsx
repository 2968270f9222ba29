import type { ReactNode } from 'react';
import styles from './waiting.module.css';

/** The frame before anything is known: the name, and a place for what went wrong. */
export function Waiting({ children }: { readonly children?: ReactNode }) {
  return (
    <main className={styles['page']} aria-busy={children === undefined}>
      <p className={styles['name']}>Molva</p>
      {children}
    </main>
  );
}
