import { LayoutChanged } from '../errors.ts';

/** Real answers stay under 40 levels; everything that walks them by recursion is safe far above this. */
const MAX_JSON_DEPTH = 256;

/**
 * Parses JSON that came from outside. `where` names it in the message (`the page`, `initialState`).
 * Throws `LayoutChanged` for what is not JSON, is cut off, or nests deeper than 256.
 */
export function parseJson(text: string, where = 'the page'): unknown {
  if (jsonDepth(text) > MAX_JSON_DEPTH) throw new LayoutChanged(`The JSON of ${where} is nested too deeply`);
  try {
    return JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  } catch (cause) {
    throw new LayoutChanged(`${where[0]!.toUpperCase()}${where.slice(1)} is not whole JSON`, { cause });
  }
}

/**
 * The balanced `{...}` or `[...]` that starts at or after `from`, brackets inside strings left out. Null when it never
 * closes. Linear in the length of the text.
 */
export function balancedJson(text: string, from: number): string | null {
  const start = text.slice(from, from + 200).search(/[[{]/);
  if (start === -1) return null;
  let depth = 0;
  for (let at = from + start; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 34) {
      at = stringEnd(text, at);
      if (at === -1) return null;
    } else if (code === 123 || code === 91) depth += 1;
    else if (code === 125 || code === 93) {
      depth -= 1;
      if (depth === 0) return text.slice(from + start, at + 1);
    }
  }
  return null;
}

function jsonDepth(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 34) {
      at = stringEnd(text, at);
      if (at === -1) break;
    } else if (code === 123 || code === 91) {
      depth += 1;
      if (depth > deepest) deepest = depth;
    } else if (code === 125 || code === 93) depth -= 1;
  }
  return deepest;
}

/** Position of the quote that closes the string opened at `at`; -1 when none does. */
function stringEnd(text: string, at: number): number {
  let close = text.indexOf('"', at + 1);
  while (close !== -1) {
    let slashes = 0;
    for (let back = close - 1; back > at && text.charCodeAt(back) === 92; back -= 1) slashes += 1;
    if (slashes % 2 === 0) return close;
    close = text.indexOf('"', close + 1);
  }
  return -1;
}
