import { tokenCorpus } from '@lynk-auth/conformance';
import axios from 'axios';
import { ofetch } from 'ofetch';
import { describe, expect, test } from 'vitest';
import { findSecret } from './find-secret.ts';

// A canary that finds nothing anywhere would let every client pass.
const { token, body, mask } = tokenCorpus.issued[0] ?? { token: '', body: '', mask: '' };
const headers = { authorization: `Bearer ${token}` };

const hiding: Readonly<Record<string, unknown>> = {
  'a text': token,
  'the end of one': { a: [`…${body.slice(-12)}`] },
  'a header': new Headers(headers),
  'a Map': new Map([['a', { token }]]),
  'a key': { [token]: 1 },
  'a symbol': { [Symbol('a')]: token },
  'what is not enumerable': Object.defineProperty({}, 'a', { value: token }),
  'a getter of a class': new (class {
    get token() {
      return token;
    }
  })(),
  'a cause': new Error('a', { cause: new Error(token) }),
  toJSON: { toJSON: () => token },
  bytes: new TextEncoder().encode(token),
};

describe('the token is found in', () => {
  test.each(Object.entries(hiding))('%s', (_, value) => {
    expect(findSecret(value, body)).toBeDefined();
  });

  test('what axios and ofetch throw by themselves', async () => {
    const url = 'http://127.0.0.1:9/';
    const errors = [
      await axios.get(url, { headers }).catch((error) => error),
      await ofetch(url, { headers, retry: 0 }).catch((error) => error),
    ];
    for (const error of errors) expect(findSecret(error, body)).toBeDefined();
  });
});

test('a mask is no find', () => {
  expect(findSecret({ mask, error: new Error(mask) }, body)).toBe(undefined);
});
