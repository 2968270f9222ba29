/** Elements without content: they never nest. */
const VOID = new Set(
  'area base basefont br col command embed frame hr image img input isindex keygen link meta param source track wbr'.split(
    ' ',
  ),
);
/** Content up to the closing tag is text, whatever it looks like. */
const RAW_TEXT = new Set(['script', 'style', 'textarea', 'title', 'xmp', 'iframe', 'noembed', 'noframes', 'plaintext']);
/** Opening one of these closes an open one of its group right above it, so a list without closing tags is not deep. */
const CLOSES: Readonly<Record<string, ReadonlySet<string>>> = {
  p: new Set(['p']),
  li: new Set(['li', 'p']),
  dd: new Set(['dt', 'dd', 'p']),
  dt: new Set(['dt', 'dd', 'p']),
  tr: new Set(['tr', 'th', 'td', 'p']),
  td: new Set(['thead', 'th', 'td', 'p']),
  th: new Set(['th', 'td', 'p']),
  option: new Set(['option']),
  optgroup: new Set(['optgroup', 'option']),
};

const LT = 60;
const GT = 62;
const SLASH = 47;
const BANG = 33;
const QUESTION = 63;
const DOUBLE_QUOTE = 34;
const SINGLE_QUOTE = 39;
const EQUALS = 61;

/**
 * True when elements nest deeper than `maxDepth`. One pass over the text, time linear in its length: parsers and
 * everything that walks their trees by recursion need minutes or overflow the stack on 100,000 open tags.
 */
export function nestsDeeperThan(markup: string, maxDepth: number, xml = false): boolean {
  const stack: string[] = [];
  const open = new Map<string, number>();
  let at = markup.indexOf('<');
  while (at !== -1) {
    const code = markup.charCodeAt(at + 1);
    if (code === BANG || code === QUESTION) {
      at = afterDeclaration(markup, at);
    } else if (code === SLASH) {
      const name = tagName(markup, at + 2, xml);
      if ((open.get(name) ?? 0) > 0) popTo(stack, open, name);
      at = markup.indexOf('>', at + 2);
    } else if (isLetter(code)) {
      const name = tagName(markup, at + 1, xml);
      const end = tagEnd(markup, at + 1 + name.length);
      if (end === -1) return false;
      const selfClosed = markup.charCodeAt(end - 1) === SLASH;
      at = end;
      if (!(selfClosed && (xml || inForeign(open))) && (xml || !VOID.has(name))) {
        if (!xml) closeImplied(stack, open, name);
        stack.push(name);
        open.set(name, (open.get(name) ?? 0) + 1);
        if (stack.length > maxDepth) return true;
        if (!xml && RAW_TEXT.has(name)) at = rawTextEnd(markup, end, name);
      }
    } else {
      at += 1;
    }
    if (at === -1) return false;
    at = markup.indexOf('<', at);
  }
  return false;
}

/** Inside `<svg>` and `<math>` a slash closes the element; in HTML it means nothing. */
function inForeign(open: ReadonlyMap<string, number>): boolean {
  return (open.get('svg') ?? 0) > 0 || (open.get('math') ?? 0) > 0;
}

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}

/** Names longer than 64 characters are cut: they only have to be told apart, not read. */
function tagName(markup: string, from: number, xml: boolean): string {
  let to = from;
  const last = Math.min(markup.length, from + 64);
  while (to < last) {
    const code = markup.charCodeAt(to);
    if (code <= 32 || code === GT || code === SLASH || code === LT) break;
    to += 1;
  }
  const name = markup.slice(from, to);
  return xml ? name : name.toLowerCase();
}

/** Position of the `>` that ends the tag; quotes count only as attribute values, as parsers do it. -1 at the end of the text. */
function tagEnd(markup: string, from: number): number {
  let before = 0;
  for (let at = from; at < markup.length; at += 1) {
    const code = markup.charCodeAt(at);
    if (code === GT) return at;
    if ((code === DOUBLE_QUOTE || code === SINGLE_QUOTE) && before === EQUALS) {
      const close = markup.indexOf(code === DOUBLE_QUOTE ? '"' : "'", at + 1);
      if (close === -1) return -1;
      at = close;
    }
    if (code > 32) before = code;
  }
  return -1;
}

function afterDeclaration(markup: string, at: number): number {
  if (markup.startsWith('<!--', at)) return markup.indexOf('-->', at + 4);
  if (markup.startsWith('<![CDATA[', at)) return markup.indexOf(']]>', at + 9);
  return markup.indexOf('>', at + 2);
}

function rawTextEnd(markup: string, from: number, name: string): number {
  let at = markup.indexOf('</', from);
  while (at !== -1 && markup.slice(at + 2, at + 2 + name.length).toLowerCase() !== name)
    at = markup.indexOf('</', at + 2);
  return at;
}

function closeImplied(stack: string[], open: Map<string, number>, name: string): void {
  const closes = CLOSES[name];
  if (!closes) return;
  while (stack.length > 0 && closes.has(stack.at(-1)!)) popTo(stack, open, stack.at(-1)!);
}

function popTo(stack: string[], open: Map<string, number>, name: string): void {
  for (let popped = stack.pop(); popped !== undefined; popped = stack.pop()) {
    open.set(popped, (open.get(popped) ?? 1) - 1);
    if (popped === name) return;
  }
}
