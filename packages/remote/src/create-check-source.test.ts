/// <reference types="node" />
import { createPrincipal, defineTokenFormat } from '@lynk-auth/core';
import { createVerifier, digestToken } from '@lynk-auth/verifier';
import { describe, expect, it, test } from 'vitest';
import { failure } from '../test/failure.ts';
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

async function result(
  respond: ReturnType<typeof json>,
  options: Partial<CheckOptions> = {},
  whose = personal,
) {
  await using server = await startServer(respond);
  return await source(server.endpoint, options).lookup(whose.token, whose.digests);
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

test('says for how long an answer holds', () => {
  expect(source('https://api.example').freshness).toEqual({ kind: 'bounded', maxStalenessSeconds: 10 });
});

describe('the request', () => {
  it('is the check of the contract, with the token itself', async () => {
    await using server = await startServer(json({ data: acme }));
    await source(server.endpoint).lookup(personal.token, personal.digests);
    expect(server.arrived).toHaveLength(1);
    expect(server.arrived[0]).toMatchObject({
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
    'is never made with what is no token of the format: %j',
    async (text) => {
      await using server = await startServer(json({ data: acme }));
      const unknown = { ok: false, reason: 'unknown' };
      expect(await source(server.endpoint).lookup(text, [digestToken(text)])).toEqual(unknown);
      const format = defineTokenFormat({ brand: 'acme', environments: ['live'] });
      const { token, digests } = personal;
      expect(await source(server.endpoint, { format }).lookup(token, digests)).toEqual(unknown);
      expect(server.arrived).toEqual([]);
    },
  );
});

describe('a token that the API takes', () => {
  it('has an id that is made of its digest, and a user that is nobody', async () => {
    expect(await result(json({ data: acme }))).toEqual({
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
  ])('expires when the API says so: %s', async (text, expiresAt) => {
    const answer = await result(json({ data: acme }, 200, { 'Lynk-Token-Expires': text }));
    expect(answer).toMatchObject({ ok: true, validUntil: expiresAt, principal: { expiresAt } });
  });

  it.each(['2030-01-01T00:00:00Z', '2029-12-31T23:59:59.999Z', '0001-01-01T00:00:00Z'])(
    'is refused from then on: %s',
    async (text) => {
      expect(await result(json({ data: acme }, 200, { 'Lynk-Token-Expires': text }))).toEqual({
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
    '+099999-01-01T00:00:00Z',
  ])('is not accepted for ever where that cannot be read: %j', async (text) => {
    const answer = result(json({ data: acme }, 200, { 'Lynk-Token-Expires': text }));
    expect(await failure(answer)).toMatchObject({ code: 'bad_response', problem: 'wrong_shape' });
  });
});

describe('a token that the API does not take', () => {
  it('is unknown after a 401, whatever its body', async () => {
    for (const body of [unauthorized, 'nonsense']) {
      expect(await result(json(body, 401))).toEqual({ ok: false, reason: 'unknown' });
    }
  });

  it('is refused after a 403 of the API, and named in events', async () => {
    const forbidden = { errors: [{ message: 'Forbidden', extensions: { code: 'FORBIDDEN' } }] };
    expect(await result(json(forbidden, 403))).toEqual({ ok: false, reason: 'role_gone', tokenId });
  });

  it('is not checked by the 403 of what stands before the API', async () => {
    const page = json('<html>', 403, { 'content-type': 'text/html' });
    expect(await failure(result(page))).toMatchObject({ code: 'forbidden', permissions: [] });
  });
});

describe('toPrincipal', () => {
  it('is given all that is known, and decides', async () => {
    const seen: unknown[] = [];
    const principal = createPrincipal({
      kind: 'service',
      tokenId: 't1',
      organizationId: 'o1',
      permissions: [],
      expiresAt: null,
    });
    const answer = await result(json({ data: acme }, 200, { 'Lynk-Token-Expires': '2030-01-01T00:00:01Z' }), {
      toPrincipal: (checked) => {
        seen.push(checked);
        return principal;
      },
    });
    expect(seen).toEqual([
      {
        kind: 'personal',
        environment: 'live',
        tokenId,
        ...acme,
        permissions: ['view_sboms'],
        expiresAt: NOW + 1000,
      },
    ]);
    expect(answer).toEqual({ ok: true, principal, validUntil: NOW + 1000 });
  });

  it('may refuse: a token of another organization, say', async () => {
    expect(await result(json({ data: acme }), { toPrincipal: () => null })).toEqual({
      ok: false,
      reason: 'unknown',
    });
  });
});

describe('options', () => {
  const good = { endpoint: 'https://a.example', maxStalenessSeconds: 0, permissions: ['view_sboms'] };
  it.each<[string, object | undefined]>([
    ['none', undefined],
    ['a misspelt one', { ...good, timeout: 1 }],
    ['no permissions', { ...good, permissions: undefined }],
    ['an empty list of them', { ...good, permissions: [] }],
    ['one that is no key', { ...good, permissions: ['view sboms'] }],
    ['a toPrincipal that is none', { ...good, toPrincipal: 'x' }],
    ['a format by name', { ...good, format: 'lynk' }],
  ])('refuses %s', async (_, options) => {
    const make = async () => createCheckSource(options as CheckOptions);
    expect(await failure(make())).toMatchObject({ code: 'configuration' });
  });

  it('keeps its own copy of the permissions', async () => {
    await using server = await startServer(json({ data: acme }));
    const permissions = ['view_sboms'];
    const asking = source(server.endpoint, { permissions });
    permissions.push('delete_organization');
    const answer = await asking.lookup(personal.token, personal.digests);
    expect(answer).toMatchObject({ principal: { permissions: ['view_sboms'] } });
  });
});
