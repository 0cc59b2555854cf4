import { assertSame } from '../assertions.ts';
import { NEAR } from './contract-tokens.ts';
import { assertAllowed, assertRefused } from './expectations.ts';
import { pluginCase } from './plugin-case.ts';
import type { PluginCase, PluginSettings } from './plugin-under-test.ts';
import { ask, bearer, type StartedPlugin } from './request.ts';

const LOOPBACK = '127.0.0.1';

/** What the verifier was told of the request. */
async function contextOf(running: StartedPlugin, headers: readonly string[]): Promise<readonly string[]> {
  const answer = await ask(running, { path: '/whoami', headers: [bearer('telling'), ...headers] });
  assertAllowed(answer);
  const { principal } = JSON.parse(answer.body) as { principal: { permissions: readonly string[] } };
  return principal.permissions;
}

/** Which address a policy finds among these header lines; a token that is bound to it is let through. */
function addressCase(
  title: string,
  settings: PluginSettings,
  rows: readonly (readonly [headers: readonly string[], address: string | undefined])[],
): PluginCase {
  return pluginCase(title, settings, async (running, { seesAddress = true }) => {
    for (const [headers, address] of rows) {
      const seen = address === LOOPBACK && !seesAddress ? undefined : address;
      const [told] = await contextOf(running, headers);
      assertSame(told, `clientIp=${seen}`, 'The verifier is told the address of the client.');
      const answer = await ask(running, { path: '/organization', headers: [bearer('near'), ...headers] });
      if (seen === NEAR) assertAllowed(answer);
      else assertRefused(answer, { status: 401, challenge: ', error="invalid_token"' });
    }
  });
}

const forwardedFor = (...lines: readonly string[]) => lines.map((line) => `X-Forwarded-For: ${line}`);

/** Where a plugin takes the client's address from. */
export const addressCases: readonly PluginCase[] = [
  addressCase('the address is the socket’s, whatever a header says', {}, [
    [[], LOOPBACK],
    [forwardedFor(NEAR), LOOPBACK],
    [[`X-Real-IP: ${NEAR}`, `CF-Connecting-IP: ${NEAR}`, `True-Client-IP: ${NEAR}`], LOOPBACK],
    [[`Forwarded: for=${NEAR}`], LOOPBACK],
  ]),

  addressCase('no proxy is trusted', { clientIp: { trustedProxies: 0 } }, [
    [[], LOOPBACK],
    [forwardedFor(NEAR), LOOPBACK],
  ]),

  addressCase('behind one proxy it is what the proxy saw', { clientIp: { trustedProxies: 1 } }, [
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
  ]),

  addressCase('behind two proxies it is what the first saw', { clientIp: { trustedProxies: 2 } }, [
    [forwardedFor(`${NEAR}, 10.0.0.1`), NEAR],
    [forwardedFor(NEAR, '10.0.0.1'), NEAR],
    [forwardedFor(`${NEAR}, 203.0.113.9, 10.0.0.1`), '203.0.113.9'],
    // It did not come through both.
    [forwardedFor(NEAR), undefined],
  ]),

  pluginCase('the verifier is told of headers that a proxy would have sent', {}, async (running) => {
    for (const header of [
      'X-Forwarded-For: 203.0.113.9',
      'Forwarded: for=203.0.113.9',
      'X-Real-IP: 203.0.113.9',
    ]) {
      const [, forwarded] = await contextOf(running, [header]);
      assertSame(forwarded, 'forwarded=true', 'An address that everybody shares is not throttled.');
    }
    const [, forwarded, userAgent] = await contextOf(running, []);
    assertSame(forwarded, 'forwarded=false', 'An address that nobody forwards is the client’s.');
    assertSame(userAgent, 'userAgent=contract/1', 'The verifier is told the user agent.');
  }),
];
