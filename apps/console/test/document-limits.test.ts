import { getIntrospectionQuery } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestConsole, type TestConsole } from './console.ts';

let api: TestConsole;
beforeAll(async () => {
  api = await startTestConsole();
});
afterAll(() => api.dispose());

const times = (count: number, item: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => item(index)).join(' ');
const create = (index: number) => `a${index}: apiTokenCreate(input: { tokenName: "x" }) { errors }`;
const countTokens = async () =>
  (await api.query('{ organization { apiKeys { id } } }')).json.data.organization.apiKeys.length;

describe('a document over a limit gets 200 with an error, and nothing of it runs', () => {
  test.each([
    [
      '40 aliases',
      `{ organization { ${times(40, (i) => `a${i}: serviceTokens { id }`)} } }`,
      /Aliases limit/,
    ],
    ['aliases of __typename', `{ ${times(40, (i) => `a${i}: __typename`)} }`, /Aliases limit/],
    [
      'aliases in fragments',
      `{ organization { ...A ...B } } ${['A', 'B'].map((name) => `fragment ${name} on Organization { ${times(8, (i) => `${name}${i}: name`)} }`).join(' ')}`,
      /Aliases limit/,
    ],
    [
      'selections nested 20 deep',
      `{ organization ${'{ ... '.repeat(20)}{ id }${'}'.repeat(20)} }`,
      /depth limit/,
    ],
    ['a high cost', `{ organization { ${times(100, () => 'serviceTokens { id }')} } }`, /Cost limit/],
    ['more than 1,000 tokens', `{ organization { ${'id '.repeat(1200)} } }`, /tokens/],
    ['more than 16,384 characters', `{ organization { id } } #${'x'.repeat(16_384)}`, /16384 characters/],
    ['more than 1,000 lines', `${'\n'.repeat(1000)}{ organization { id } }`, /1000 lines/],
    ['more than 1,000 lines of \\r', `${'\r'.repeat(1000)}{ organization { id } }`, /1000 lines/],
    ['six mutations', `mutation { ${times(6, create)} }`, /Limit of 5 mutations/],
    ['250 mutations', `mutation { ${times(250, create)} }`, /limit|tokens/i],
    [
      'six mutations in fragments',
      `mutation { ${create(0)} ...A ...A ... { ${create(1)} ... on Mutation { ${create(2)} } } } fragment A on Mutation { ${create(3)} ${create(4)} ...B } fragment B on Mutation { ${create(5)} ...A }`,
      /Limit of 5 mutations/,
    ],
    [
      'six mutations without aliases in fragments in a circle',
      `mutation { ${times(5, create)} ...A } fragment A on Mutation { ...A apiTokenCreate(input: { tokenName: "x" }) { errors } }`,
      /Limit of 5 mutations/,
    ],
  ])('%s', async (_, query, message) => {
    const before = await countTokens();
    const { status, json } = await api.query(query);
    expect(status).toBe(200);
    expect(json).not.toHaveProperty('data');
    expect(json.errors[0].message).toMatch(message);
    expect(json.errors[0].extensions.code).toMatch(/^GRAPHQL_(PARSE|VALIDATION)_FAILED$/);
    expect(await countTokens()).toBe(before);
  });

  test('uses 400 with application/graphql-response+json', async () => {
    const headers = { accept: 'application/graphql-response+json' };
    for (const query of [`mutation { ${times(6, create)} }`, '\n'.repeat(2000)]) {
      expect((await api.query(query, { headers })).status).toBe(400);
    }
  });
});

test('runs five mutations in one document', async () => {
  const before = await countTokens();
  const { json } = await api.query(`mutation { ${times(5, create)} }`);
  expect(json).not.toHaveProperty('errors');
  expect(await countTokens()).toBe(before + 5);
});

test('runs the introspection query of graphql-js', async () => {
  const query = getIntrospectionQuery({ inputValueDeprecation: true, specifiedByUrl: true });
  const { json } = await api.query(query);
  expect(json).not.toHaveProperty('errors');
  expect(json.data.__schema.types.length).toBeGreaterThan(10);
});

test('limits the errors of one document', async () => {
  const { json } = await api.query(`{ organization { ${times(300, (i) => `u${i}`)} } }`);
  expect(json.errors.length).toBeLessThan(30);
});
