import { assertThat } from '../assertions.ts';
import { contractTokens } from './contract-tokens.ts';
import { assertPrincipal, assertRefused } from './expectations.ts';
import { openConnection } from './open-connection.ts';
import { pluginCase } from './plugin-case.ts';
import type { PluginCase } from './plugin-under-test.ts';
import { type ContractRequest, handledBy, requestText, sendRequest } from './request.ts';

const { valid } = contractTokens;
const form = 'Content-Type: application/x-www-form-urlencoded';

const elsewhere: Readonly<Record<string, ContractRequest>> = {
  'the query': { path: `/organization?access_token=${valid}&token=${valid}&authorization=Bearer%20${valid}` },
  'a form': { method: 'POST', path: '/organization', headers: [form], body: `access_token=${valid}` },
  'a JSON body': {
    method: 'POST',
    path: '/organization',
    headers: ['Content-Type: application/json'],
    body: JSON.stringify({ access_token: valid, token: valid }),
  },
  'a cookie': {
    path: '/organization',
    headers: [`Cookie: access_token=${valid}; token=${valid}; lynk=${valid}`],
  },
  'another header': {
    path: '/organization',
    headers: [
      'X-Api-Key',
      'X-Auth-Token',
      'Proxy-Authorization',
      'X-Authorization',
      'X-Forwarded-Authorization',
    ].map((name) => `${name}: Bearer ${valid}`),
  },
};

/** A token is read in one place. */
export const placeCases: readonly PluginCase[] = [
  ...Object.entries(elsewhere).map(([place, what]) =>
    pluginCase(`a token in ${place} is not read`, {}, async (running) => {
      assertRefused(await sendRequest(running, what), { status: 401, challenge: '' });
      assertThat((await handledBy(running)) === 0, 'No handler must start.');
    }),
  ),

  pluginCase('nor is it in optional mode', { optional: true }, async (running) => {
    for (const what of Object.values(elsewhere)) {
      assertPrincipal(
        await sendRequest(running, { ...what, path: what.path.replace('organization', 'whoami') }),
        null,
      );
    }
  }),

  pluginCase('a token in a trailer is not read', {}, async (running) => {
    const connection = openConnection(running);
    try {
      const headers = ['Transfer-Encoding: chunked', 'Trailer: Authorization'];
      connection.send(requestText({ method: 'POST', path: '/organization', headers }));
      connection.send(`5\r\nhello\r\n0\r\nAuthorization: Bearer ${valid}\r\n\r\n`);
      assertRefused(await connection.response(), { status: 401, challenge: '' });
    } finally {
      connection.destroy();
    }
    assertThat((await handledBy(running)) === 0, 'No handler must start.');
  }),
];
