import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { failure } from '../test/failure.ts';
import { readJson } from './read-json.ts';

const encoder = new TextEncoder();
const answer = (body: string | Uint8Array, type: string | null = 'application/json') => ({
  status: 200,
  headers: new Headers(type === null ? {} : { 'content-type': type }),
  bytes: typeof body === 'string' ? encoder.encode(body) : body,
});
const problem = async (...args: Parameters<typeof answer>) => {
  const error = await failure((async () => readJson(answer(...args)))());
  return error.code === 'bad_response' ? error.problem : error.code;
};

it('reads what JSON.stringify writes, whatever it is', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 3 }), fc.constantFrom(undefined, 2), (value, space) => {
      const text = JSON.stringify(value, null, space);
      expect(readJson(answer(text))).toEqual({ text, json: JSON.parse(text) });
    }),
  );
});

it.each(['application/json; charset=utf-8', 'application/token-introspection+json'])('takes %s', (type) => {
  expect(readJson(answer('{}', type)).json).toEqual({});
});

it.each([null, 'text/html', 'application/token-introspection+jwt', 'text/plain', ''])(
  'takes nothing of the type %j',
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
])('is no JSON: %j', async (text) => expect(await problem(text)).toBe('not_json'));

it('is no UTF-8', async () => {
  const bytes = encoder.encode('{"active":true,"sub":"?"}');
  expect(readJson(answer(bytes)).json).toEqual({ active: true, sub: '?' });
  bytes[bytes.indexOf(0x3f)] = 0xff;
  expect(await problem(bytes)).toBe('not_json');
});

describe('a name that is there twice', () => {
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
  ])('is refused: %s', async (text) => expect(await problem(text)).toBe('wrong_shape'));

  it.each([
    '{"a":{"a":1},"b":[{"a":1}]}',
    '{"a":"\\"b\\":1,\\"b\\":2"}',
    '{"a:":":","b\\\\":"\\\\"}',
    '{"__proto__":{"a":1}}',
    '":"',
  ])('is not seen where there is none: %s', (text) => expect(readJson(answer(text)).text).toBe(text));

  it('is found however deep it is, without recursion', async () => {
    const nested = (inner: string) => '{"a":['.repeat(9000) + inner + ']}'.repeat(9000);
    expect(readJson(answer(nested('{"a":1}'))).json).toBeTypeOf('object');
    expect(await problem(nested('{"a":1,"a":1}'))).toBe('wrong_shape');
  });
});
