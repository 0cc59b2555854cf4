import { generateToken } from '@lynk-auth/core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTestConsole, type TestConsole } from './console.ts';

let console_: TestConsole;
beforeEach(async () => {
  console_ = await startTestConsole();
});
afterEach(() => console_.dispose());

const CHECK = 'query { organization { id name } }';
const FAILURES = 100;
const MAX_FAILURES = 3 * FAILURES;

/** Returns a token that is not issued, with the right form and checksum. */
const forged = () => generateToken({ kind: 'personal', environment: 'live' }).reveal();

type Headers_ = Readonly<Record<string, string>>;
const fail = (target: TestConsole, headers?: Headers_) =>
  target.query(CHECK, headers === undefined ? { token: forged() } : { token: forged(), headers });

/**
 * Sends bad tokens until one is throttled, and returns its response and how many got 401 before. The throttle forgives a
 * failure every 0.6 seconds, so no single request is sure to be throttled.
 */
async function failUntilThrottled(target: TestConsole, headersOf: (call: number) => Headers_ = () => ({})) {
  for (let failures = 0; failures < MAX_FAILURES; failures += 1) {
    const response = await fail(target, headersOf(failures));
    if (response.status === 429) return { failures, response };
    expect(response.status).toBe(401);
  }
  throw new Error('No token was throttled.');
}

test('throttles an attacker alone on an address after a hundred failures in a minute', async () => {
  const { failures, response: rejected } = await failUntilThrottled(console_);
  expect(failures).toBeGreaterThanOrEqual(FAILURES);
  expect(rejected.json).toEqual({
    errors: [{ message: 'Too Many Requests', extensions: { code: 'TOO_MANY_REQUESTS' } }],
  });
  expect(rejected.headers.get('retry-after')).toBe('1');
  expect(rejected.headers.has('www-authenticate')).toBe(false);
});

test.each(['x-forwarded-for', 'x-real-ip', 'forwarded'])(
  'throttles an attacker who sends %s, as long as no proxy is configured',
  async (name) => {
    const headersOf = (call: number) => ({
      [name]: name === 'forwarded' ? `for=192.0.2.${call}` : `192.0.2.${call}`,
    });
    expect((await failUntilThrottled(console_, headersOf)).failures).toBeGreaterThanOrEqual(FAILURES);
  },
);

test('accepts a token that it has not seen before, from the address of an attacker', async () => {
  await failUntilThrottled(console_);
  const token = await console_.issue('Viewer');
  expect((await console_.query(CHECK, { token })).status).toBe(200);
  // Good clients share the address: a bad token is no longer throttled.
  expect((await fail(console_)).status).toBe(401);
});

test('accepts every good token after a restart, while the attack goes on', async () => {
  const tokens = [console_.token];
  for (let index = 0; index < 9; index += 1) tokens.push(await console_.issue('Viewer'));
  await failUntilThrottled(console_);
  const restarted = await startTestConsole({ LYNK_AUTH_DATA: console_.folder });
  let attacking = true;
  let failures = 0;
  const attack = async () => {
    for (; attacking; failures += 1) await fail(restarted);
  };
  try {
    const attackers = Array.from({ length: 20 }, attack);
    while (failures < 2 * FAILURES) await new Promise((resolve) => setTimeout(resolve, 10));
    for (const token of tokens) expect((await restarted.query(CHECK, { token })).status).toBe(200);
    attacking = false;
    await Promise.all(attackers);
  } finally {
    attacking = false;
    await restarted.dispose();
  }
});

test('throttles each client behind a proxy on its own, if it is configured', async () => {
  const proxied = await startTestConsole({ LYNK_AUTH_TRUSTED_PROXIES: '1' });
  const from = (address: string) => () => ({ 'x-forwarded-for': `203.0.113.9, ${address}` });
  try {
    await failUntilThrottled(proxied, from('192.0.2.7'));
    for (let call = 0; call < FAILURES / 2; call += 1) {
      expect((await fail(proxied, from('192.0.2.8')())).status).toBe(401);
    }
    // A request that bypasses the proxy has no address, and does not escape by that, nor with a wrong header.
    await failUntilThrottled(proxied);
    const { failures } = await failUntilThrottled(proxied, () => ({ 'x-forwarded-for': 'unknown' }));
    expect(failures).toBeLessThan(FAILURES);
  } finally {
    await proxied.dispose();
  }
});
