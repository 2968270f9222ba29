/** One change over a whole page: a name by which parsers find their way is renamed or taken away everywhere. */
export interface Mutation {
  readonly name: string;
  readonly body: string;
}

type Kind =
  | 'class'
  | 'id'
  | 'itemprop'
  | 'itemtype'
  | 'property'
  | 'typeof'
  | 'rel'
  | 'data'
  | 'embedded'
  | 'key'
  | 'element';

interface Change {
  readonly drop: boolean;
  readonly kind: Kind;
  readonly word: string;
}

/** Every mutation of a page, at most `limit` of them, picked evenly in a fixed order. */
export function* mutations(body: string, limit: number): Generator<Mutation> {
  const names = namesIn(body);
  const all = names.flatMap(({ kind, word }): Change[] => [
    { drop: false, kind, word },
    { drop: true, kind, word },
  ]);
  const step = Math.max(1, all.length / limit);
  for (let at = 0; at < all.length; at += step) {
    const change = all[Math.floor(at)]!;
    const mutated = mutate(body, change);
    if (mutated !== body)
      yield { name: `${change.drop ? 'drop' : 'rename'} ${change.kind} ${change.word}`, body: mutated };
  }
}

/** Attributes that hold lists of words; their words are what a page's authors change. */
const LISTS = ['class', 'id', 'itemprop', 'itemtype', 'property', 'typeof', 'rel'] as const;

function namesIn(body: string): { kind: Kind; word: string }[] {
  if (/^[\s\ufeff]*[[{]/.test(body)) return named('key', keysOf(JSON.parse(body)));
  if (/<(?:rss|feed|rdf:RDF)[\s>]/i.test(body.slice(0, 2000)))
    return named('element', new Set([...body.matchAll(/<([A-Za-z][\w:.-]{0,60})[\s/>]/g)].map(([, name]) => name!)));
  return [
    // Numbers in an id are data: the id of one review, not a name for all of them.
    ...LISTS.flatMap((attribute) => named(attribute, wordsOf(body, attribute))).filter(
      ({ kind, word }) => kind !== 'id' || !/\d/.test(word),
    ),
    ...named('data', new Set([...body.matchAll(/\s(data-[\w-]{1,60})=/g)].map(([, name]) => name!))),
    ...named('embedded', embeddedKeysOf(body)),
  ];
}

function named(kind: Kind, words: Iterable<string>): { kind: Kind; word: string }[] {
  return [...words].map((word) => ({ kind, word }));
}

function wordsOf(html: string, attribute: string): Set<string> {
  const words = new Set<string>();
  for (const [, list] of html.matchAll(new RegExp(`\\s${attribute}=["']([^"'<>]{1,500})["']`, 'g')))
    for (const word of list!.split(/\s+/)) if (word) words.add(word);
  return words;
}

function keysOf(json: unknown): Set<string> {
  const keys = new Set<string>();
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) for (const item of value) walk(item);
    else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) {
        keys.add(key);
        walk(inner);
      }
    }
  };
  walk(json);
  return keys;
}

const SCRIPT = /<script[^>]{0,300}>[\s\S]*?<\/script>/g;

/**
 * Keys of JSON inside scripts, escaped or not. Numbers as keys are data (ids), and the `@` keywords of JSON-LD belong to the
 * standard: a site cannot rename either.
 */
function embeddedKeysOf(html: string): Set<string> {
  const keys = new Set<string>();
  for (const [script] of html.matchAll(SCRIPT)) {
    for (const [, key] of script.matchAll(/"([A-Za-z_$][\w@$.-]{0,60})\\?":/g)) keys.add(key!);
  }
  return keys;
}

function mutate(body: string, { drop, kind, word }: Change): string {
  const other = drop ? '' : `${word}-x`;
  const literal = word.replaceAll(/[.*+?^${}()|[\]\\-]/g, '\\$&');
  if (kind === 'data')
    return drop
      ? body.replaceAll(new RegExp(`\\s${literal}=(?:"[^"]*"|'[^']*')`, 'g'), '')
      : body.replaceAll(new RegExp(`\\s${literal}(?==)`, 'g'), ` ${word}-x`);
  // The tags go and what they hold stays, as an element stays where its class goes.
  if (kind === 'element')
    return drop
      ? body.replaceAll(new RegExp(`<${literal}(?=[\\s/>])[^>]*>|</${literal}\\s*>`, 'g'), '')
      : body.replaceAll(new RegExp(`(</?)${literal}(?=[\\s/>])`, 'g'), `$1${other}`);
  if (kind === 'embedded')
    return drop
      ? body.replaceAll(SCRIPT, (script) => withoutKey(script, word))
      : body.replaceAll(new RegExp(`"${literal}(?=\\\\?":)`, 'g'), `"${word}_x`);
  if (kind === 'key') return JSON.stringify(JSON.parse(body), (_, value: unknown) => changed(value, word, drop));
  return body.replaceAll(new RegExp(`(\\s${kind}=)(["'])([^"'<>]{1,500})\\2`, 'g'), (_, head, quote, list: string) => {
    const kept = list.split(/\s+/).map((one) => (one === word ? other : one));
    return `${head}${quote}${kept.filter(Boolean).join(' ')}${quote}`;
  });
}

/** A script that is nothing but JSON, without the key; one that is code stays: there a dropped key is no other than a renamed one. */
function withoutKey(script: string, word: string): string {
  const [, head = '', json = '', tail = ''] = /^(<script[^>]*>)([\s\S]*)(<\/script>)$/.exec(script) ?? [];
  if (!/^\s*[[{]/.test(json) || !json.includes(`"${word}"`)) return script;
  try {
    return head + JSON.stringify(JSON.parse(json), (_, value: unknown) => changed(value, word, true)) + tail;
  } catch {
    return script;
  }
}

function changed(value: unknown, word: string, drop: boolean): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || !(word in value)) return value;
  const { [word]: taken, ...rest } = value as Record<string, unknown>;
  return drop ? rest : { ...rest, [`${word}_x`]: taken };
}
