import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { contractVerifier } from '@lynk-auth/conformance';
import { principalToClaims } from '@lynk-auth/core';
import { authorizationValue, createAuthenticator } from '@lynk-auth/core/server';

/** The hosts that the examples call. */
const hosts = ['api.interlynk.io', 'auth.example.com'];

/**
 * Starts the servers that examples call: the API and an introspection endpoint. Until it is closed, `fetch` sends requests to
 * the hosts of the examples to it.
 */
export async function startFixture() {
  const authenticator = createAuthenticator({ verifier: contractVerifier });
  const server = createServer(async (request, response) => {
    const authentication = await authenticator.authenticate(authorizationValue(request));
    const body = await text(request);
    if (!authentication.ok) {
      const { status, headers, body } = authentication.response;
      return response.writeHead(status, headers).end(body);
    }
    const { pathname } = new URL(request.url ?? '', 'http://127.0.0.1');
    let result: unknown = {};
    if (pathname === '/introspect' && authentication.principal !== null) {
      const principal = {
        ...authentication.principal,
        kind: 'personal',
        userId: 'u1',
        expiresAt: null,
      } as const;
      result = principalToClaims(principal);
    }
    if (pathname === '/lynkapi') {
      const upload = body.includes('sbomUpload');
      result = {
        data: upload ? { sbomUpload: { errors: [] } } : { organization: { id: 'o1', name: 'Acme Corp' } },
      };
    }
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(result));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const real = globalThis.fetch;
  globalThis.fetch = (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    if (!hosts.includes(url.hostname)) return real(input, init);
    const local = new URL(`${url.pathname}${url.search}`, `http://127.0.0.1:${port}`);
    return real(input instanceof Request ? new Request(local, input) : local, init);
  };
  return {
    endpoint: `http://127.0.0.1:${port}/lynkapi`,
    close() {
      globalThis.fetch = real;
      server.close();
      server.closeAllConnections();
    },
  };
}
