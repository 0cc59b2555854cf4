import axios from 'axios';
import { ofetch } from 'ofetch';
import { describe, expect, test } from 'vitest';
import { tokenCorpus } from '../corpora/corpora.ts';
import { findSecret } from './find-secret.ts';

// If it found nothing, every client would pass.
const { token, body, mask } = tokenCorpus.issued[0] ?? { token: '', body: '', mask: '' };
const headers = { authorization: `Bearer ${token}` };

const hiding: Readonly<Record<string, unknown>> = {
  'a string': token,
  'the end of a string': { a: [`…${body.slice(-12)}`] },
  'a header': new Headers(headers),
  'a Map': new Map([['a', { token }]]),
  'a key': { [token]: 1 },
  'a symbol': { [Symbol('a')]: token },
  'a property that is not enumerable': Object.defineProperty({}, 'a', { value: token }),
  'a getter of a class': new (class {
    get token() {
      return token;
    }
  })(),
  'a cause': new Error('a', { cause: new Error(token) }),
  toJSON: { toJSON: () => token },
  bytes: new TextEncoder().encode(token),
};

describe('finds the token in', () => {
  test.each(Object.entries(hiding))('%s', (_, value) => {
    expect(findSecret(value, body)).toBeDefined();
  });

  test('the errors of plain axios and ofetch', async () => {
    const url = 'http://127.0.0.1:9/';
    const errors = [
      await axios.get(url, { headers }).catch((error) => error),
      await ofetch(url, { headers, retry: 0 }).catch((error) => error),
    ];
    for (const error of errors) expect(findSecret(error, body)).toBeDefined();
  });
});

test('does not report a mask', () => {
  expect(findSecret({ mask, error: new Error(mask) }, body)).toBe(undefined);
});
