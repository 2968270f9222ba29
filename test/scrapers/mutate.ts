/** One change over a whole page: a class name, an `itemprop` or a JSON key is renamed or taken away everywhere. */
export interface Mutation {
  readonly name: string;
  readonly body: string;
}

/** Every mutation of a page, at most `limit` of them, picked evenly in a fixed order. */
export function* mutations(body: string, limit: number): Generator<Mutation> {
  const names = /^[\s\ufeff]*[[{]/.test(body)
    ? keysOf(body)
    : [...classesOf(body), ...propsOf(body), ...embeddedKeysOf(body)];
  const all = names.flatMap((change) => [`rename ${change}`, `drop ${change}`]);
  const step = Math.max(1, all.length / limit);
  for (let at = 0; at < all.length; at += step) {
    const name = all[Math.floor(at)]!;
    const [how, kind, ...rest] = name.split(' ');
    const mutated = mutate(body, { drop: how === 'drop', kind: kind!, word: rest.join(' ') });
    if (mutated !== body) yield { name, body: mutated };
  }
}

function classesOf(html: string): string[] {
  const words = new Set<string>();
  for (const [, list] of html.matchAll(/\sclass=["']([^"'<>]{1,500})["']/g))
    for (const word of list!.split(/\s+/)) if (word) words.add(word);
  return [...words].map((word) => `class ${word}`);
}

function propsOf(html: string): string[] {
  return [...new Set([...html.matchAll(/\sitemprop=["']([\w:]{1,60})["']/g)].map(([, prop]) => `itemprop ${prop}`))];
}

function keysOf(json: string): string[] {
  const keys = new Set<string>();
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) for (const item of value) walk(item);
    else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) {
        keys.add(`key ${key}`);
        walk(inner);
      }
    }
  };
  walk(JSON.parse(json));
  return [...keys];
}

/**
 * Keys of JSON inside scripts, escaped or not. Numbers as keys are data (ids), and the `@` keywords of JSON-LD belong to the
 * standard: a site cannot rename either.
 */
function embeddedKeysOf(html: string): string[] {
  const keys = new Set<string>();
  for (const [script] of html.matchAll(/<script[^>]{0,300}>[\s\S]*?<\/script>/g)) {
    for (const [, key] of script.matchAll(/"([A-Za-z_$][\w@$.-]{0,60})\\?":/g)) keys.add(`embedded ${key}`);
  }
  return [...keys];
}

function mutate(body: string, change: { drop: boolean; kind: string; word: string }): string {
  const { drop, kind, word } = change;
  const other = drop ? '' : `${word}-x`;
  const literal = word.replaceAll(/[.*+?^${}()|[\]\\-]/g, '\\$&');
  if (kind === 'class') {
    return body.replaceAll(/(\sclass=)(["'])([^"'<>]{1,500})\2/g, (_, head, quote, list: string) => {
      const kept = list.split(/\s+/).map((one) => (one === word ? other : one));
      return `${head}${quote}${kept.filter(Boolean).join(' ')}${quote}`;
    });
  }
  if (kind === 'itemprop')
    return body.replaceAll(new RegExp(`(\\sitemprop=["'])${literal}(?=["'])`, 'g'), `$1${other}`);
  if (kind === 'embedded')
    return drop ? body : body.replaceAll(new RegExp(`"${literal}(?=\\\\?":)`, 'g'), `"${word}_x`);
  return JSON.stringify(JSON.parse(body), (_, value: unknown) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value) || !(word in value)) return value;
    const { [word]: taken, ...rest } = value as Record<string, unknown>;
    return drop ? rest : { ...rest, [`${word}_x`]: taken };
  });
}
