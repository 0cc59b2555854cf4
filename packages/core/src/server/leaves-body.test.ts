import { expect, test } from 'vitest';
import { leavesBody } from './leaves-body.ts';

test.each([
  ['no body', {}, false],
  ['an empty body', { 'content-length': '0' }, false],
  ['a small body', { 'content-length': '65536' }, false],
  ['a large body', { 'content-length': '65537' }, true],
  ['a body that does not say', { 'transfer-encoding': 'chunked' }, true],
])('%s', (_, headers, expected) => {
  expect(leavesBody({ httpVersionMajor: 1, complete: false, headers })).toBe(expected);
  expect(leavesBody({ headers })).toBe(expected);
  expect(leavesBody({ httpVersionMajor: 2, headers })).toBe(false);
  expect(leavesBody({ httpVersionMajor: 1, complete: true, headers })).toBe(false);
});
