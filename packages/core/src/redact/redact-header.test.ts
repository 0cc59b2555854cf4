import { describe, expect, test } from 'vitest';
import { tokenCorpus } from '../../test/corpora.ts';
import { SecurityToken } from '../token/security-token.ts';
import { redact } from './redact.ts';

const [row] = tokenCorpus.issued;
if (row === undefined) throw new Error('The corpus is empty.');
const { token, mask } = row;
const bearer = `Bearer ${token}`;

describe('headers', () => {
  const secret = 'other-vendor-secret';
  const cases: readonly (readonly [string, unknown, unknown])[] = [
    ['our token', bearer, `Bearer ${mask}`],
    ['a mask', `Bearer ${mask}`, `Bearer ${mask}`],
    ['another vendor’s', `bearer ${secret}`, 'bearer …'],
    ['another scheme', 'Basic YTpi', 'Basic …'],
    ['no scheme', secret, '…'],
    ['an unknown scheme', `${secret} ${secret}`, '…'],
    ['a scheme alone', 'Bearer ', 'Bearer'],
    ['our token among others', `a=1; b=${token}`, mask],
    ['nothing', '', ''],
    ['null', null, null],
    ['lines', [bearer, secret], [`Bearer ${mask}`, '…']],
    ['a SecurityToken', new SecurityToken(token), mask],
    ['an object', { secret }, '…'],
    ['a number', 123456, '…'],
    ['bytes', new TextEncoder().encode(secret), '…'],
    ['already hidden', 'Basic …', 'Basic …'],
    ['an array that has no end', Object.assign([], { length: 4_000_000_000 }), '…'],
  ];
  const names = [
    'authorization',
    'Proxy-Authorization',
    'COOKIE',
    'set-cookie',
    'X-Api-Key',
    'http.request.header.authorization',
    'http.response.header.set_cookie',
    'req.headers.Cookie',
    'HTTP_PROXY_AUTHORIZATION',
  ];
  for (const name of names) {
    test.each(cases)(`${name}: %s`, (_, value, shown) => {
      expect(redact({ [name]: value, other: 1 })).toEqual({ [name]: shown, other: 1 });
      expect(redact({ [name]: shown })).toEqual({ [name]: shown });
      expect(redact(new Map([[name, value]]))).toEqual(new Map([[name, shown]]));
      expect(redact([name, value])).toEqual([name, shown]);
      expect(redact([[name, value]])).toEqual([[name, shown]]);
      expect(redact(['Host', 'a', name, value])).toEqual(['Host', 'a', name, shown]);
    });
  }

  test('copies Headers to a plain object', () => {
    const headers = new Headers({ authorization: bearer, cookie: 'a=1', accept: '*/*', 'x-trace': token });
    headers.append('set-cookie', 'a=1');
    headers.append('set-cookie', `b=${token}`);
    expect(redact(headers)).toEqual({
      accept: '*/*',
      authorization: `Bearer ${mask}`,
      cookie: '…',
      'set-cookie': ['…', mask],
      'x-trace': mask,
    });
    expect(headers.get('authorization') === bearer).toBe(true);
  });

  test('copies a Request and a Response to plain objects, without their internal state', () => {
    const cookies: [string, string][] = [
      ['set-cookie', `session=${secret}`],
      ['set-cookie', `other=${secret}`],
    ];
    const response = new Response('body', { status: 201, headers: cookies });
    expect(redact({ response })).toEqual({
      response: {
        status: 201,
        statusText: '',
        url: '',
        headers: { 'content-type': 'text/plain;charset=UTF-8', 'set-cookie': ['…', '…'] },
      },
    });
    const headers = { authorization: `Basic ${secret}`, accept: '*/*' };
    expect(redact(new Request(`https://host/?token=${token}`, { headers }))).toEqual({
      method: 'GET',
      url: `https://host/?token=${mask}`,
      headers: { accept: '*/*', authorization: 'Basic …' },
    });
  });

  test('does not treat a value of a flat list as a name', () => {
    expect(redact(['Vary', 'Cookie', 'Host', 'a'])).toEqual(['Vary', 'Cookie', 'Host', 'a']);
  });
});
