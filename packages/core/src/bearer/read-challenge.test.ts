import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bearerChallenge } from './bearer-challenge.ts';
import { readChallenge } from './read-challenge.ts';

const read = (value: string) => {
  const challenge = readChallenge(value);
  return challenge === null ? null : Object.fromEntries(challenge);
};

test.each([
  ['Bearer realm="api"', { realm: 'api' }],
  ['Bearer', {}],
  ['bearer  realm = "a, b" ,error=x', { realm: 'a, b', error: 'x' }],
  ['Bearer realm="a\\"b\\\\"', { realm: 'a"b\\' }],
  [
    'Basic realm="x", Bearer realm="api", error="insufficient_scope", scope="a b"',
    { realm: 'api', error: 'insufficient_scope', scope: 'a b' },
  ],
  ['Bearer realm="1", Bearer realm="2"', { realm: '1' }],
  ['Bearer realm="1", Basic realm="2"', { realm: '1' }],
  ['Negotiate abc==, Bearer a=b', { a: 'b' }],
  ['Negotiate, Bearer a=b', { a: 'b' }],
  ['Bearer a=b,', { a: 'b' }],
  ['Bearer A=b', { a: 'b' }],
  ['Basic realm="x"', null],
  ['', null],
  ['a=b', null],
  ['Bearer a=b, A=c', null],
  ['Bearer a="b', null],
  ['Bearer a=b c=d', null],
  ['Bearer a=b; c=d', null],
  ['Bearer "a"', null],
  ['Bearer a=', {}],
  ['Bearer a==b', null],
  ['Bearer a=b, \u00a0', null],
])('%s', (value, parameters) => {
  expect(read(value)).toEqual(parameters);
});

test('reads the challenges that core creates', () => {
  const permission = fc.stringMatching(/^[!#-[\]-~]{1,20}$/);
  const realm = fc.stringMatching(/^[ !#-[\]-~]{1,40}$/);
  fc.assert(
    fc.property(realm, fc.array(permission, { minLength: 1 }), (name, permissions) => {
      const value = bearerChallenge(name, 'insufficient_scope', permissions);
      const expected = { realm: name, error: 'insufficient_scope', scope: permissions.join(' ') };
      expect(read(value)).toEqual(expected);
      expect(read(`Basic realm="${name}", ${value}, Digest a=b`)).toEqual(expected);
    }),
    { numRuns: 2_000 },
  );
});
