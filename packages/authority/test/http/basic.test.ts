import type { SecurityToken } from '@lynk-auth/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createHttpAuthority } from './create-http-authority.ts';
import { type RunningServer, servers } from './servers.ts';

// Callers that authenticate with HTTP Basic (RFC 6749 section 2.3.1): the client secret is a token.
let acme: Awaited<ReturnType<typeof createHttpAuthority>>;
let server: RunningServer;
beforeAll(async () => {
  acme = await createHttpAuthority();
  server = await (servers['Fastify'] as (typeof servers)[string])(acme.options);
});
afterAll(() => server[Symbol.asyncDispose]());

const basic = (secret: SecurityToken | string, id = 'any client') =>
  `Basic ${btoa(`${encodeURIComponent(id)}:${typeof secret === 'string' ? secret : secret.reveal()}`)}`;

/** Sends a form, with one header line for each value. */
async function post(path: string, authorization: readonly string[], form: Readonly<Record<string, string>>) {
  const response = await fetch(`${server.base}${path}`, {
    method: 'POST',
    headers: authorization.map((value): [string, string] => ['authorization', value]),
    body: new URLSearchParams(form),
  });
  const text = await response.text();
  const challenge = response.headers.get('www-authenticate');
  return { status: response.status, challenge, body: text === '' ? null : JSON.parse(text) };
}

test('a service token introspects and revokes, with any client id', async () => {
  const { secret } = await acme.issue('Viewer');
  const form = { token: secret.reveal(), token_type_hint: 'access_token' };
  for (const id of ['gateway', '', 'a:b c%']) {
    const introspected = await post('/introspect', [basic(acme.gateway, id)], form);
    expect(introspected).toMatchObject({ status: 200, body: { active: true } });
  }
  expect(await post('/revoke', [basic(acme.gateway)], form)).toMatchObject({ status: 200, body: null });
  expect(await post('/introspect', [basic(acme.gateway)], form)).toMatchObject({ body: { active: false } });
});

test('a token revokes itself', async () => {
  const { secret } = await acme.issue('Viewer');
  const form = { token: secret.reveal() };
  expect(await post('/revoke', [basic(secret)], form)).toMatchObject({ status: 200, body: null });
  expect(await acme.verifier.verify(secret.reveal())).toMatchObject({ reason: 'revoked' });
});

test('another token needs the permission', async () => {
  const form = { token: acme.gateway.reveal() };
  for (const path of ['/introspect', '/revoke']) {
    const denied = await post(path, [basic(acme.viewer)], form);
    expect(denied).toMatchObject({ status: 403, challenge: expect.stringContaining('insufficient_scope') });
  }
  expect(await acme.verifier.verify(acme.gateway.reveal())).toMatchObject({ ok: true });
});

test.each(['wrong', '', 'two words', 'lynk_service_live_nonsense'])(
  'a client secret that is not a valid token, "%s", is rejected with the challenge of Basic',
  async (secret) => {
    for (const path of ['/introspect', '/revoke']) {
      expect(await post(path, [basic(secret)], { token: acme.viewer.reveal() })).toEqual({
        status: 401,
        challenge: 'Basic realm="api"',
        body: { error: 'invalid_client', error_description: expect.any(String) },
      });
    }
  },
);

test('a client secret with a space beside the token is not the token', async () => {
  const form = { token: acme.viewer.reveal() };
  const token = acme.gateway.reveal();
  for (const secret of [` ${token}`, `${token} `, `${token}+`, `${token}%20`, `${token}, Bearer ${token}`]) {
    expect(await post('/introspect', [basic(secret)], form)).toMatchObject({
      status: 401,
      challenge: 'Basic realm="api"',
    });
  }
});

test('a request without credentials, or with an empty Basic, gets no challenge of Basic', async () => {
  for (const authorization of [[], ['Basic'], ['Basic ']]) {
    const missing = await post('/introspect', authorization, { token: acme.viewer.reveal() });
    expect(missing).toMatchObject({ status: 401, challenge: 'Bearer realm="api"' });
  }
});

describe('a caller that authenticates in two ways is rejected with 400', () => {
  const invalid = { status: 400, body: { error: 'invalid_request' } };

  test('in two header lines', async () => {
    const bearer = `Bearer ${acme.gateway.reveal()}`;
    const form = { token: acme.viewer.reveal() };
    const own = basic(acme.gateway);
    expect(await post('/introspect', [own, own], form)).toMatchObject(invalid);
    expect(await post('/introspect', [own, bearer], form)).toMatchObject(invalid);
    expect((await post('/introspect', [bearer, own], form)).status).toBe(400);
    expect(await post('/introspect', ['Basic nonsense'], form)).toMatchObject(invalid);
  });

  test.each(['client_secret', 'client_assertion', 'access_token'])('with %s in the form', async (name) => {
    const form = { token: acme.viewer.reveal(), [name]: acme.gateway.reveal() };
    for (const authorization of [basic(acme.gateway), `Bearer ${acme.gateway.reveal()}`]) {
      for (const path of ['/introspect', '/revoke']) {
        expect(await post(path, [authorization], form)).toMatchObject(invalid);
      }
    }
    expect(await acme.verifier.verify(acme.viewer.reveal())).toMatchObject({ ok: true });
    // Without a header, nothing in a form authenticates.
    expect((await post('/introspect', [], form)).status).toBe(401);
  });

  test('but a client id alone is no credential, nor is an empty parameter', async () => {
    const form = { token: acme.viewer.reveal(), client_id: 'gateway', client_secret: '' };
    expect(await post('/introspect', [basic(acme.gateway)], form)).toMatchObject({ body: { active: true } });
  });
});
