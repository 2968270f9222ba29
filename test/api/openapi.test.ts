import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { type ServerUnderTest, startServer } from './server-under-test.ts';

let server: ServerUnderTest;
let text: string;

beforeAll(async () => {
  server = await startServer();
  text = (await server.call('GET', '/openapi.json')).text;
});
afterAll(() => server.close());

test('the document passes the recommended rules of the linter', async () => {
  const config = await createConfig({ extends: ['recommended'] });
  const found = await lintFromString({ source: text, absoluteRef: 'openapi.json', config });
  const lines = found.map(({ ruleId, message, location }) => `${ruleId}: ${message} ${location[0]?.pointer ?? ''}`);
  expect(lines).toEqual([]);
});

test('the linter does find faults', async () => {
  const config = await createConfig({ extends: ['recommended'] });
  const source = text
    .replace('"operationId":"getMe"', '"operationId":"getItem"')
    .replace('#/components/schemas/ListedItem"', '#/nowhere"');
  const rules = (await lintFromString({ source, absoluteRef: 'openapi.json', config })).map(({ ruleId }) => ruleId);
  expect(rules).toEqual(expect.arrayContaining(['operation-operationId-unique', 'no-unresolved-refs']));
});

test('every route is described with its parameters, answers and errors', () => {
  const document = JSON.parse(text);
  const described = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods as object).map((method) => `${method} ${path}`),
  );
  expect(described.sort()).toEqual(server.api.routes.map((route) => `${route.method} /api/v1${route.path}`).sort());
  const items = document.paths['/api/v1/items'].get;
  const byName = Object.fromEntries(items.parameters.map((one: { name: string }) => [one.name, one]));
  expect(byName.stars).toMatchObject({
    in: 'query',
    explode: true,
    schema: { type: 'array', items: { type: 'integer', maximum: 5 } },
  });
  expect(byName.limit).toMatchObject({ required: false, schema: { default: 50, maximum: 200 } });
  expect(byName.has_text.schema).toEqual({ type: 'boolean' });
  expect(items.responses['200'].content['application/json'].schema.properties.data.items).toEqual({
    $ref: '#/components/schemas/ListedItem',
  });
  expect(Object.keys(items.responses)).toEqual(['200', '400', '401', '403', '421', '429', '500', '503']);
  expect(document.paths['/api/v1/targets'].post.parameters[0].name).toBe('Idempotency-Key');
  expect(text).not.toContain('"stems"');
});
