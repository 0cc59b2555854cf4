import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { authorizationCorpus } from '../../test/corpora.ts';
import { authorizationValue } from '../server/authentication/authorization-value.ts';
import { readBearer } from './read-bearer.ts';

const { valid_token: token, vectors } = authorizationCorpus;

test('README example', () => {
  expect(readBearer(`Bearer ${token}`)).toEqual({ ok: true, token });
  expect(readBearer('Basic dXNlcjpwYXNz')).toEqual({ ok: false, kind: 'missing' });
  expect(readBearer('Bearer a, Bearer b')).toEqual({ ok: false, kind: 'invalid' });
});

describe('every row of authorization.json', () => {
  test.each(vectors)('$name', ({ authorization, expect: expected }) => {
    const read = readBearer(authorization.length === 0 ? undefined : authorization.join(', '));
    if (expected.challenge === 'Bearer') expect(read).toEqual({ ok: false, kind: 'missing' });
    else if (expected.challenge === 'invalid_request') expect(read).toEqual({ ok: false, kind: 'invalid' });
    else expect(read.ok).toBe(true);
  });
});

/** The grammar once more, as an oracle: regular expressions where the reader has loops. */
function oracle(value: string): ReturnType<typeof readBearer> {
  const text = value.replace(/^[ \t]+|[ \t]+$/g, '');
  const match = /^bearer +([A-Za-z0-9\-._~+/]+=*)$/i.exec(text);
  if (match !== null) return { ok: true, token: match[1] ?? '' };
  if (text === '' || /^bearer$/i.test(text)) return { ok: false, kind: 'missing' };
  const some = /^bearer[ \t,]/i.test(text) || /,[ \t]*bearer(?:$|[ \t,])/i.test(text);
  return { ok: false, kind: some ? 'invalid' : 'missing' };
}

const piece = fc.oneof(
  fc.constantFrom(
    'Bearer',
    'bearer',
    'BEARER',
    'Basic',
    ' ',
    '  ',
    '\t',
    ',',
    ', ',
    '=',
    '==',
    '"',
    '\u00a0',
    token,
  ),
  fc.string({ unit: 'binary', maxLength: 6 }),
);

test('agrees with the grammar for any input and never throws', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const value = pieces.join('');
      expect(readBearer(value)).toEqual(oracle(value));
    }),
    { numRuns: 30_000 },
  );
});

test('never reads two bearer credentials as one token, however they are joined', () => {
  const gap = fc.constantFrom('', ' ', '\t', '  ');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 3 }), gap, gap, (pieces, before, after) => {
      const value = `${pieces.join('')}${before},${after}Bearer ${token}`;
      expect(readBearer(value)).toEqual({ ok: false, kind: 'invalid' });
    }),
    { numRuns: 5000 },
  );
});

test('reads half a megabyte of any input in one pass', () => {
  for (const part of [' ', '\t', ',', ', ', 'Bearer ', ',bearer', 'a', '=', ',x']) {
    const value = part.repeat(500_000 / part.length);
    expect(readBearer(`Bearer ${value}!`).ok).toBe(false);
    expect(readBearer(value).ok).toBe(false);
  }
});

describe('authorizationValue', () => {
  test('returns the merged header for a single line, so that a middleware can remove it', () => {
    expect(
      authorizationValue({ rawHeaders: ['Host', 'x', 'Authorization', 'a'], headers: {} }),
    ).toBeUndefined();
    expect(authorizationValue({ rawHeaders: ['authorization', 'a'], headers: { authorization: 'b' } })).toBe(
      'b',
    );
    expect(authorizationValue({ headers: { authorization: 'b' } })).toBe('b');
  });

  test('joins several lines in any case, regardless of the merged header', () => {
    const rawHeaders = [
      'Authorization',
      'a',
      'X-Other',
      'authorization',
      'AUTHORIZATION',
      'b',
      'authorization',
      'c',
    ];
    expect(authorizationValue({ rawHeaders, headers: { authorization: 'a' } })).toBe('a, b, c');
    expect(authorizationValue({ rawHeaders, headers: {} })).toBe('a, b, c');
  });

  test('joins a merged header that is a list', () => {
    expect(authorizationValue({ headers: { authorization: ['a', 'b'] } })).toBe('a, b');
  });
});
