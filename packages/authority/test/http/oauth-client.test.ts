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

const introspect = async (authenticate: oauth.ClientAuth, token: string) => {
  const as = metadata();
  const response = await oauth.introspectionRequest(as, client, authenticate, token, insecure);
  return oauth.processIntrospectionResponse(as, client, response);
};
const revoke = async (authenticate: oauth.ClientAuth, token: string) => {
  const as = metadata();
  const response = await oauth.revocationRequest(as, client, authenticate, token, insecure);
  return oauth.processRevocationResponse(response);
};

test.each([
  ['as bearer', withToken],
  ['as the client secret of Basic', oauth.ClientSecretBasic],
])('introspects and revokes a token, with its own token %s', async (_, authenticateWith) => {
  const gateway = authenticateWith(acme.gateway.reveal());
  const token = (await acme.issue('Viewer')).secret.reveal();
  expect(await introspect(gateway, token)).toMatchObject({ active: true, token_type: 'Bearer' });
  expect(await introspect(gateway, acme.foreign.reveal())).toEqual({ active: false });
  await revoke(gateway, token);
  expect(await introspect(gateway, token)).toEqual({ active: false });
  await revoke(gateway, token);
});

test('reports the challenge of a bad caller', async () => {
  const token = acme.personal.reveal();
  await expect(introspect(withToken('lynk_live_x'), token)).rejects.toMatchObject({
    status: 401,
    cause: [{ scheme: 'bearer', parameters: { realm: 'api', error: 'invalid_token' } }],
  });
  await expect(introspect(withToken(token), token)).rejects.toMatchObject({
    status: 403,
    cause: [{ parameters: { error: 'insufficient_scope', scope: 'introspect_tokens' } }],
  });
  await expect(introspect(oauth.ClientSecretBasic('lynk_live_x'), token)).rejects.toMatchObject({
    status: 401,
    cause: [{ scheme: 'basic', parameters: { realm: 'api' } }],
  });
  await expect(introspect(oauth.ClientSecretBasic(token), token)).rejects.toMatchObject({
    status: 403,
    cause: [{ parameters: { error: 'insufficient_scope', scope: 'introspect_tokens' } }],
  });
});

test('rejects a client secret in the form', async () => {
  const token = acme.personal.reveal();
  const gateway = oauth.ClientSecretPost(acme.gateway.reveal());
  await expect(introspect(gateway, token)).rejects.toMatchObject({ status: 401 });
});
