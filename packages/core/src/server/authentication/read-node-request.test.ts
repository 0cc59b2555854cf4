import { expect, test } from 'vitest';
import { readNodeRequest } from './read-node-request.ts';

test('reads headers of the request only, and none of a polluted Object.prototype', () => {
  const headers = Object.assign(
    Object.create({ authorization: 'Bearer inherited', 'x-forwarded-for': '192.0.2.7' }),
    { 'user-agent': 'mine' },
  );
  const { authorization, header } = readNodeRequest({ rawHeaders: ['User-Agent', 'mine'], headers });
  expect([authorization, header('x-forwarded-for'), header('user-agent')]).toEqual([
    undefined,
    undefined,
    'mine',
  ]);
});
