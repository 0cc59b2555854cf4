import { expect, test } from 'vitest';
import { tokenCorpus } from '../../test/corpora.ts';
import { createJsonRedactor } from './create-json-redactor.ts';
import { redact } from './redact.ts';

const { token = '', mask = '' } = tokenCorpus.issued[0] ?? {};

test('masks strings, keys and headers of JSON like the redactor for loggers', () => {
  const value = {
    list: [token, 1, null, true, { [token]: `x ${token}` }],
    'Set-Cookie': ['a=b', token],
    authorization: `Bearer ${token}`,
    'http.request.header.cookie': 'c',
  };
  const redacted = createJsonRedactor()(value);
  expect(redacted).toEqual(redact(value));
  expect(JSON.stringify(redacted)).toContain(mask);
  expect(JSON.stringify(redacted).includes(token.slice(-12))).toBe(false);
  expect(createJsonRedactor()(`for ${token}`)).toBe(`for ${mask}`);
});

test('stops at values that are too deep', () => {
  let deep: unknown = token;
  for (let depth = 0; depth < 10_000; depth += 1) deep = [deep];
  expect(JSON.stringify(createJsonRedactor()(deep))).toContain('[too deep]');
});
