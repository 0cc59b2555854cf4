import { expect, test } from 'vitest';
import { discardRequestBody } from './discard-request-body.ts';

test.each([
  ['no body', {}, false],
  ['an empty body', { 'content-length': '0' }, false],
  ['a small body', { 'content-length': '65536' }, false],
  ['a large body', { 'content-length': '65537' }, true],
  ['a body that does not say', { 'transfer-encoding': 'chunked' }, true],
  ['a length that is not a number', { 'content-length': 'x' }, false],
])('%s', (_, headers, expected) => {
  expect(discardRequestBody({ httpVersionMajor: 1, complete: false, headers })).toBe(expected);
  expect(discardRequestBody({ httpVersionMajor: 2, headers })).toBe(false);
  expect(discardRequestBody({ httpVersionMajor: 1, complete: true, headers })).toBe(false);
  const request = { headers };
  expect([discardRequestBody(request), discardRequestBody(request)]).toEqual([expected, expected]);
});
