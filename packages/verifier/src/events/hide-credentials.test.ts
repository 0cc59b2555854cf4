import { expect, it } from 'vitest';
import { hideCredentials } from './hide-credentials.ts';

it.each([
  ['postgres://app:hunter2@db/x failed', 'postgres://…db/x failed'],
  ['postgres://app:hun@ter2/x@db:5432/x', 'postgres://…db:5432/x'],
  ['"redis://:hunter2@db"', '"redis://…db"'],
  [`postgres://app:${'hunter2'.repeat(300)}@db`, 'postgres://…db'],
  ['password=hunter2 host=db', 'password=… host=db'],
  ['{"password": "hunter2, and more", "host": "db"}', '{"password": …, "host": "db"}'],
  ["{ password: 'hunter2 x', host: 'db' }", "{ password: …, host: 'db' }"],
  ['DB_PASSWORD=hunter2 psql', 'DB_PASSWORD=… psql'],
  ['pwd=hunter2;host=db', 'pwd=…;host=db'],
  ['passphrase: hunter2', 'passphrase: …'],
  ['client_secret=hunter2&a=b', 'client_secret=…&a=b'],
  ['?access_token=hunter2&a=b', '?access_token=…&a=b'],
  ['credentials=hunter2', 'credentials=…'],
  ['X-Api-Key: hunter2', 'X-Api-Key: …'],
  ['apiKey: "hunter2"', 'apiKey: …'],
  ['Authorization: Basic aHVudGVyMg==, more\nhost: db', 'Authorization: …\nhost: db'],
  ['"authorization":"hunter2"', '"authorization": …'],
  ['set-cookie: sid=hunter2; a=hunter2\r\nx', 'set-cookie: …\r\nx'],
  ['rejected Bearer hunter2 today', 'rejected Bearer … today'],
  ['-----BEGIN RSA PRIVATE KEY-----\nhunter2\n-----END RSA PRIVATE KEY-----', '… RSA PRIVATE KEY-----'],
  ['-----BEGIN PRIVATE KEY-----\nhunter2', '…'],
])('%j', (message, hidden) => {
  expect(hideCredentials(message)).toBe(hidden);
  expect(hideCredentials(hidden)).not.toContain('hunter2');
});

it.each([
  'connect ECONNREFUSED 127.0.0.1:5432',
  'password authentication failed for user "app"',
  'GET https://api.example.com/users returned 500',
  'the token is unknown',
  'a@b.example is not a member',
])('keeps %s', (message) => {
  expect(hideCredentials(message)).toBe(message);
});

it('takes linear time', () => {
  for (const part of [
    '//',
    'password',
    'password=',
    "password='",
    'bearer ',
    '-----BEGIN PRIVATE KEY-----',
    'cookie',
  ]) {
    const long = part.repeat(200_000 / part.length);
    expect(hideCredentials(long).length).toBeLessThanOrEqual(2 * long.length);
  }
});
