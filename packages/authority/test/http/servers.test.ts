import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { START } from '../create-test-organization.ts';
import { createHttpAuthority, postForm } from './create-http-authority.ts';
import { type RunningServer, servers } from './servers.ts';

const unauthorized = { errors: [{ message: 'Unauthorized', extensions: { code: 'UNAUTHORIZED' } }] };

describe.each(Object.keys(servers))('on %s', (name) => {
  let acme: Awaited<ReturnType<typeof createHttpAuthority>>;
  let server: RunningServer;
  beforeAll(async () => {
    acme = await createHttpAuthority();
    server = await (servers[name] as (typeof servers)[string])({
      ...acme.options,
      actor: () => acme.admin,
    });
  });
  afterAll(() => server[Symbol.asyncDispose]());
  const url = (path: string) => `${server.base}${path}`;

  test('introspects a token of the caller’s organization', async () => {
    const { gateway, viewer, organizationId } = acme;
    const response = await postForm(url('/introspect'), gateway, {
      token: viewer.reveal(),
      token_type_hint: 'access_token',
    });
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('content-type')).toMatch(/^application\/json/);
    expect(response.headers.get('lynk-token-expires')).toMatch(/Z$/);
    expect(await response.json()).toMatchObject({
      active: true,
      token_type: 'Bearer',
      lynk_kind: 'service',
      lynk_organization_id: organizationId,
      scope: expect.stringContaining('view_sboms'),
      exp: expect.any(Number),
    });
  });

  test('rejects a bad caller before the form is read', async () => {
    const form = { token: acme.viewer.reveal() };
    const missing = await postForm(url('/introspect'), null, form);
    expect([missing.status, missing.headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="api"']);
    expect(await missing.json()).toEqual(unauthorized);
    const wrong = await postForm(url('/introspect'), acme.gateway.reveal().slice(0, -1), form);
    expect([wrong.status, wrong.headers.get('www-authenticate')]).toEqual([
      401,
      'Bearer realm="api", error="invalid_token"',
    ]);
    expect(await wrong.json()).toEqual(unauthorized);
    const denied = await postForm(url('/introspect'), acme.viewer, form);
    expect([denied.status, denied.headers.get('www-authenticate')]).toEqual([
      403,
      'Bearer realm="api", error="insufficient_scope", scope="introspect_tokens"',
    ]);
    // A list of two credentials, as two header lines are.
    const two = await fetch(url('/introspect'), {
      method: 'POST',
      headers: [
        ['authorization', `Bearer ${acme.gateway.reveal()}`],
        ['authorization', `Bearer ${acme.gateway.reveal()}`],
      ],
    });
    expect(two.status).toBe(400);
    await two.text();
  });

  test('rejects a parameter that was sent twice, and another media type', async () => {
    const token = acme.viewer.reveal();
    const twice = await postForm(url('/introspect'), acme.gateway, `token=${token}&token=${token}`);
    expect(twice.status).toBe(400);
    expect(await twice.json()).toMatchObject({ error: 'invalid_request' });
    const json = await fetch(url('/introspect'), {
      method: 'POST',
      headers: { authorization: `Bearer ${acme.gateway.reveal()}`, 'content-type': 'application/json' },
      body: JSON.stringify({ token }),
    });
    expect(json.status).toBe(415);
    await json.text();
  });

  test('revokes a token that ends itself, once and again', async () => {
    const { secret } = await acme.issue('Viewer');
    const form = { token: secret.reveal() };
    const revoked = await postForm(url('/revoke'), secret, form);
    expect([revoked.status, await revoked.text()]).toEqual([200, '']);
    expect(await acme.verifier.verify(secret.reveal())).toMatchObject({ ok: false, reason: 'revoked' });
    expect((await postForm(url('/revoke'), secret, form)).status).toBe(401);
    expect((await postForm(url('/revoke'), acme.gateway, form)).status).toBe(200);
  });

  test('creates a token and finds it, by JSON', async () => {
    const created = await fetch(url('/api/service-tokens'), {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: new URL(server.base).origin },
      body: JSON.stringify({ name: 'Zürich', roleId: acme.roleId('Viewer') }),
    });
    expect(created.status).toBe(201);
    const { token, secret } = (await created.json()) as { token: { id: string }; secret: string };
    expect(await acme.verifier.verify(secret)).toMatchObject({ ok: true });
    const found = await fetch(url(`/api/tokens/${token.id}?x=1`));
    expect([found.status, await found.json()]).toEqual([200, { token: { ...token, lastUsedAt: START } }]);
    const foreign = await fetch(url('/api/personal-tokens'), {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: 'https://evil.example' },
      body: '{"name":"n"}',
    });
    expect(foreign.status).toBe(403);
    await foreign.text();
  });

  test('reports health without a token', async () => {
    const response = await fetch(url('/healthz'));
    expect([response.status, await response.json()]).toEqual([200, { status: 'ok' }]);
    const head = await fetch(url('/healthz'), { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
  });

  test('responds with 404 to an unknown path and with 405 to another method', async () => {
    for (const path of ['/', '/introspect/', '/INTROSPECT', '/healthz/x']) {
      const response = await fetch(url(path));
      expect([path, response.status]).toEqual([path, 404]);
      await response.text();
    }
    for (const [path, allow] of [
      ['/introspect', 'POST'],
      ['/revoke', 'POST'],
    ] as const) {
      const response = await fetch(url(path));
      expect([response.status, response.headers.get('allow')]).toEqual([405, allow]);
      await response.text();
    }
  });

  test('keeps the connection usable when a large body is rejected', async () => {
    const large = await postForm(url('/introspect'), null, `token=${'x'.repeat(60_000)}`);
    expect(large.status).toBe(401);
    await large.text();
    const authenticated = await postForm(url('/introspect'), acme.gateway, `token=${'x'.repeat(9000)}`);
    expect(authenticated.status).toBe(413);
    await authenticated.text();
    expect((await fetch(url('/healthz'))).status).toBe(200);
  });
});
