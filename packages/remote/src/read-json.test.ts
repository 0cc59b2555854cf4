import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catchLynkError } from '../test/catch-lynk-error.ts';
import { readJson } from './read-json.ts';

const encoder = new TextEncoder();
const response = (body: string | Uint8Array, type: string | null = 'application/json') => ({
  status: 200,
  headers: new Headers(type === null ? {} : { 'content-type': type }),
  bytes: typeof body === 'string' ? encoder.encode(body) : body,
});
const problem = async (...args: Parameters<typeof response>) => {
  const error = await catchLynkError((async () => readJson(response(...args)))());
  return error.code === 'bad_response' ? error.problem : error.code;
};

it('reads any output of JSON.stringify', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 3 }), fc.constantFrom(undefined, 2), (value, space) => {
      const text = JSON.stringify(value, null, space);
      expect(readJson(response(text))).toEqual({ text, json: JSON.parse(text) });
    }),
  );
});

it.each(['application/json; charset=utf-8', 'application/token-introspection+json'])(
  'accepts the content type %s',
  (type) => {
    expect(readJson(response('{}', type)).json).toEqual({});
  },
);

it.each([null, 'text/html', 'application/token-introspection+jwt', 'text/plain', ''])(
  'rejects the content type %j',
  async (type) => expect(await problem('{"active":true}', type)).toBe('wrong_content_type'),
);

it.each([
  '',
  '{',
  '{"active":tr',
  '<html>',
  "{'active':true}",
  '{"active":true}{}',
  '{"active":NaN}',
  'undefined',
])('rejects a body that is not JSON: %j', async (text) => expect(await problem(text)).toBe('not_json'));

it('rejects a body that is not UTF-8', async () => {
  const bytes = encoder.encode('{"active":true,"sub":"?"}');
  expect(readJson(response(bytes)).json).toEqual({ active: true, sub: '?' });
  bytes[bytes.indexOf(0x3f)] = 0xff;
  expect(await problem(bytes)).toBe('not_json');
});

describe('duplicate names', () => {
  it.each([
    '{"active":false,"active":true}',
    '{"active":true,"active":true}',
    '{"a":{"b":1,"b":1}}',
    '[{"a":1},{"a":1,"a":2}]',
    '{"act\\u0069ve":false,"active":true}',
    '{"__proto__":1,"__proto__":2}',
    '{"1":1,"1":2}',
    '{"a\\"":1,"a\\"":2}',
    '{"":{},"":{}}',
  ])('are rejected: %s', async (text) => expect(await problem(text)).toBe('wrong_shape'));

  it.each([
    '{"a":{"a":1},"b":[{"a":1}]}',
    '{"a":"\\"b\\":1,\\"b\\":2"}',
    '{"a:":":","b\\\\":"\\\\"}',
    '{"__proto__":{"a":1}}',
    '":"',
  ])('are not reported for %s', (text) => expect(readJson(response(text)).text).toBe(text));

  it('are found at any depth, without recursion', async () => {
    const nested = (inner: string) => '{"a":['.repeat(9000) + inner + ']}'.repeat(9000);
    expect(readJson(response(nested('{"a":1}'))).json).toBeTypeOf('object');
    expect(await problem(nested('{"a":1,"a":1}'))).toBe('wrong_shape');
  });
});
