/** Comment and CDATA wrappers that templates put around the JSON. */
const WRAPPERS =
  /^\s*(?:<!--|\/\/\s*<!\[CDATA\[|\/\*\s*<!\[CDATA\[\s*\*\/|<!\[CDATA\[)|(?:\/\/\s*\]\]>|\/\*\s*\]\]>\s*\*\/|\]\]>|-->|;)\s*$/g;
const ENTITIES: Readonly<Record<string, string>> = {
  '&quot;': '"',
  '&#34;': '"',
  '&#039;': "'",
  '&#39;': "'",
  '&lt;': '<',
  '&gt;': '>',
  '&amp;': '&',
};

/** Longer blocks are taken as they are: the longest real one met has 60,000 characters. */
const MAX_REPAIRED = 1_000_000;

/**
 * The values of one `application/ld+json` block. What is not JSON is repaired in one pass: wrappers, comments, trailing
 * commas, raw line breaks, bad escapes and unescaped quotes inside strings, escaped markup, several values in a row.
 * Undefined where that does not help (cut off, not JSON at all).
 */
export function readBlock(text: string): unknown {
  const bare = text
    .replace(/^\ufeff/, '')
    .trim()
    .replace(WRAPPERS, '')
    .replace(WRAPPERS, '')
    .trim();
  if (bare === '') return undefined;
  for (const attempt of attempts(bare)) {
    try {
      return JSON.parse(attempt());
    } catch {
      // The next repair goes further.
    }
  }
  return undefined;
}

function attempts(bare: string): ReadonlyArray<() => string> {
  const plain = () => (bare.includes('&quot;') && !bare.includes('"') ? unescapeMarkup(bare) : bare);
  if (bare.length > MAX_REPAIRED) return [() => bare];
  return [() => bare, () => repair(plain()), () => `[${repair(plain().replaceAll(/\}\s*\{/g, '},{'))}]`];
}

function unescapeMarkup(text: string): string {
  return text.replaceAll(/&(?:quot|#34|#0?39|lt|gt|amp);/g, (entity) => ENTITIES[entity] ?? entity);
}

/** What needs a look inside a string. */
const SPECIAL = /["\\\u0000-\u001f]/g;

/** One pass, linear: strings are copied with their faults mended, comments and commas before a closing bracket dropped. */
function repair(text: string): string {
  const out: string[] = [];
  let at = 0;
  while (at < text.length) {
    const char = text[at]!;
    if (char === '"') {
      at = copyString(text, at, out);
    } else if (text.startsWith('/*', at)) {
      const end = text.indexOf('*/', at + 2);
      at = end === -1 ? text.length : end + 2;
    } else if (text.startsWith('//', at)) {
      const end = text.indexOf('\n', at);
      at = end === -1 ? text.length : end;
    } else {
      if (char === '}' || char === ']') dropComma(out);
      // A missing value (`"worstRating": ,`) is the template's empty variable.
      if ((char === ',' || char === '}') && out.at(-1) === ':') out.push('null');
      if (!/\s/.test(char)) out.push(char);
      else if (out.at(-1) !== ':' && out.at(-1) !== ',') out.push(' ');
      at += 1;
    }
  }
  return out.join('');
}

function dropComma(out: string[]): void {
  while (out.at(-1) === ' ') out.pop();
  if (out.at(-1) === ',') out.pop();
}

/** Copies the string that opens at `from`; returns the position after it. */
function copyString(text: string, from: number, out: string[]): number {
  out.push('"');
  let at = from + 1;
  while (at < text.length) {
    SPECIAL.lastIndex = at;
    const stop = SPECIAL.exec(text)?.index ?? text.length;
    out.push(text.slice(at, stop));
    at = stop;
    if (at === text.length) break;
    const char = text[at]!;
    const code = text.charCodeAt(at);
    if (char === '\\') {
      const next = text[at + 1] ?? '';
      if (next === 'u' && /^[\da-f]{4}$/i.test(text.slice(at + 2, at + 6))) out.push(text.slice(at, at + 6));
      else if (next !== '' && '"\\/bfnrt'.includes(next)) out.push(char, next);
      else if (next === '\n' || next === '\r') out.push('\\n');
      else out.push(next === 'u' ? '\\\\u' : next);
      at += next === 'u' && /^[\da-f]{4}$/i.test(text.slice(at + 2, at + 6)) ? 5 : 1;
    } else if (char === '"') {
      if (closes(text, at)) {
        out.push('"');
        return at + 1;
      }
      out.push('\\"');
    } else out.push(code === 10 ? '\\n' : code === 9 ? '\\t' : code === 13 ? '' : ' ');
    at += 1;
  }
  return at;
}

const VALUE_START = /^(?:["{[}\]]|\/[/*]|-?\d|(?:true|false|null)\b)/;

/** A quote ends its string where JSON may go on: before `:` `}` `]` or the end, or before a comma and a new value. */
function closes(text: string, quote: number): boolean {
  const next = nextVisible(text, quote + 1);
  const char = text[next];
  if (char === undefined || char === ':' || char === '}' || char === ']') return true;
  if (char === '/') return text[next + 1] === '/' || text[next + 1] === '*';
  if (char !== ',') return false;
  const after = nextVisible(text, next + 1);
  return after === text.length || VALUE_START.test(text.slice(after, after + 6));
}

function nextVisible(text: string, from: number): number {
  let at = from;
  while (at < text.length && text.charCodeAt(at) <= 32) at += 1;
  return at;
}
