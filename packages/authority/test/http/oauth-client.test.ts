import * as oauth from 'oauth4webapi';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createHttpAuthority } from './create-http-authority.ts';
import { type RunningServer, servers } from './servers.ts';

// A third-party client of RFC 7662 and RFC 7009, unmodified.
let acme: Awaited<ReturnType<typeof createHttpAuthority>>;
let server: RunningServer;
beforeAll(async () => {
  acme = await createHttpAuthority();
  server = await (servers['Express 5'] as (typeof servers)[string])(acme.options);
});
afterAll(() => server[Symbol.asyncDispose]());

const client = { client_id: 'gateway' };
const insecure = { [oauth.allowInsecureRequests]: true };
const metadata = () => ({
  issuer: server.base,
  introspection_endpoint: `${server.base}/introspect`,
  revocation_endpoint: `${server.base}/revoke`,
});
const withToken =
  (token: string): oauth.ClientAuth =>
  (_as, _client, _body, headers) =>
    headers.set('authorization', `Bearer ${token}`);

const introspect = async (bearer: string, token: string) => {
  const as = metadata();
  const response = await oauth.introspectionRequest(as, client, withToken(bearer), token, insecure);
  return oauth.processIntrospectionResponse(as, client, response);
};
const revoke = async (bearer: string, token: string) => {
  const as = metadata();
  const response = await oauth.revocationRequest(as, client, withToken(bearer), token, insecure);
  return oauth.processRevocationResponse(response);
};

test('introspects and revokes a token', async () => {
  const gateway = acme.gateway.reveal();
  const token = acme.viewer.reveal();
  expect(await introspect(gateway, token)).toMatchObject({ active: true, token_type: 'Bearer' });
  expect(await introspect(gateway, acme.foreign.reveal())).toEqual({ active: false });
  await revoke(gateway, token);
  expect(await introspect(gateway, token)).toEqual({ active: false });
  await revoke(gateway, token);
});

test('reports the challenge of a bad caller', async () => {
  const token = acme.personal.reveal();
  await expect(introspect('lynk_live_x', token)).rejects.toMatchObject({
    status: 401,
    cause: [{ scheme: 'bearer', parameters: { realm: 'api', error: 'invalid_token' } }],
  });
  await expect(introspect(token, token)).rejects.toMatchObject({
    status: 403,
    cause: [{ parameters: { error: 'insufficient_scope', scope: 'introspect_tokens' } }],
  });
});
