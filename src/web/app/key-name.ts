/** What of a keyboard event tells the key. */
interface Pressed {
  readonly key: string;
  readonly code: string;
  readonly shiftKey: boolean;
}

/** The key by its Latin letter, so that j is j on a Russian keyboard layout too. */
export function keyName(event: Pressed): string {
  if (/^[a-z]$/i.test(event.key)) return event.key.toLowerCase();
  if (event.key === '/' || event.key === '?' || event.key.length > 1) return event.key;
  const letter = /^Key([A-Z])$/.exec(event.code)?.[1];
  if (letter) return letter.toLowerCase();
  const digit = /^Digit(\d)$/.exec(event.code)?.[1];
  if (digit && !event.shiftKey) return digit;
  if (event.code === 'Slash') return event.shiftKey ? '?' : '/';
  return event.key;
}
