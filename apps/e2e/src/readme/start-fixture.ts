import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { contractVerifier } from '@lynk-auth/conformance';
import { principalToClaims } from '@lynk-auth/core';
import { authorizationValue, createAuthenticator } from '@lynk-auth/core/server';

/** The hosts that examples call. */
const hosts = ['api.interlynk.io', 'auth.example.com'];

/**
 * What examples call: the API, and an introspection endpoint. It is a server on this machine; while it runs, `fetch` takes
 * the addresses of the examples there.
 */
export async function startFixture() {
  const authenticator = createAuthenticator({ verifier: contractVerifier });
  const server = createServer(async (request, response) => {
    const result = await authenticator.authenticate(authorizationValue(request));
    const body = await text(request);
    if (!result.ok)
      return response.writeHead(result.response.status, result.response.headers).end(result.response.body);
    const { pathname } = new URL(request.url ?? '', 'http://127.0.0.1');
    let answer: unknown = {};
    if (pathname === '/introspect' && result.principal !== null) {
      const principal = { ...result.principal, kind: 'personal', userId: 'u1', expiresAt: null } as const;
      answer = principalToClaims(principal);
    }
    if (pathname === '/lynkapi') {
      const upload = body.includes('sbomUpload');
      answer = {
        data: upload ? { sbomUpload: { errors: [] } } : { organization: { id: 'o1', name: 'Acme Corp' } },
      };
    }
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(answer));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const real = globalThis.fetch;
  globalThis.fetch = (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    if (!hosts.includes(url.hostname)) return real(input, init);
    const here = new URL(`${url.pathname}${url.search}`, `http://127.0.0.1:${port}`);
    return real(input instanceof Request ? new Request(here, input) : here, init);
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
