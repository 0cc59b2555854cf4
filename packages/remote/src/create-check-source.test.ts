/// <reference types="node" />
import { createPrincipal, defineTokenFormat } from '@lynk-auth/core';
import { createVerifier, digestToken } from '@lynk-auth/verifier';
import { describe, expect, it, test } from 'vitest';
import { catchLynkError } from '../test/catch-lynk-error.ts';
import { json, startServer } from '../test/start-server.ts';
import { ownToken, personal, service } from '../test/tokens.ts';
import { type CheckOptions, createCheckSource } from './create-check-source.ts';

const NOW = Date.parse('2030-01-01T00:00:00Z');
const clock = { wall: () => NOW, monotonic: () => performance.now() };
const acme = { organization: { id: 'o1', name: 'Acme Corp' } };
const unauthorized = { errors: [{ message: 'Unauthorized', extensions: { code: 'UNAUTHORIZED' } }] };
const tokenId = `sha256:${personal.sha256.slice(0, 32)}`;

const source = (endpoint: string, options: Partial<CheckOptions> = {}) =>
  createCheckSource({
    endpoint,
    maxStalenessSeconds: 10,
    timeoutMs: 10_000,
    permissions: ['view_sboms'],
    clock,
    ...options,
  });

async function lookupResult(
  respond: ReturnType<typeof json>,
  options: Partial<CheckOptions> = {},
  lookedUp = personal,
) {
  await using server = await startServer(respond);
  return await source(server.endpoint, options).lookup(lookedUp.token, lookedUp.digests);
}

test('README example', async () => {
  await using server = await startServer((response, { headers }) =>
    headers.authorization === `Bearer ${service.token}`
      ? json({ data: acme })(response)
      : json(unauthorized, 401)(response),
  );
  const verifier = createVerifier({ source: source(server.endpoint) });
  expect(await verifier.verify(service.token)).toEqual({
    ok: true,
    principal: {
      kind: 'service',
      tokenId: `sha256:${service.sha256.slice(0, 32)}`,
      organizationId: 'o1',
      permissions: ['view_sboms'],
      expiresAt: null,
    },
  });
  expect(await verifier.verify(ownToken)).toEqual({ ok: false, kind: 'invalid_token', reason: 'unknown' });
});

test('declares how long a result may be reused', () => {
  expect(source('https://api.example').freshness).toEqual({ kind: 'bounded', maxStalenessSeconds: 10 });
});

describe('the request', () => {
  it('is the check query, with the token as its bearer', async () => {
    await using server = await startServer(json({ data: acme }));
    await source(server.endpoint).lookup(personal.token, personal.digests);
    expect(server.requests).toHaveLength(1);
    expect(server.requests[0]).toMatchObject({
      method: 'POST',
      headers: {
        accept: 'application/json',
        authorization: `Bearer ${personal.token}`,
        'cache-control': 'no-store',
        'content-type': 'application/json',
      },
      body: '{"query":"query { organization { id name } }"}',
    });
  });

  it.each(['', 'ghp_abcdefghijklmnopqrstuvwxyz0123456789', `${personal.token}\r\nX: y`, 'lynk_live_eTQw…'])(
    'is not sent for a string that is not a token of the format: %j',
    async (text) => {
      await using server = await startServer(json({ data: acme }));
      const unknown = { ok: false, reason: 'unknown' };
      expect(await source(server.endpoint).lookup(text, [digestToken(text)])).toEqual(unknown);
      const format = defineTokenFormat({ brand: 'acme', environments: ['live'] });
      const { token, digests } = personal;
      expect(await source(server.endpoint, { format }).lookup(token, digests)).toEqual(unknown);
      expect(server.requests).toEqual([]);
    },
  );
});

describe('a token that the API accepts', () => {
  it('gets a token id from its digest, which is also its user id', async () => {
    expect(await lookupResult(json({ data: acme }))).toEqual({
      ok: true,
      principal: {
        kind: 'personal',
        tokenId,
        userId: tokenId,
        organizationId: 'o1',
        permissions: ['view_sboms'],
        expiresAt: null,
      },
      validUntil: null,
    });
  });

  it.each([
    ['2030-01-01T00:00:00.001Z', NOW + 1],
    ['2030-01-01T02:00:01+02:00', NOW + 1000],
    ['9999-12-31T23:59:59.999999Z', 253_402_300_799_999],
    ['+010000-01-01T00:00:00.000Z', 253_402_300_799_999],
    ['+275760-09-13T00:00:00.000Z', 253_402_300_799_999],
  ])('expires at the time that the API returns: %s', async (header, expiresAt) => {
    const result = await lookupResult(json({ data: acme }, 200, { 'Lynk-Token-Expires': header }));
    expect(result).toMatchObject({ ok: true, validUntil: expiresAt, principal: { expiresAt } });
  });

  it.each(['2030-01-01T00:00:00Z', '2029-12-31T23:59:59.999Z', '0001-01-01T00:00:00Z'])(
    'is rejected at and after its expiry: %s',
    async (header) => {
      expect(await lookupResult(json({ data: acme }, 200, { 'Lynk-Token-Expires': header }))).toEqual({
        ok: false,
        reason: 'expired',
        tokenId,
      });
    },
  );

  it.each([
    'never',
    '',
    '1893456000',
    '2030-02-30T00:00:00Z',
    '2030-01-02',
    '2030-01-02T00:00:00',
    '+09999-01-01T00:00:00Z',
    '-000001-01-01T00:00:00Z',
  ])('is not accepted with an unreadable expiry: %j', async (header) => {
    const pending = lookupResult(json({ data: acme }, 200, { 'Lynk-Token-Expires': header }));
    expect(await catchLynkError(pending)).toMatchObject({ code: 'bad_response', problem: 'wrong_shape' });
  });
});

describe('a token that the API rejects', () => {
  it('is unknown after a 401 with any body', async () => {
    for (const body of [unauthorized, 'nonsense']) {
      expect(await lookupResult(json(body, 401))).toEqual({ ok: false, reason: 'unknown' });
    }
  });

  it('is rejected after a 403 of the API, with its token id for events', async () => {
    const forbidden = { errors: [{ message: 'Forbidden', extensions: { code: 'FORBIDDEN' } }] };
    expect(await lookupResult(json(forbidden, 403))).toEqual({ ok: false, reason: 'role_gone', tokenId });
  });

  it('is not rejected by a 403 of a proxy in front of the API', async () => {
    const page = json('<html>', 403, { 'content-type': 'text/html' });
    expect(await catchLynkError(lookupResult(page))).toMatchObject({ code: 'forbidden', permissions: [] });
  });
});

describe('toPrincipal', () => {
  it('receives everything that is known and returns the principal', async () => {
    const received: unknown[] = [];
    const principal = createPrincipal({
      kind: 'service',
      tokenId: 't1',
      organizationId: 'o1',
      permissions: [],
      expiresAt: null,
    });
    const result = await lookupResult(
      json({ data: acme }, 200, { 'Lynk-Token-Expires': '2030-01-01T00:00:01Z' }),
      {
        toPrincipal: (checked) => {
          received.push(checked);
          return principal;
        },
      },
    );
    expect(received).toEqual([
      {
        kind: 'personal',
        environment: 'live',
        tokenId,
        ...acme,
        permissions: ['view_sboms'],
        expiresAt: NOW + 1000,
      },
    ]);
    expect(result).toEqual({ ok: true, principal, validUntil: NOW + 1000 });
  });

  it('may reject a token, such as one of another organization', async () => {
    expect(await lookupResult(json({ data: acme }), { toPrincipal: () => null })).toEqual({
      ok: false,
      reason: 'unknown',
    });
  });
});

describe('options', () => {
  const good = { endpoint: 'https://a.example', maxStalenessSeconds: 0, permissions: ['view_sboms'] };
  it.each<[string, object | undefined]>([
    ['missing options', undefined],
    ['a misspelt option', { ...good, timeout: 1 }],
    ['missing permissions', { ...good, permissions: undefined }],
    ['an empty list of permissions', { ...good, permissions: [] }],
    ['an invalid permission', { ...good, permissions: ['view sboms'] }],
    ['a toPrincipal that is not a function', { ...good, toPrincipal: 'x' }],
    ['the name of a format', { ...good, format: 'lynk' }],
  ])('rejects %s', async (_, options) => {
    const create = async () => createCheckSource(options as CheckOptions);
    expect(await catchLynkError(create())).toMatchObject({ code: 'configuration' });
  });

  it('copies the permissions', async () => {
    await using server = await startServer(json({ data: acme }));
    const permissions = ['view_sboms'];
    const checkSource = source(server.endpoint, { permissions });
    permissions.push('delete_organization');
    const result = await checkSource.lookup(personal.token, personal.digests);
    expect(result).toMatchObject({ principal: { permissions: ['view_sboms'] } });
  });
});

test('reads own properties of the response only', async () => {
  const bodies = [{}, { data: {} }, { data: { organization: {} } }];
  const polluted = { data: acme, ...acme, ...acme.organization };
  const codes: unknown[] = [];
  for (const body of bodies) {
    await using server = await startServer(json(body));
    for (const [name, value] of Object.entries(polluted)) {
      Object.defineProperty(Object.prototype, name, { value, configurable: true, writable: true });
    }
    try {
      const result = Promise.resolve(source(server.endpoint).lookup(personal.token, personal.digests));
      codes.push(await result.catch(({ code }) => code));
    } finally {
      for (const name of Object.keys(polluted)) Reflect.deleteProperty(Object.prototype, name);
    }
  }
  expect(codes).toEqual(['bad_response', 'bad_response', 'bad_response']);
});
