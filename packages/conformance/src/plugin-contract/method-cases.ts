import { assertThat } from '../assertions.ts';
import { assertAllowed, assertRefused } from './expectations.ts';
import { pluginCase } from './plugin-case.ts';
import type { PluginCase } from './plugin-under-test.ts';
import { bearer, handledBy, sendRequest } from './request.ts';

const preflight = {
  method: 'OPTIONS',
  path: '/organization',
  headers: [
    'Origin: https://app.example.com',
    'Access-Control-Request-Method: GET',
    'Access-Control-Request-Headers: authorization',
  ],
} as const;

/** Methods, and headers that make a framework do something of its own. */
export const methodCases: readonly PluginCase[] = [
  pluginCase('every method is refused alike', {}, async (running) => {
    for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
      const toHead = method === 'HEAD';
      const what = { method, path: '/organization' };
      assertRefused(await sendRequest(running, what), { status: 401, challenge: '', toHead });
      assertRefused(await sendRequest(running, { ...what, headers: [bearer('unknown')] }), {
        status: 401,
        challenge: ', error="invalid_token"',
        toHead,
      });
    }
    assertThat((await handledBy(running)) === 0, 'No handler must start.');
  }),

  pluginCase('every method is let through alike', {}, async (running) => {
    for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']) {
      assertAllowed(
        await sendRequest(running, { method, path: '/organization', headers: [bearer('valid')] }),
      );
    }
  }),

  pluginCase('what a client prefers changes no refusal', {}, async (running) => {
    const headers = [
      'If-None-Match: *',
      'If-Modified-Since: Fri, 01 Jan 2100 00:00:00 GMT',
      'Accept: text/html',
      'Range: bytes=0-1',
    ];
    assertRefused(await sendRequest(running, { path: '/organization', headers }), {
      status: 401,
      challenge: '',
    });
  }),

  pluginCase('an upgrade is refused like any other request', {}, async (running) => {
    const headers = [
      'Upgrade: websocket',
      'Connection: Upgrade',
      'Sec-WebSocket-Version: 13',
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    ];
    assertRefused(await sendRequest(running, { path: '/organization', headers }), {
      status: 401,
      challenge: '',
    });
  }),

  pluginCase('a preflight shows no token, and is refused', {}, async (running) => {
    assertRefused(await sendRequest(running, preflight), { status: 401, challenge: '' });
  }),

  pluginCase(
    'with CORS ahead a preflight succeeds and a rejection is readable',
    { cors: true },
    async (running) => {
      const response = await sendRequest(running, preflight);
      assertThat(response.status === 204 || response.status === 200, 'The preflight must succeed.');
      const from = ['Origin: https://app.example.com'];
      const refused = await sendRequest(running, { path: '/organization', headers: from });
      assertRefused(refused, { status: 401, challenge: '', besides: /^(access-control-.*|vary)$/ });
      for (const { headers } of [response, refused]) {
        const allowed = headers['access-control-allow-origin'];
        assertThat(
          allowed === '*' || allowed === 'https://app.example.com',
          'The response must allow any origin.',
        );
      }
      assertThat((await handledBy(running)) === 0, 'No handler must start.');
    },
  ),
];
