import { assertSame } from '../assertions.ts';
import { NEAR } from './contract-tokens.ts';
import { assertAllowed, assertRefused } from './expectations.ts';
import { pluginCase } from './plugin-case.ts';
import type { PluginCase, PluginSettings } from './plugin-under-test.ts';
import { bearer, type StartedPlugin, sendRequest } from './request.ts';

const LOOPBACK = '127.0.0.1';

/** What the verifier was told of the request. */
async function contextOf(running: StartedPlugin, headers: readonly string[]): Promise<readonly string[]> {
  const response = await sendRequest(running, { path: '/whoami', headers: [bearer('telling'), ...headers] });
  assertAllowed(response);
  const { principal } = JSON.parse(response.body) as { principal: { permissions: readonly string[] } };
  return principal.permissions;
}

/** Creates a case for the address that a policy finds in header lines, and for a token that is bound to it. */
function addressCase(
  title: string,
  settings: PluginSettings,
  rows: readonly (readonly [headers: readonly string[], address: string | undefined])[],
): PluginCase {
  return pluginCase(title, settings, async (running, { seesAddress = true }) => {
    for (const [headers, address] of rows) {
      const seen = address === LOOPBACK && !seesAddress ? undefined : address;
      const [told] = await contextOf(running, headers);
      assertSame(told, `clientIp=${seen}`, 'The verifier must receive the client address.');
      const response = await sendRequest(running, {
        path: '/organization',
        headers: [bearer('near'), ...headers],
      });
      if (seen === NEAR) assertAllowed(response);
      else assertRefused(response, { status: 401, challenge: ', error="invalid_token"' });
    }
  });
}

const forwardedFor = (...lines: readonly string[]) => lines.map((line) => `X-Forwarded-For: ${line}`);

/** Checks where a plugin reads the client's address. */
export const addressCases: readonly PluginCase[] = [
  addressCase('the client address is that of the socket, whatever a header contains', {}, [
    [[], LOOPBACK],
    [forwardedFor(NEAR), LOOPBACK],
    [[`X-Real-IP: ${NEAR}`, `CF-Connecting-IP: ${NEAR}`, `True-Client-IP: ${NEAR}`], LOOPBACK],
    [[`Forwarded: for=${NEAR}`], LOOPBACK],
  ]),

  addressCase('trustedProxies: 0 trusts no proxy', { clientIp: { trustedProxies: 0 } }, [
    [[], LOOPBACK],
    [forwardedFor(NEAR), LOOPBACK],
  ]),

  addressCase(
    'trustedProxies: 1 takes the address that the proxy added',
    { clientIp: { trustedProxies: 1 } },
    [
      [forwardedFor(NEAR), NEAR],
      [forwardedFor(`${NEAR}:4711`), NEAR],
      [forwardedFor(`203.0.113.9, ${NEAR}`), NEAR],
      [forwardedFor('203.0.113.9', NEAR), NEAR],
      // What the client wrote itself.
      [forwardedFor(`${NEAR}, 203.0.113.9`), '203.0.113.9'],
      [forwardedFor(NEAR, '203.0.113.9'), '203.0.113.9'],
      [[], undefined],
      [forwardedFor('unknown'), undefined],
      [[`X-Real-IP: ${NEAR}`], undefined],
    ],
  ),

  addressCase(
    'trustedProxies: 2 takes the address that the first proxy added',
    { clientIp: { trustedProxies: 2 } },
    [
      [forwardedFor(`${NEAR}, 10.0.0.1`), NEAR],
      [forwardedFor(NEAR, '10.0.0.1'), NEAR],
      [forwardedFor(`${NEAR}, 203.0.113.9, 10.0.0.1`), '203.0.113.9'],
      // It did not come through both.
      [forwardedFor(NEAR), undefined],
    ],
  ),

  pluginCase('the verifier receives the user agent', {}, async (running) => {
    const [, userAgent] = await contextOf(running, []);
    assertSame(userAgent, 'userAgent=contract/1', 'The verifier must receive the user agent.');
  }),
];
