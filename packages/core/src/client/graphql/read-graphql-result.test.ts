/// <reference types="node" />
import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { caught } from '../../../test/caught.ts';
import { tokenCorpus } from '../../../test/corpora.ts';
import { expectSafe } from '../../../test/expect-safe.ts';
import { errorCodes } from '../../errors/errors.ts';
import { createRedactor } from '../../redact/create-redactor.ts';
import { defineTokenFormat } from '../../token/define-token-format.ts';
import { readGraphQLResult } from './read-graphql-result.ts';

const [row] = tokenCorpus.issued;
if (row === undefined) throw new Error('The corpus is empty.');
const { token, body: secret, mask } = row;
const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };

const errorOf = (status: number, headers: Record<string, string>, body: string, options = {}) => {
  const result = readGraphQLResult(status, headers, body, options);
  if (result.ok) throw new Error('The response was accepted.');
  return result.error;
};
const coded = (code: string) => JSON.stringify({ errors: [{ message: 'M', extensions: { code } }] });

test('README example', () => {
  const body = '{"data":{"organization":{"name":"Acme Corp"}}}';
  expect(readGraphQLResult(200, new Headers(JSON_TYPE), body)).toEqual({
    ok: true,
    data: { organization: { name: 'Acme Corp' } },
  });
});

describe('success', () => {
  const types = [
    'application/json',
    'application/graphql-response+json',
    'APPLICATION/JSON;charset=UTF-8',
    'text/json',
  ];
  test.each(types)('%s', (type) => {
    expect(readGraphQLResult(200, { 'Content-Type': type }, '{"data":{}}')).toEqual({ ok: true, data: {} });
  });

  test.each([
    '{"data":{}}',
    '{"data":{},"errors":[]}',
    '{"data":{},"errors":null}',
    '{"data":{},"extensions":{}}',
  ])('%s', (body) => {
    expect(readGraphQLResult(200, JSON_TYPE, body)).toEqual({ ok: true, data: {} });
    expect(readGraphQLResult(200, {}, body)).toEqual({ ok: true, data: {} });
  });
});

describe('invalid responses', () => {
  test.each([
    ['<html>login</html>', 'text/html', 'wrong_content_type'],
    ['{"data":{}}', 'text/plain', 'wrong_content_type'],
    ['{"data":{}}', 'application/jsonp', 'wrong_content_type'],
    ['{"data":{}}', '', 'wrong_content_type'],
    ['<html>login</html>', 'application/json', 'not_json'],
    ['{"data":{"a":', 'application/json', 'not_json'],
    ['', 'application/json', 'not_json'],
    ['null', 'application/json', 'wrong_shape'],
    ['[]', 'application/json', 'wrong_shape'],
    ['"x"', 'application/json', 'wrong_shape'],
    ['{}', 'application/json', 'wrong_shape'],
    ['{"errors":[]}', 'application/json', 'wrong_shape'],
    ['{"errors":null}', 'application/json', 'wrong_shape'],
    ['{"data":null}', 'application/json', 'wrong_shape'],
    ['{"data":[]}', 'application/json', 'wrong_shape'],
    ['{"data":"x"}', 'application/json', 'wrong_shape'],
    ['{"data":{},"errors":{}}', 'application/json', 'wrong_shape'],
    ['{"data":{},"errors":"x"}', 'application/json', 'wrong_shape'],
    ['{"data":{},"errors":["x"]}', 'application/json', 'wrong_shape'],
    ['{"data":{},"errors":[{}]}', 'application/json', 'wrong_shape'],
    ['{"data":{},"errors":[{"message":1}]}', 'application/json', 'wrong_shape'],
    ['{"__proto__":{"data":{}}}', 'application/json', 'wrong_shape'],
  ])('%s as %s', (body, type, problem) => {
    expect(errorOf(200, { 'content-type': type }, body)).toMatchObject({
      name: 'LynkBadResponseError',
      problem,
      status: 200,
    });
  });
});

describe('errors in a 200', () => {
  test('reports all errors, with or without data', () => {
    const errors = [
      {
        message: "Field 'notAField' doesn't exist on type 'Organization'",
        locations: [{ line: 1, column: 2 }],
        path: ['query', 'organization', 0, 'notAField'],
        extensions: { code: 'undefinedField', typeName: 'Organization' },
      },
      { message: 'second', path: null, extensions: null },
      { message: 'third', path: [{}], extensions: { code: 7 } },
    ];
    for (const data of [undefined, null, { a: 1 }]) {
      const error = errorOf(200, JSON_TYPE, JSON.stringify({ data, errors }));
      expect(error).toMatchObject({
        name: 'LynkGraphQLError',
        status: 200,
        message: "Field 'notAField' doesn't exist on type 'Organization'; second; third",
        errors: [
          {
            message: errors[0]?.message,
            code: 'undefinedField',
            path: ['query', 'organization', 0, 'notAField'],
          },
          { message: 'second', code: undefined, path: undefined },
          { message: 'third', code: undefined, path: undefined },
        ],
      });
    }
  });

  test('masks a token in a message, a code or a path', () => {
    const errors = [{ message: `no ${token}`, path: [token], extensions: { code: token } }];
    const error = errorOf(200, JSON_TYPE, JSON.stringify({ errors }));
    expectSafe(inspect(error, { depth: 9, showHidden: true }), secret);
    expect(error).toMatchObject({ message: `no ${mask}`, errors: [{ code: mask, path: [mask] }] });
  });

  test('masks tokens of another format with its redactor', () => {
    const redact = createRedactor({
      formats: [defineTokenFormat({ brand: 'acme', environments: ['live'] })],
    });
    const error = errorOf(200, JSON_TYPE, `{"errors":[{"message":"acme_live_${secret}"}]}`, { redact });
    expect(error.message).toBe('acme_live_eTQw…');
  });
});

describe('statuses take precedence over the body', () => {
  const bodies = ['', '<html>', '{"data":{}}', coded('UNAUTHORIZED')];
  const cases: readonly (readonly [number, keyof typeof errorCodes])[] = [
    [301, 'LynkHttpError'],
    [400, 'LynkBadRequestError'],
    [401, 'LynkUnauthorizedError'],
    [403, 'LynkForbiddenError'],
    [404, 'LynkHttpError'],
    [405, 'LynkHttpError'],
    [413, 'LynkHttpError'],
    [429, 'LynkRateLimitedError'],
    [500, 'LynkHttpError'],
    [502, 'LynkHttpError'],
    [503, 'LynkUnavailableError'],
    [504, 'LynkHttpError'],
  ];
  test.each(cases)('%i is a %s', (status, name) => {
    for (const body of status === 400 ? bodies.slice(0, 3) : bodies) {
      for (const headers of [{}, JSON_TYPE, { 'content-type': 'text/html' }]) {
        expect(errorOf(status, headers, body)).toMatchObject({ name, code: errorCodes[name], status });
      }
    }
  });

  test('reports a 400 about the document as a GraphQL error', () => {
    expect(errorOf(400, JSON_TYPE, coded('BAD_REQUEST'))).toMatchObject({ code: 'bad_request' });
    expect(errorOf(400, JSON_TYPE, '{"errors":[{"message":"M"}]}')).toMatchObject({ code: 'bad_request' });
    expect(errorOf(400, JSON_TYPE, coded('GRAPHQL_PARSE_FAILED'))).toMatchObject({
      code: 'graphql',
      status: 400,
      errors: [{ message: 'M', code: 'GRAPHQL_PARSE_FAILED' }],
    });
  });

  test.each([
    [
      'Bearer realm="api", error="insufficient_scope", scope="update_sboms view_sboms"',
      ['update_sboms', 'view_sboms'],
    ],
    ['Basic realm="x", Bearer error=insufficient_scope, scope=update_sboms', ['update_sboms']],
    ['Bearer realm="api", scope="update_sboms"', []],
    ['Bearer realm="api", error="invalid_token", scope="update_sboms"', []],
    ['Bearer realm="api", error="insufficient_scope", scope="a  b"', []],
    ['Bearer realm="api", error="insufficient_scope", scope=""', []],
    ['Bearer realm="api", error="insufficient_scope", scope="a', []],
    ['', []],
  ])('403 with %s', (challenge, permissions) => {
    for (const headers of [
      new Headers({ 'WWW-Authenticate': challenge }),
      { 'Www-Authenticate': challenge },
    ]) {
      const result = readGraphQLResult(403, headers, coded('FORBIDDEN'));
      expect(result).toMatchObject({ ok: false, error: { code: 'forbidden', permissions } });
    }
  });

  test('masks a token in the scope of a 403', () => {
    const challenge = `Bearer error="insufficient_scope", scope="${token}"`;
    expect(errorOf(403, { 'WWW-Authenticate': challenge }, '')).toMatchObject({ permissions: [mask] });
  });

  test.each([
    ['7', 7],
    ['Thu, 29 Feb 2024 12:00:30 GMT', 30],
    ['soon', undefined],
  ])('429 and 503 with Retry-After: %s', (value, seconds) => {
    const options = { now: () => Date.UTC(2024, 1, 29, 12) };
    for (const status of [429, 503]) {
      expect(errorOf(status, { 'Retry-After': value }, '', options)).toMatchObject({
        retryAfterSeconds: seconds,
      });
    }
    expect(errorOf(502, { 'Retry-After': value }, '', options)).toMatchObject({ code: 'http' });
  });
});

describe('headers', () => {
  const record = { 'CONTENT-type': ['application/json'] };
  const maps = [
    new Headers(JSON_TYPE),
    record,
    { get: () => undefined },
    { get: () => null },
    { get: () => ['application/json'] },
  ];
  test('reads headers of every form', () => {
    for (const headers of maps) expect(readGraphQLResult(200, headers, '{"data":{}}').ok).toBe(true);
  });

  test('treats headers that throw as absent', () => {
    const headers = {
      get: () => {
        throw new Error('x');
      },
    };
    expect(readGraphQLResult(200, headers, '{"data":{}}').ok).toBe(true);
    expect(readGraphQLResult(403, headers, '')).toMatchObject({ error: { permissions: [] } });
  });
});

test('rejects an unknown option', () => {
  expect(caught(() => readGraphQLResult(200, {}, '', { redactor: 1 } as never))).toMatchObject({
    code: 'configuration',
  });
});

test('reports an error for a status that is not a number', () => {
  for (const status of [undefined, '200', { toString: {} }, Symbol('200'), Number.NaN]) {
    const result = readGraphQLResult(status as number, {}, '{"data":{}}');
    expect(result).toMatchObject({ ok: false, error: { code: 'http' } });
  }
});

test('never throws, and never has a token of the response in the error', () => {
  const status = fc.oneof(
    fc.constantFrom(200, 400, 401, 403, 429, 503),
    fc.integer(),
    fc.double(),
    fc.anything(),
  );
  const json = fc.oneof(
    fc.json(),
    fc
      .record({ data: fc.jsonValue(), errors: fc.jsonValue() }, { requiredKeys: [] })
      .map((value) => JSON.stringify(value)),
    fc
      .array(
        fc.record({
          message: fc.constantFrom(token, 'x', 1),
          path: fc.jsonValue(),
          extensions: fc.record({ code: fc.constantFrom(token, 'x', null) }),
        }),
      )
      .map((errors) => JSON.stringify({ errors })),
  );
  const body = fc.oneof(json, fc.string(), fc.constant(token), fc.anything());
  const value = fc.oneof(
    fc.string(),
    fc.constantFrom(
      'application/json',
      '7',
      token,
      `Bearer error=insufficient_scope, scope="${token}"`,
      `Bearer a="${token}`,
    ),
    fc.anything(),
  );
  const names = ['content-type', 'WWW-Authenticate', 'Retry-After'];
  const record = fc.dictionary(fc.constantFrom(...names), value);
  const headers = fc.oneof(
    record,
    record.map((list) => ({ get: (name: string) => list[name] })),
    fc.anything(),
  );
  fc.assert(
    fc.property(status, headers, body, (anyStatus, anyHeaders, anyBody) => {
      const result = readGraphQLResult(anyStatus as number, anyHeaders as never, anyBody as string);
      if (result.ok) {
        expect(anyStatus).toBeGreaterThanOrEqual(200);
        expect(typeof result.data).toBe('object');
        return;
      }
      expect(Object.hasOwn(errorCodes, result.error.name)).toBe(true);
      expectSafe(inspect(result.error, { depth: 9, showHidden: true }), secret);
    }),
    { numRuns: 10_000 },
  );
});
