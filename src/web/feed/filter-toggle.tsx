import type { ReactNode } from 'react';
import chip from './chips.module.css';
import type { FlagField } from './filter-fields.ts';
import styles from './filter-panel.module.css';
import { withFlag } from './filters.ts';
import type { Feed } from './use-feed.ts';

interface FlagProps {
  readonly feed: Feed;
  readonly field: FlagField;
  readonly value: boolean;
  readonly children: ReactNode;
}

export function Flag({ feed, field, value, children }: FlagProps) {
  const pressed = feed.filter.flags[field] === value;
  return (
    <Toggle pressed={pressed} onClick={() => feed.setFilter(withFlag(feed.filter, field, pressed ? undefined : value))}>
      {children}
    </Toggle>
  );
}

interface ToggleProps {
  readonly pressed: boolean;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

export function Toggle({ pressed, onClick, children }: ToggleProps) {
  return (
    <button type="button" className={chip['chip']} aria-pressed={pressed} onClick={onClick}>
      {children}
    </button>
  );
}

export function Group({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <fieldset className={styles['group']}>
      <legend>{name}</legend>
      <div className={chip['row']}>{children}</div>
    </fieldset>
  );
}
