import { useEffect, useRef, useSyncExternalStore } from 'react';
import { keyName } from './key-name.ts';

/** Single keys, as mail clients have them. They are off while somebody types, and can be switched off for good. */

const KEPT = 'molva-keys';
let on = readSwitch();
const listeners = new Set<() => void>();

function readSwitch(): boolean {
  try {
    return localStorage.getItem(KEPT) !== 'off';
  } catch {
    return true;
  }
}

export function useKeySwitch(): readonly [boolean, (on: boolean) => void] {
  const value = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => on,
  );
  return [value, switchKeys];
}

function switchKeys(next: boolean): void {
  on = next;
  try {
    localStorage.setItem(KEPT, next ? 'on' : 'off');
  } catch {
    // Storage is switched off: the choice holds until the page is closed.
  }
  for (const listener of listeners) listener();
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  // A tick box is pressed, not typed into.
  const fields = 'input:not([type="checkbox"]), textarea, select, [role="menu"], [role="dialog"]';
  return target.isContentEditable || target.closest(fields) !== null;
}

type KeyAction = (event: KeyboardEvent) => unknown;

/** Calls the action of a key that is pressed anywhere on the page. An action that returns false leaves the key to the browser. */
export function useKeys(actions: Readonly<Record<string, KeyAction | undefined>>): void {
  const kept = useRef(actions);
  useEffect(() => {
    kept.current = actions;
  });
  useEffect(() => {
    function press(event: KeyboardEvent) {
      if (!on || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      // An open dialog has the keys even before it has the focus: a digit pressed quickly answers its question, and corrects no text.
      if (isTyping(event.target) || document.querySelector('[role="dialog"]') !== null) return;
      const action = kept.current[keyName(event)];
      if (action && action(event) !== false) event.preventDefault();
    }
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
}
