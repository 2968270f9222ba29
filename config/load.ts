import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseDocument } from 'yaml';
import { z } from 'zod';
import { BadConfig } from '../src/errors.ts';
import { checkMeaning } from './check.ts';
import { engineProblems } from './engines.ts';
import { mailProblems } from './mail.ts';
import { Config } from './schema.ts';

/** Secrets come from the environment alone, so that a config file can be shown to anybody. */
const SECRET_NAMES = new Set(['MOLVA_SECRET', 'MOLVA_CONFIG', 'MOLVA_MAIL_PASSWORD']);

export interface LoadOptions {
  /** `--config`; without it `molva.yaml` in the working folder, if it is there. */
  readonly file?: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Flags, as paths: `{ 'web.port': '4601' }`. They win over everything. */
  readonly flags?: Readonly<Record<string, string>>;
  readonly cwd: string;
}

export interface Loaded {
  readonly config: Config;
  /** Null: no file, all defaults (the demo). */
  readonly file: string | null;
}

/** defaults < file < environment < flags. Throws `BadConfig` with *all* problems: path, what was found, what is wanted. */
export function loadConfig(options: LoadOptions): Loaded {
  const named = options.file ?? options.env['MOLVA_CONFIG'];
  const file = path.resolve(options.cwd, named ?? 'molva.yaml');
  if (named !== undefined && !existsSync(file))
    throw new BadConfig([`${file}: no such file; run "molva init" to write a first one`]);
  const problems: string[] = [];
  const raw = existsSync(file) ? readYaml(file, problems) : {};
  if (problems.length > 0) throw new BadConfig(problems);
  for (const [name, value] of Object.entries(options.env)) {
    if (!name.startsWith('MOLVA_') || SECRET_NAMES.has(name) || value === undefined) continue;
    const known = settingPaths.get(name);
    if (known === undefined)
      problems.push(`${name}: no such setting; known are ${[...settingPaths.keys()].slice(0, 4).join(', ')} …`);
    else put(raw, known, typed(value));
  }
  for (const [dotted, value] of Object.entries(options.flags ?? {})) put(raw, dotted.split('.'), typed(value));
  const parsed = Config.safeParse(raw);
  if (!parsed.success) problems.push(...parsed.error.issues.flatMap((issue) => describe(issue, raw)));
  if (parsed.success)
    problems.push(
      ...checkMeaning(parsed.data),
      ...engineProblems(parsed.data),
      ...mailProblems(parsed.data.mail, options.env['MOLVA_MAIL_PASSWORD'] || undefined),
    );
  if (problems.length > 0 || !parsed.success) throw new BadConfig(problems);
  return { config: parsed.data, file: existsSync(file) ? file : null };
}

/** All defaults, whatever lies in the folder: for commands that work without a configuration. */
export function defaultConfig(): Config {
  return Config.parse({});
}

function readYaml(file: string, problems: string[]): Record<string, unknown> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new BadConfig([`${file}: cannot be read (${(cause as NodeJS.ErrnoException).code})`]);
  }
  const document = parseDocument(text, { prettyErrors: true, maxAliasCount: 20 } as Parameters<
    typeof parseDocument
  >[1]);
  for (const error of document.errors) problems.push(`${file}: ${error.message.split('\n')[0]}`);
  if (problems.length > 0) return {};
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 20 });
  } catch (cause) {
    problems.push(`${file}: ${(cause as Error).message}`);
    return {};
  }
  if (value === null || value === undefined) return {};
  if (typeof value !== 'object' || Array.isArray(value)) {
    problems.push(`${file}: got ${kind(value)}, wanted settings such as "brands:"`);
    return {};
  }
  return value as Record<string, unknown>;
}

/** One sentence per problem: where, what was found, what is wanted. */
function describe(issue: z.core.$ZodIssue, raw: unknown): string[] {
  const where = issue.path.length === 0 ? 'config' : issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => `${[...issue.path.map(String), key].join('.')}: no such setting`);
  }
  if (issue.code === 'invalid_union')
    return [`${where}: got ${show(at(raw, issue.path))}, wanted an address or { url: ... }`];
  return [`${where}: got ${show(at(raw, issue.path))}, wanted ${wantedBy(issue)}`];
}

/** What the schema asks for, without its own way of saying it. */
function wantedBy(issue: z.core.$ZodIssue): string {
  if (issue.code === 'too_big') return `at most ${issue.maximum}`;
  if (issue.code === 'too_small') return `at least ${issue.minimum}`;
  if (issue.code === 'invalid_value') return issue.values.map((value) => JSON.stringify(value)).join(', ');
  return issue.message
    .replace(/^Invalid input: /, '')
    .replace(/, received .*$/, '')
    .replace(/^expected /, '');
}

function at(value: unknown, keys: readonly PropertyKey[]): unknown {
  return keys.reduce<unknown>((inner, key) => (inner as Record<PropertyKey, unknown> | undefined)?.[key], value);
}

function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

function kind(value: unknown): string {
  return Array.isArray(value) ? 'a list' : `a ${typeof value}`;
}

/** Numbers and booleans of the environment and of flags; everything else stays text. */
function typed(text: string): unknown {
  if (text === 'true' || text === 'false') return text === 'true';
  if (text === 'null') return null;
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}

function put(into: Record<string, unknown>, keys: readonly string[], value: unknown): void {
  let here = into;
  for (const key of keys.slice(0, -1)) {
    const inner = here[key];
    here[key] = typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? inner : {};
    here = here[key] as Record<string, unknown>;
  }
  here[keys.at(-1)!] = value;
}

/** `MOLVA_WEB_PORT` -> ['web', 'port'], for all settings that are single values. */
const settingPaths: ReadonlyMap<string, readonly string[]> = new Map(
  leaves(z.toJSONSchema(Config, { io: 'input' }), []),
);

function leaves(schema: unknown, keys: readonly string[]): [string, readonly string[]][] {
  const { properties } = schema as { properties?: Record<string, unknown> };
  if (properties === undefined) {
    return keys[0] === 'brands'
      ? []
      : [
          [
            `MOLVA_${keys
              .map((key) => key.replace(/([A-Z])/g, '_$1'))
              .join('_')
              .toUpperCase()}`,
            keys,
          ],
        ];
  }
  return Object.entries(properties).flatMap(([key, inner]) => leaves(inner, [...keys, key]));
}
