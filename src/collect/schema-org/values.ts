import { orNull } from '../extract.ts';
import { textOfField } from '../field-text.ts';

/** An object of JSON-LD, or of microdata and RDFa brought into the same form: `@type`, `@id`, properties. */
export type SchemaNode = Readonly<Record<string, unknown>>;

export function isNode(value: unknown): value is SchemaNode {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** One value or many, nested a little (`[[...]]` occurs); deeper nesting is hostile and left alone. */
export function listOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value.flat(3) : [value];
}

/** `http://schema.org/Review`, `schema:Review`, `v:Review` -> `Review`. */
export function localName(name: string): string {
  return name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('#'), name.lastIndexOf(':')) + 1);
}

export function typesOf(node: SchemaNode): readonly string[] {
  return listOf(node['@type'])
    .filter((type) => typeof type === 'string')
    .flatMap((type) => type.trim().split(/\s+/).map(localName));
}

/** The first of the named properties that says something, whatever its prefix or case (`schema:reviewBody`, `reviewbody`). */
export function propertyOf(node: SchemaNode, ...names: readonly string[]): unknown {
  for (const name of names) {
    if (says(node[name])) return node[name];
  }
  const found = Object.entries(node).map(([key, value]) => [localName(key).toLowerCase(), value] as const);
  for (const name of names) {
    const value = found.find(([key, candidate]) => key === name.toLowerCase() && says(candidate))?.[1];
    if (value !== undefined) return value;
  }
  return undefined;
}

function says(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);
}

/** The text of a value: several different ones on lines of their own, objects by their `@value` or name. Null when empty. */
export function textOfValue(value: unknown): string | null {
  const parts = listOf(value)
    .slice(0, 100)
    .map(textOfOne)
    .filter((part) => part !== '');
  return orNull([...new Set(parts)].join('\n'));
}

function textOfOne(value: unknown): string {
  if (typeof value === 'string') return textOfField(value);
  if (typeof value === 'number') return String(value);
  if (!isNode(value)) return '';
  for (const name of ['@value', 'name', 'text', 'description']) {
    const [inner] = listOf(propertyOf(value, name));
    if (typeof inner === 'string') return textOfField(inner);
    if (typeof inner === 'number') return String(inner);
  }
  return '';
}
