import { z } from 'zod';
import { fieldErrors, HttpProblem } from './problems.ts';

type Kind = 'array' | 'boolean' | 'number' | 'other';

/** What a query field holds, below its optional and default wrappers. */
function kindOf(type: z.ZodType): Kind {
  if (type instanceof z.ZodOptional || type instanceof z.ZodDefault || type instanceof z.ZodNullable) {
    return kindOf(type.unwrap() as z.ZodType);
  }
  if (type instanceof z.ZodArray) return 'array';
  if (type instanceof z.ZodBoolean) return 'boolean';
  return type instanceof z.ZodNumber ? 'number' : 'other';
}

function elementKind(type: z.ZodType): Kind {
  if (type instanceof z.ZodOptional || type instanceof z.ZodDefault) return elementKind(type.unwrap() as z.ZodType);
  return type instanceof z.ZodArray ? kindOf(type.element as z.ZodType) : 'other';
}

/** `"true"` -> true, `"5"` -> 5. What does not fit stays a word, which the schema then refuses by name. */
function convert(kind: Kind, raw: string): unknown {
  if (kind === 'boolean') return raw === 'true' ? true : raw === 'false' ? false : raw;
  // Number('') is 0 and Number('0x10') is 16: neither is what a person meant.
  if (kind === 'number') return /^-?\d{1,15}(\.\d{1,15})?$/.test(raw) ? Number(raw) : Number.NaN;
  return raw;
}

/**
 * Reads the query of `url` by a schema: repeatable fields become lists, words become booleans and numbers, an unknown
 * field or one that is given twice is refused. Throws `HttpProblem` bad-input with one row per wrong field.
 */
export function readQuery<Q extends z.ZodObject>(schema: Q, url: string): z.output<Q> {
  const start = url.indexOf('?');
  const given = new URLSearchParams(start < 0 ? '' : url.slice(start + 1));
  const raw: Record<string, unknown> = Object.create(null);
  const twice: { name: string; reason: string }[] = [];
  for (const name of new Set(given.keys())) {
    const values = given.getAll(name);
    const type = Object.hasOwn(schema.shape, name) ? (schema.shape[name] as z.ZodType) : undefined;
    if (type === undefined) {
      raw[name] = values[0];
    } else if (kindOf(type) === 'array') {
      const kind = elementKind(type);
      raw[name] = values.map((value) => convert(kind, value));
    } else if (values.length > 1) {
      twice.push({ name, reason: 'given more than once' });
    } else {
      raw[name] = convert(kindOf(type), values[0] ?? '');
    }
  }
  const parsed = schema.strict().safeParse({ ...raw });
  if (parsed.success && twice.length === 0) return parsed.data as z.output<Q>;
  const wrong = [...twice, ...(parsed.success ? [] : fieldErrors(parsed.error.issues))];
  throw new HttpProblem('bad-input', 'Some query parameters are wrong.', { errors: wrong });
}
