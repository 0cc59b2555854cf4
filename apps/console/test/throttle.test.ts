import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTestConsole, type TestConsole, withLastChanged } from './console.ts';

let console_: TestConsole;
beforeEach(async () => {
  console_ = await startTestConsole();
});
afterEach(() => console_.dispose());

const CHECK = 'query { organization { id name } }';
const FAILURES = 100;

test('throttles an address after a hundred failures in a minute, and still accepts valid tokens', async () => {
  const token = withLastChanged(console_.token);
  const fail = () => console_.query(CHECK, { token });
  expect((await console_.query(CHECK)).status).toBe(200);
  let rejected = await fail();
  let failures = 0;
  // The throttle forgives some failures while the loop runs.
  for (; rejected.status === 401 && failures < 3 * FAILURES; failures += 1) rejected = await fail();
  expect(failures).toBeGreaterThanOrEqual(FAILURES);
  expect(rejected.status).toBe(429);
  expect(rejected.json).toEqual({
    errors: [{ message: 'Too Many Requests', extensions: { code: 'TOO_MANY_REQUESTS' } }],
  });
  expect(rejected.headers.get('retry-after')).toBe('1');
  expect(rejected.headers.has('www-authenticate')).toBe(false);
  expect((await console_.query(CHECK)).status).toBe(200);
});

test('does not throttle requests through a proxy, and logs this once', async () => {
  const token = withLastChanged(console_.token);
  const headers = { 'x-forwarded-for': '192.0.2.7' };
  for (let call = 0; call < FAILURES + 5; call += 1) {
    expect((await console_.query(CHECK, { token, headers })).status).toBe(401);
  }
  expect(console_.logged.filter((line) => line.includes('not throttled'))).toHaveLength(1);
});
