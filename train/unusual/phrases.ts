import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { ReadLanguage } from '../../src/domain/item.ts';

/** Sections of `texts/<language>.txt`. */
export type Phrases = Readonly<Record<string, readonly string[]>>;

export function readPhrases(language: ReadLanguage): Phrases {
  const sections: Record<string, string[]> = {};
  let section: string[] = [];
  for (const line of readFileSync(path.join(import.meta.dirname, 'texts', `${language}.txt`), 'utf8').split('\n')) {
    const name = /^\[(\w+)\]$/.exec(line)?.[1];
    if (name !== undefined) sections[name] = section = [];
    else if (line.trim() !== '') section.push(line);
  }
  return sections;
}

/** `(a|b)` becomes one of its parts, `{brand}` the name. */
export function fill(template: string, brand: string, next: () => number): string {
  return template
    .replace(/\(([^()]*\|[^()]*)\)/g, (_, parts: string) => {
      const all = parts.split('|');
      return all[Math.floor(next() * all.length)]!;
    })
    .replaceAll('{brand}', brand);
}
