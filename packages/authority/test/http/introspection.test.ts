import { generateToken } from '@lynk-auth/core';
import { createVerifier } from '@lynk-auth/verifier';
import { describe, expect, test, vi } from 'vitest';
import { systemActor } from '../../src/access/actor.ts';
import { createAuthority } from '../../src/create-authority.ts';
import { createAuthorityHandler, createIntrospectionHandler, type Handler } from '../../src/http/index.ts';
import { createMemoryStore } from '../../src/memory/create-memory-store.ts';
import type { Store } from '../../src/store/store.ts';
import { DAY, expectOk } from '../create-test-organization.ts';
import { createHttpAuthority } from './create-http-authority.ts';

const FORM = 'application/x-www-form-urlencoded';

/** Calls a handler with a form. */
const call = (
  handler: Handler,
  bearer: string,
  body: BodyInit,
  headers: Readonly<Record<string, string>> = {},
) =>
  handler(
    new Request('https://auth.example/introspect', {
      method: 'POST',
      headers: { authorization: `Bearer ${bearer}`, 'content-type': FORM, ...headers },
      body,
      duplex: 'half',
    } as RequestInit),
  );

/** The status and the body of a response. */
const read = async (response: Promise<Response>) => [(await response).status, await (await response).text()];

test('a token is inactive in the same words, whatever the reason', async () => {
  const acme = await createHttpAuthority();
  const { authority, system, store, roleId, gateway, foreign, viewer, verifier, advance } = acme;
  const handler = createIntrospectionHandler(acme.options);
  const manage = authority.as(system);
  const issue = async (expiresAt: number | null) =>
    expectOk(await manage.issueServiceToken({ name: 'n', roleId: roleId('Viewer'), expiresAt }));
  const now = acme.clock.wall();
  const [expired, revoked, suspended] = [await issue(now + 1000), await issue(null), await issue(null)];
  expectOk(await manage.revokeToken(revoked.token.id));
  const suspension = { tokenId: suspended.token.id, organizationId: acme.organizationId, at: now };
  await store.apply({ type: 'suspend_token', actor: { kind: 'system', id: null }, ...suspension });
  expect(await verifier.verify(expired.secret.reveal())).toMatchObject({ ok: true });
  advance(1000);
  const tokens = {
    'of another organization': foreign.reveal(),
    expired: expired.secret.reveal(),
    revoked: revoked.secret.reveal(),
    suspended: suspended.secret.reveal(),
    'unknown, with a right checksum': generateToken({ kind: 'service', environment: 'live' }).reveal(),
    'with a wrong checksum': viewer.reveal().slice(0, -1),
    'a mask': viewer.mask,
    'of two tokens': `${viewer.reveal()} ${viewer.reveal()}`,
    'with a space around it': ` ${viewer.reveal()}`,
    'much too long': 'x'.repeat(5000),
    'another vendor’s': 'ghp_16C7e42F292c6912E7710c838347Ae178B4a',
  };
  for (const [reason, token] of Object.entries(tokens)) {
    const response = await call(handler, gateway.reveal(), new URLSearchParams({ token }).toString());
    expect([reason, response.status, await response.text()]).toEqual([reason, 200, '{"active":false}']);
    expect(response.headers.get('cache-control')).toBe('no-store');
  }
  const active = await call(handler, gateway.reveal(), `token=${viewer.reveal()}`);
  expect(await active.json()).toMatchObject({ active: true });
});

test('returns the claims of a token, with the issuer', async () => {
  const acme = await createHttpAuthority();
  const { personal, gateway, admin, organizationId, clock } = acme;
  const handler = createIntrospectionHandler({ ...acme.options, issuer: 'https://auth.example' });
  const response = await call(handler, gateway.reveal(), `token=${personal.reveal()}`);
  expect(await response.json()).toEqual({
    active: true,
    token_type: 'Bearer',
    scope: expect.stringMatching(/^[a-z_]+( [a-z_]+)+$/),
    sub: admin.userId,
    exp: (clock.wall() + 30 * DAY) / 1000,
    iss: 'https://auth.example',
    lynk_kind: 'personal',
    lynk_token_id: expect.any(String),
    lynk_organization_id: organizationId,
  });
});

test('accepts no personal token as its caller, even with the permission', async () => {
  const acme = await createHttpAuthority();
  const handler = createIntrospectionHandler({ ...acme.options, realm: 'tokens' });
  const response = await call(handler, acme.personal.reveal(), `token=${acme.viewer.reveal()}`);
  expect([response.status, response.headers.get('www-authenticate')]).toEqual([
    403,
    'Bearer realm="tokens", error="insufficient_scope", scope="introspect_tokens"',
  ]);
});

test('needs the permission that the host gave to the right', async () => {
  const authority = createAuthority({
    store: createMemoryStore(),
    permissions: { inspect: 'Look at tokens' },
    systemRoles: { Owner: 'all', Gateway: ['inspect'], Viewer: ['view_organization'] },
    rights: { introspectTokens: 'inspect' },
  });
  const verifier = createVerifier({ source: authority.source, observe: null });
  const { organization, roles } = expectOk(
    await authority.createOrganization({ name: 'n', admin: { userId: 'ada' } }),
  );
  const manage = authority.as(systemActor(organization.id));
  const handler = createIntrospectionHandler({ authority, verifier });
  const callAs = async (role: string) => {
    const roleId = roles.find(({ name }) => name === role)?.id ?? '';
    const { secret } = expectOk(await manage.issueServiceToken({ name: role, roleId }));
    return call(handler, secret.reveal(), 'token=a');
  };
  expect((await callAs('Gateway')).status).toBe(200);
  expect((await callAs('Viewer')).headers.get('www-authenticate')).toContain('scope="inspect"');
});

describe('a form', () => {
  test.each([
    ['without the parameter', 'token_type_hint=access_token', 400],
    ['with an empty token', 'token=', 400],
    ['with an empty body', '', 400],
    ['with the token twice', 'token=a&token=a', 400],
    ['with the hint twice', 'token=a&token_type_hint=x&token_type_hint=x', 400],
    ['that is not UTF-8', new Uint8Array([0x74, 0xff]), 400],
    ['with an unknown hint and parameter', 'token=a&token_type_hint=saml2&audience=b', 200],
    ['that is larger than the limit', `token=${'a'.repeat(8192)}`, 413],
  ])('%s', async (_, body, status) => {
    const acme = await createHttpAuthority();
    const handler = createIntrospectionHandler(acme.options);
    const response = await call(handler, acme.gateway.reveal(), body);
    expect(response.status).toBe(status);
    if (status !== 400) return;
    const { error, error_description } = (await response.json()) as Record<string, string>;
    expect(error).toBe('invalid_request');
    // RFC 6749 section 5.2.
    expect(error_description).toMatch(/^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/);
  });

  test('of unknown length is read up to the limit only', async () => {
    const acme = await createHttpAuthority();
    let sent = 0;
    let cancelled = false;
    const body = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          sent += 1;
          controller.enqueue(new Uint8Array(1024).fill(0x61));
        },
        cancel() {
          cancelled = true;
        },
      },
      { highWaterMark: 0 },
    );
    const handler = createIntrospectionHandler(acme.options);
    expect((await call(handler, acme.gateway.reveal(), body)).status).toBe(413);
    expect([sent, cancelled]).toEqual([9, true]);
  });

  test.each([
    ['application/x-www-form-urlencoded; charset=UTF-8', 200],
    ['APPLICATION/X-WWW-FORM-URLENCODED', 200],
    ['application/json', 415],
    ['text/plain', 415],
    ['multipart/form-data; boundary=x', 415],
    ['', 415],
  ])('of type "%s"', async (type, status) => {
    const acme = await createHttpAuthority();
    const handler = createIntrospectionHandler(acme.options);
    const response = await call(handler, acme.gateway.reveal(), 'token=a', { 'content-type': type });
    expect(response.status).toBe(status);
  });
});

test('a store out of reach is 503, for both endpoints and the health check, and never inactive', async () => {
  const acme = await createHttpAuthority();
  let down: readonly string[] = [];
  const throwIfDown = (name: string) => {
    if (down.includes(name)) throw Object.assign(new Error('password=hunter2'), { code: 'ECONNREFUSED' });
  };
  const methods = Object.entries(acme.store).map(([name, value]) => [
    name,
    typeof value === 'function'
      ? (...values: never[]) => {
          throwIfDown(name);
          return (value as (...values: never[]) => unknown)(...values);
        }
      : value,
  ]);
  const store: Store = Object.fromEntries(methods);
  const { clock } = acme;
  const authority = createAuthority({ store, clock });
  const verifier = createVerifier({ source: authority.source, clock, observe: null });
  const errors: unknown[] = [];
  const onError = (error: unknown) => errors.push(error);
  const handler = createAuthorityHandler({ authority, verifier, onError });
  const send = (path: string, token: string) =>
    handler(
      new Request(`https://auth.example${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${acme.gateway.reveal()}`, 'content-type': FORM },
        body: `token=${token}`,
      }),
    );
  const health = () => handler(new Request('https://auth.example/healthz'));
  expect((await health()).status).toBe(200);
  // The caller is in the cache, so only the token in the form is looked up.
  expect((await send('/introspect', acme.viewer.reveal())).status).toBe(200);
  down = ['lookup', 'changes'];
  const responses = [
    await send('/introspect', acme.foreign.reveal()),
    await send('/revoke', acme.viewer.reveal()),
    await health(),
  ];
  for (down of [['getToken'], ['findToken'], ['apply']]) {
    responses.push(await send('/revoke', acme.viewer.reveal()));
  }
  for (const response of responses) {
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '1']);
    const text = await response.text();
    expect(text).toContain('SERVICE_UNAVAILABLE');
    expect(text).not.toMatch(/active|hunter2/);
  }
  // Those of the verifier are events of the verifier.
  expect(errors).toHaveLength(4);
  down = [];
  expect((await send('/introspect', acme.viewer.reveal())).status).toBe(200);
  expect((await health()).status).toBe(200);
});

test('by default, an error is logged without its message', async () => {
  const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const authority = createAuthority({ store: createMemoryStore() });
  const source = {
    ...authority.source,
    lookup: () => {
      throw Object.assign(new Error('lynk_live_secret'), {
        code: 'store_unreachable',
        name: 'LynkStoreError',
      });
    },
  };
  const verifier = createVerifier({ source: authority.source, observe: null });
  const handler = createAuthorityHandler({ authority: { ...authority, source }, verifier });
  expect(await read(handler(new Request('https://auth.example/healthz')))).toEqual([
    503,
    expect.stringContaining('SERVICE_UNAVAILABLE'),
  ]);
  expect(log.mock.calls).toEqual([
    [expect.stringContaining('a request failed (LynkStoreError: store_unreachable)')],
  ]);
  expect(JSON.stringify(log.mock.calls)).not.toContain('lynk_live');
  log.mockRestore();
});

test('a store that does not respond is unhealthy after the time limit, and is read once for all requests', async () => {
  const authority = createAuthority({ store: createMemoryStore() });
  const lookup = vi.fn(() => new Promise<never>(() => undefined));
  const verifier = createVerifier({ source: authority.source, observe: null });
  const handler = createAuthorityHandler({
    authority: { ...authority, source: { ...authority.source, lookup } },
    verifier,
    healthTimeoutMs: 20,
    onError: () => undefined,
  });
  const responses = await Promise.all(
    Array.from({ length: 5 }, () => handler(new Request('https://auth.example/healthz'))),
  );
  expect(responses.map(({ status }) => status)).toEqual([503, 503, 503, 503, 503]);
  expect(lookup).toHaveBeenCalledTimes(1);
});

test('a caller is verified with its address, as every plugin does', async () => {
  const acme = await createHttpAuthority();
  const contexts: unknown[] = [];
  const verifier = {
    verify: (token: string, context?: { clientIp?: string | undefined }) => {
      contexts.push(context?.clientIp);
      return acme.verifier.verify(token, context);
    },
  };
  const send = (clientIp: AuthorityClientIp, connection: object) => {
    const handler = createIntrospectionHandler({ ...acme.options, verifier, clientIp });
    const headers = {
      authorization: `Bearer ${acme.gateway.reveal()}`,
      'content-type': FORM,
      'x-forwarded-for': '192.0.2.7',
    };
    const init = { method: 'POST', headers, body: 'token=a' };
    return handler(new Request('https://auth.example/', init), connection);
  };
  await send(undefined, { remoteAddress: '10.0.0.1' });
  await send(undefined, { incoming: { socket: { remoteAddress: '10.0.0.2' } } });
  await send(undefined, { remoteAddr: { hostname: '10.0.0.3' } });
  await send({ trustedProxies: 1 }, { remoteAddress: '10.0.0.1' });
  await send((request) => request.headers.get('x-forwarded-for') ?? undefined, {});
  await send(undefined, { remoteAddress: { not: 'a string' } });
  const ofCallers = contexts.filter((_, index) => index % 2 === 0);
  const ofTokens = contexts.filter((_, index) => index % 2 === 1);
  expect(ofCallers).toEqual(['10.0.0.1', '10.0.0.2', '10.0.0.3', '192.0.2.7', '192.0.2.7', undefined]);
  expect(new Set(ofTokens)).toEqual(new Set([undefined]));
});

type AuthorityClientIp = Parameters<typeof createIntrospectionHandler>[0]['clientIp'];

test.each([
  [{ basePath: 'auth' }, 'basePath'],
  [{ basePath: '/auth/' }, 'basePath'],
  [{ issuer: '' }, 'issuer'],
  [{ healthTimeoutMs: 0 }, 'healthTimeoutMs'],
  [{ onError: 'log' }, 'onError'],
  [{ authority: undefined }, 'authority'],
  [{ verifier: undefined }, 'verifier'],
  [{ realm: '"' }, 'realm'],
  [{ clientIp: { trustedProxies: -1 } }, 'trustedProxies'],
  [{ optional: true }, 'no option "optional"'],
])('rejects %j when it is created', async (options, message) => {
  const acme = await createHttpAuthority();
  expect(() => createAuthorityHandler({ ...acme.options, ...(options as object) } as never)).toThrow(message);
});
