import { describe, expect, test } from '@jest/globals';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { ENDPOINTS } from '#api/contracts/index.js';
import { buildOpenApi } from '#api/openapi.js';
import { ROUTES } from '#api/routes/index.js';

const document = JSON.parse(JSON.stringify(buildOpenApi())) as {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, unknown> };
};

interface Operation {
  operationId: string;
  description: string;
  security?: unknown[];
  parameters?: { name: string; in: string }[];
  responses: Record<string, { content?: Record<string, unknown> }>;
}

const operations = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
);

describe('the OpenAPI document', () => {
  test('is a valid OpenAPI 3.1 document', async () => {
    const config = await createConfig({ rules: { struct: 'error', 'no-unresolved-refs': 'error' } });
    const problems = await lintFromString({ source: JSON.stringify(document), config });
    expect(document.openapi).toBe('3.1.0');
    expect(problems.map(({ message, location }) => [location[0]?.pointer, message])).toEqual([]);
  });

  test('describes every endpoint, and each is served by one route', () => {
    const described = operations.map(({ operation }) => operation.operationId).sort();
    expect(described).toEqual(ENDPOINTS.map(({ id }) => id).sort());
    expect(ROUTES.map(({ endpoint }) => endpoint.id).sort()).toEqual(described);
  });

  test('declares every parameter of every path', () => {
    for (const { path, operation } of operations) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const declared = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path');
      expect([operation.operationId, declared.map(({ name }) => name).sort()]).toEqual([
        operation.operationId,
        inPath.sort(),
      ]);
    }
  });

  test('says of every operation what it needs, and answers problems as problem+json', () => {
    for (const { operation } of operations) {
      expect(operation.description).toMatch(/Needs|Open to everyone/);
      expect(operation.responses['default']?.content).toHaveProperty('application/problem+json');
    }
  });

  test('opens without security only what is open', () => {
    const open = operations.filter(({ operation }) => operation.security?.length === 0);
    expect(open.map(({ operation }) => operation.operationId).sort()).toEqual([
      'beginProviderSignIn',
      'createSession',
      'endProviderSignIn',
      'readHealth',
      'readReadiness',
      'readSignInMethods',
    ]);
  });

  test('names the unit of every area and length', () => {
    const text = JSON.stringify(document.components.schemas);
    const quantities = [...text.matchAll(/"(\w*(?:M2|Metres|[a-z]M))":(\{[^}]*\})/g)];
    expect(quantities.length).toBeGreaterThan(5);
    const silent = quantities.filter(([, , schema]) => !/metre/i.test(schema!)).map(([, name]) => name);
    expect(silent).toEqual([]);
  });
});
