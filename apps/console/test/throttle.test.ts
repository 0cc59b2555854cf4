import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTestConsole, type TestConsole, withLastChanged } from './console.ts';

let console_: TestConsole;
beforeEach(async () => {
  console_ = await startTestConsole();
});
afterEach(() => console_.dispose());

const CHECK = 'query { organization { id name } }';
const FAILURES = 100;

test('who fails a hundred times in a minute is told to wait, and good tokens go on', async () => {
  const token = withLastChanged(console_.token);
  const ask = () => console_.query(CHECK, { token });
  expect((await console_.query(CHECK)).status).toBe(200);
  let refused = await ask();
  let failures = 0;
  // Some are forgiven while this goes on.
  for (; refused.status === 401 && failures < 3 * FAILURES; failures += 1) refused = await ask();
  expect(failures).toBeGreaterThanOrEqual(FAILURES);
  expect(refused.status).toBe(429);
  expect(refused.json).toEqual({
    errors: [{ message: 'Too Many Requests', extensions: { code: 'TOO_MANY_REQUESTS' } }],
  });
  expect(refused.headers.get('retry-after')).toBe('1');
  expect(refused.headers.has('www-authenticate')).toBe(false);
  expect((await console_.query(CHECK)).status).toBe(200);
});

test('behind a proxy nobody waits for somebody else, which the log says once', async () => {
  const token = withLastChanged(console_.token);
  const headers = { 'x-forwarded-for': '192.0.2.7' };
  for (let call = 0; call < FAILURES + 5; call += 1) {
    expect((await console_.query(CHECK, { token, headers })).status).toBe(401);
  }
  expect(console_.logged.filter((line) => line.includes('not throttled'))).toHaveLength(1);
});
