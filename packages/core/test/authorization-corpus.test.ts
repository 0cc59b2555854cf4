import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { authenticateRequest } from '../src/server/authentication/authenticate-request.ts';
import { authorizationValue } from '../src/server/authentication/authorization-value.ts';
import { createAuthenticator } from '../src/server/authentication/create-authenticator.ts';
import { createAuthorizer } from '../src/server/authorization/create-authorizer.ts';
import { toResponse } from '../src/server/response/to-response.ts';
import { authorizationCorpus } from './corpora.ts';
import { corpusVerifier } from './corpus-verifier.ts';
import { rawRequest } from './raw-request.ts';

const { vectors } = authorizationCorpus;

const BODIES: Record<number, string> = {
  400: '{"errors":[{"message":"Bad Request","extensions":{"code":"BAD_REQUEST"}}]}',
  401: '{"errors":[{"message":"Unauthorized","extensions":{"code":"UNAUTHORIZED"}}]}',
  403: '{"errors":[{"message":"Forbidden","extensions":{"code":"FORBIDDEN"}}]}',
};

/** The exact challenge of the expected response. */
function challengeOf({ expect: { challenge }, requires }: (typeof vectors)[number]): string | undefined {
  if (challenge === undefined) return undefined;
  if (challenge === 'Bearer') return 'Bearer realm="api"';
  const scope = challenge === 'insufficient_scope' ? `, scope="${requires}"` : '';
  return `Bearer realm="api", error="${challenge}"${scope}`;
}

describe('node:http runs every row over a raw socket', () => {
  const authenticator = createAuthenticator({ verifier: corpusVerifier });
  let server: Server;
  let port: number;

  beforeAll(async () => {
    server = createServer(async (request, response) => {
      const result = await authenticator.authenticate(authorizationValue(request));
      const needed = createAuthorizer([String(request.headers['x-requires'])]);
      const refusal = result.ok ? needed.refusal(result.principal) : result.response;
      if (refusal === null) response.end('ok');
      else {
        const length = { 'Content-Length': String(refusal.body.length) };
        response.writeHead(refusal.status, { ...refusal.headers, ...length }).end(refusal.body);
      }
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    port = (server.address() as AddressInfo).port;
  });
  afterAll(() => server.close());

  test.each(vectors)('$name', async (vector) => {
    const response = await rawRequest(port, [
      'GET / HTTP/1.1',
      'Host: localhost',
      `X-Requires: ${vector.requires ?? 'view_organization'}`,
      ...vector.authorization.map((value) => `Authorization: ${value}`),
    ]);
    expect(response.status).toBe(vector.expect.status);
    expect(response.headers.get('www-authenticate')).toBe(challengeOf(vector));
    expect(response.body).toBe(BODIES[response.status] ?? 'ok');
    if (response.status !== 200) {
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    }
  });
});

describe('authenticateRequest runs every row that a Request can hold', () => {
  const carried = vectors.filter((vector) => vector.raw_socket !== true);
  test('runs most rows', () => expect(carried.length).toBeGreaterThan(50));

  test.each(carried)('$name', async (vector) => {
    const headers = new Headers();
    for (const value of vector.authorization) headers.append('authorization', value);
    const request = new Request('http://localhost/', { headers });
    const result = await authenticateRequest(request, corpusVerifier);
    const needed = createAuthorizer([vector.requires ?? 'view_organization']);
    const refusal = result.ok ? needed.refusal(result.principal) : result.response;
    const response = refusal === null ? new Response('ok') : toResponse(refusal);
    expect(response.status).toBe(vector.expect.status);
    expect(response.headers.get('www-authenticate') ?? undefined).toBe(challengeOf(vector));
    expect(await response.text()).toBe(BODIES[response.status] ?? 'ok');
  });
});
