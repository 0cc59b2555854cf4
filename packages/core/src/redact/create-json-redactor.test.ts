import { expect, test } from 'vitest';
import { tokenCorpus } from '../../test/corpora.ts';
import { defineTokenFormat } from '../token/define-token-format.ts';
import { createJsonRedactor } from './create-json-redactor.ts';

const { token = '', mask = '' } = tokenCorpus.issued[0] ?? {};

test('masks tokens in strings and keys of JSON, and hides the values of headers with credentials', () => {
  const value = {
    list: [token, 1, null, true, { [token]: `x ${token}` }],
    'Set-Cookie': ['a=b', token],
    authorization: `Bearer ${token}`,
    'http.request.header.cookie': 'c',
  };
  expect(createJsonRedactor()(value)).toEqual({
    list: [mask, 1, null, true, { [mask]: `x ${mask}` }],
    'Set-Cookie': '…',
    authorization: '…',
    'http.request.header.cookie': '…',
  });
});

test('hides a string with a token that is not plain, and no other', () => {
  const redact = createJsonRedactor();
  const lines = `${token.slice(0, 30)}\n${token.slice(30)}\nnext`;
  for (const text of [token.replace('_', '%5F'), lines, `${token} ${token.replace('_', '\\u005f')}`])
    expect(redact(`before ${text} after`)).toBe('[redacted]');
  expect(redact(`100%25 of \\u0041, ${token}\nnext ${token}`)).toBe(
    `100%25 of \\u0041, ${mask}\nnext ${mask}`,
  );
});

test('reads no escape into the equals sign before a brand', () => {
  const acme = defineTokenFormat({ brand: 'acme', environments: ['live'] });
  const body = token.slice('lynk_live_'.length);
  expect(createJsonRedactor(acme)(`token=acme_live_${body}`)).toBe('token=acme_live_eTQw…');
  expect(createJsonRedactor(acme)(`token=acme\x1b[0m_live_${body}`)).toBe('[redacted]');
});

test('stops at values that are too deep', () => {
  let deep: unknown = token;
  for (let depth = 0; depth < 10_000; depth += 1) deep = [deep];
  expect(JSON.stringify(createJsonRedactor()(deep))).toContain('[too deep]');
});
