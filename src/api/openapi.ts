import { z } from 'zod';
import { Brand } from '../domain/brand.ts';
import { Item, ItemVersion } from '../domain/item.ts';
import { Run } from '../domain/run.ts';
import { Target } from '../domain/target.ts';
import type { Route } from './define-route.ts';
import { PROBLEMS, type ProblemCode } from './problems.ts';
import * as wire from './wire.ts';

type Json = Record<string, unknown>;

/** Shapes that many answers share; everything else is written where it is used. */
const NAMED = { Item, ListedItem: wire.ListedItem, ItemVersion, Target, Run, Brand, Problem: wire.Problem } as const;
const named = z.registry<{ id: string }>();
for (const [id, schema] of Object.entries(NAMED)) named.add(schema as z.ZodType, { id });

const TAGS = [
  { name: 'feed', description: 'What people said, and counts of it' },
  { name: 'trust', description: 'What looks paid for, and what people say of it' },
  { name: 'sources', description: 'Places that are read, and the visits to them' },
  { name: 'digest', description: 'The daily mail and who gets it' },
  { name: 'access', description: 'Who may come in' },
  { name: 'system', description: 'How the product itself is' },
];

/** What every route can answer besides its own. */
const ALWAYS: readonly ProblemCode[] = [
  'bad-input',
  'unauthorised',
  'forbidden',
  'unknown-host',
  'too-many',
  'internal',
  'unavailable',
];
const WITH_BODY: readonly ProblemCode[] = ['bad-json', 'too-large', 'unsupported-media'];

/** One zod type as JSON Schema 2020-12; named shapes become references. Answers may grow: they are not closed. */
function schemaOf(type: z.ZodType, io: 'input' | 'output'): Json {
  const whole = z.toJSONSchema(type, { io, metadata: named, unrepresentable: 'any' }) as Json;
  const { $schema: _schema, $defs: _defs, ...schema } = whole;
  return tidy(schema, io) as Json;
}

function componentSchemas(): Json {
  const { schemas } = z.toJSONSchema(named, { io: 'output', uri: (id) => `#/components/schemas/${id}` });
  return Object.fromEntries(
    Object.entries(schemas).map(([id, whole]) => {
      const { $schema: _schema, $id: _id, ...schema } = whole as Json;
      return [id, tidy(schema, 'output')];
    }),
  );
}

function tidy(value: unknown, io: 'input' | 'output'): unknown {
  if (Array.isArray(value)) return value.map((one) => tidy(one, io));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(withNamedKeys(value as Json)).filter(
    ([key, inner]) => !(io === 'output' && key === 'additionalProperties' && inner === false),
  );
  return Object.fromEntries(
    entries.map(([key, inner]) => [
      key,
      key === '$ref' && typeof inner === 'string'
        ? inner.replace('#/$defs/', '#/components/schemas/')
        : tidy(inner, io),
    ]),
  );
}

/** A record over a closed list of keys is, said plainly, an object with these properties. */
function withNamedKeys(schema: Json): Json {
  const keys = (schema['propertyNames'] as { enum?: string[] } | undefined)?.enum;
  if (keys === undefined) return schema;
  const { propertyNames: _names, additionalProperties: each, ...rest } = schema;
  return { ...rest, properties: Object.fromEntries(keys.map((key) => [key, each])) };
}

function parameters(route: Route): Json[] {
  const of = (shape: z.ZodObject | undefined, place: 'path' | 'query'): Json[] => {
    const schema = shape === undefined ? {} : schemaOf(shape, 'input');
    const required = new Set((schema['required'] as string[] | undefined) ?? []);
    return Object.entries((schema['properties'] as Record<string, Json> | undefined) ?? {}).map(
      ([name, { description, ...inner }]) => ({
        name,
        in: place,
        required: place === 'path' || required.has(name),
        ...(description === undefined ? {} : { description }),
        schema: inner,
        ...(inner['type'] === 'array' ? { style: 'form', explode: true } : {}),
      }),
    );
  };
  const header = {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    description:
      'The first answer to it is kept for a day and given again, so that a repeated request does nothing twice',
    schema: { type: 'string', maxLength: 200 },
  };
  return [...of(route.params, 'path'), ...of(route.query, 'query'), ...(route.idempotent === true ? [header] : [])];
}

function responses(route: Route): Json {
  const codes = [...ALWAYS, ...(route.body === undefined ? [] : WITH_BODY), ...(route.errors ?? [])];
  const byStatus = Map.groupBy(new Set(codes), (code) => PROBLEMS[code].status);
  const content =
    route.stream !== undefined
      ? Object.fromEntries(route.stream.contentTypes.map((type) => [type, { schema: { type: 'string' } }]))
      : route.response && { 'application/json': { schema: schemaOf(route.response, 'output') } };
  const success = { description: route.stream?.description ?? route.summary, ...(content ? { content } : {}) };
  const problems = [...byStatus]
    .sort(([a], [b]) => a - b)
    .map(([status, same]) => [
      String(status),
      {
        description: same.map((code) => `\`${code}\`: ${PROBLEMS[code].title}`).join('; '),
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]);
  return { [String(route.status)]: success, ...Object.fromEntries(problems) };
}

/** The OpenAPI 3.1 document of the declared routes: made from the very schemas that validate. */
export function openApiDocument(routes: readonly Route[], version: string): Json {
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    const given = parameters(route);
    paths[`/api/v1${route.path}`] = {
      ...paths[`/api/v1${route.path}`],
      [route.method]: {
        operationId: route.id,
        tags: [route.tag],
        summary: route.summary,
        description: `${route.description === undefined ? '' : `${route.description}\n\n`}Scope: ${route.scope}.`,
        ...(given.length > 0 ? { parameters: given } : {}),
        ...(route.body === undefined
          ? {}
          : {
              requestBody: {
                required: true,
                content: { 'application/json': { schema: schemaOf(route.body, 'input') } },
              },
            }),
        responses: responses(route),
      },
    };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Molva',
      version,
      summary: 'What people say about a brand: collected, understood, decided on',
      description:
        'Errors are problem documents (RFC 9457) with a `code`, a `requestId` and `errors` that name each wrong field. Unknown parameters are refused. Times are ISO 8601 in UTC.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/', description: 'This server' }],
    security: [{ bearer: [] }, { apiKey: [] }, { session: [] }],
    tags: TAGS,
    paths,
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', description: 'An API key' },
        apiKey: { type: 'apiKey', in: 'header', name: 'X-Api-Key', description: 'An API key' },
        session: { type: 'apiKey', in: 'cookie', name: 'molva_session', description: 'A signed-in person' },
      },
      schemas: componentSchemas(),
    },
  };
}
