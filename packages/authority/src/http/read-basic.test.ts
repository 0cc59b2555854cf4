import { expect, test } from 'vitest';
import { readBasic } from './read-basic.ts';

const token = 'lynk_service_live_abc';
const encoded = btoa(`gateway:${token}`);
const other = { ok: false, kind: 'other' };
const invalid = { ok: false, kind: 'invalid' };

test.each([
  ['one pair', `Basic ${encoded}`],
  ['the scheme in any case', `bAsIc ${encoded}`],
  ['white space around it', ` \tBasic   ${encoded}\t `],
  ['no client id', `Basic ${btoa(`:${token}`)}`],
  ['a client id in form encoding', `Basic ${btoa(`api%3A1+%26+more:${token}`)}`],
  ['a client id that is not encoded', `Basic ${btoa(`100%:${token}`)}`],
  ['a secret in form encoding', `Basic ${btoa(`gateway:${token.replaceAll('_', '%5F')}`)}`],
])('reads the secret of %s', (_, value) => {
  expect(readBasic(value)).toEqual({ ok: true, secret: token });
});

test('reads what RFC 6749 encodes', () => {
  const secret = 's3cr3t+%/:=& xé';
  const formEncoded = new URLSearchParams({ _: secret }).toString().slice(2);
  expect(readBasic(`Basic ${btoa(`id:${formEncoded}`)}`)).toEqual({ ok: true, secret });
});

test.each([
  null,
  '',
  'Basic',
  'basic  ',
  `Bearer ${token}`,
  `Basics ${encoded}`,
  `Digest ${encoded}`,
  encoded,
])('finds no credentials in %j', (value) => {
  expect(readBasic(value)).toEqual(other);
});

test.each([
  ['two pairs', `Basic ${encoded}, Basic ${encoded}`],
  ['a bearer token beside it', `Basic ${encoded}, Bearer ${token}`],
  ['a comma', `Basic, ${encoded}`],
  ['two words', `Basic ${encoded} ${encoded}`],
  ['no base64', 'Basic gateway:secret'],
  ['base64 without its padding', `Basic ${btoa('id:secret12').replaceAll('=', '')}`],
  [
    'base64 with other bits at its end',
    `Basic ${btoa('id:abc1').replace('A==', 'B==').replace('Q==', 'R==')}`,
  ],
  ['base64 with white space', `Basic ${encoded.slice(0, 8)} ${encoded.slice(8)}`],
  ['base64 for URLs', `Basic ${btoa('id:???>>>').replaceAll('/', '_').replaceAll('+', '-')}`],
  ['no colon', `Basic ${btoa(token)}`],
  ['a control character', `Basic ${btoa(`id:${token}\n`)}`],
  ['a byte that is not ASCII', `Basic ${btoa('id:\xe9')}`],
  ['half an escape', `Basic ${btoa(`id:${token}%5`)}`],
  ['an escape that is not UTF-8', `Basic ${btoa('id:%ff')}`],
])('rejects %s', (_, value) => {
  expect(readBasic(value)).toEqual(invalid);
});
