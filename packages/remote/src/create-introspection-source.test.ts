/// <reference types="node" />
import { createPrincipal, defineTokenFormat, principalToClaims } from '@lynk-auth/core';
import { createVerifier } from '@lynk-auth/verifier';
import { describe, expect, it, test } from 'vitest';
import { catchLynkError } from '../test/catch-lynk-error.ts';
import { json, startServer } from '../test/start-server.ts';
import { ownToken, personal } from '../test/tokens.ts';
import { createIntrospectionSource, type IntrospectionOptions } from './create-introspection-source.ts';

const { token, digests } = personal;
const NOW = 1_900_000_000;
const clock = { wall: () => NOW * 1000, monotonic: () => performance.now() };
const principal = createPrincipal({
  kind: 'personal',
  tokenId: 't1',
  organizationId: 'o1',
  userId: 'u1',
  permissions: ['view_sboms', 'update_sboms'],
  expiresAt: (NOW + 60) * 1000,
});
const claims = principalToClaims(principal);
const basic = { clientId: 'api', clientSecret: 's3cr3t' };

const source = (endpoint: string, options: Partial<IntrospectionOptions> = {}) =>
  createIntrospectionSource({
    endpoint,
    credentials: basic,
    maxStalenessSeconds: 10,
    timeoutMs: 10_000,
    clock,
    ...options,
  });

/** Looks the token up at an endpoint that responds with `body`. */
async function lookupResult(body: unknown, options: Partial<IntrospectionOptions> = {}) {
  await using server = await startServer(json(body));
  return await source(server.endpoint, options).lookup(token, digests);
}

test('README example', async () => {
  await using server = await startServer((response, { body }) => {
    const isKnown = new URLSearchParams(body).get('token') === token;
    json(isKnown ? { ...claims, exp: undefined } : { active: false })(response);
  });
  const verifier = createVerifier({
    source: createIntrospectionSource({
      endpoint: server.endpoint,
      credentials: { bearer: ownToken },
      maxStalenessSeconds: 10,
      timeoutMs: 10_000,
    }),
  });
  expect(await verifier.verify(token)).toEqual({ ok: true, principal: { ...principal, expiresAt: null } });
  expect(await verifier.verify(ownToken)).toEqual({ ok: false, kind: 'invalid_token', reason: 'unknown' });
});

test('declares how long a result may be reused', () => {
  expect(source('https://auth.example').freshness).toEqual({ kind: 'bounded', maxStalenessSeconds: 10 });
});

describe('the request', () => {
  const sendLookup = async (credentials: IntrospectionOptions['credentials'], lookedUp = token) => {
    await using server = await startServer(json(claims));
    await source(server.endpoint, { credentials }).lookup(lookedUp, digests);
    expect(server.requests).toHaveLength(1);
    const [request] = server.requests;
    if (request === undefined) throw new Error('The server received no request.');
    return request;
  };

  it('is a form as defined by RFC 7662, and is not cacheable', async () => {
    const { method, headers, body } = await sendLookup(basic);
    expect(method).toBe('POST');
    expect(body).toBe(`token=${token}&token_type_hint=access_token`);
    expect(headers).toMatchObject({
      accept: 'application/json',
      'cache-control': 'no-store',
      'content-type': 'application/x-www-form-urlencoded',
    });
  });

  it('encodes a token of any characters', async () => {
    const unusual = 'a+b/c=&token=x é';
    expect(new URLSearchParams((await sendLookup(basic, unusual)).body).getAll('token')).toEqual([unusual]);
  });

  it('sends a bearer token', async () => {
    expect((await sendLookup({ bearer: ownToken })).headers.authorization).toBe(`Bearer ${ownToken}`);
    expect((await sendLookup({ bearer: async () => ownToken })).headers.authorization).toBe(
      `Bearer ${ownToken}`,
    );
  });

  it('sends a client id and secret, form-encoded before they are joined', async () => {
    const { headers } = await sendLookup({ clientId: 'a:b c', clientSecret: 'p%ss+wörd' });
    const [scheme, encoded = ''] = headers.authorization?.split(' ') ?? [];
    expect(scheme).toBe('Basic');
    expect(Buffer.from(encoded, 'base64').toString()).toBe('a%3Ab+c:p%25ss%2Bw%C3%B6rd');
  });

  it('uses the global fetch at the time of the lookup, or the fetch option', async () => {
    const global = globalThis.fetch;
    const introspectionSource = source('https://auth.example', { timeoutMs: 500 });
    const urls: string[] = [];
    const fake = (async (url: string) => {
      urls.push(url);
      return new Response(JSON.stringify(claims), { headers: { 'content-type': 'application/json' } });
    }) as typeof fetch;
    try {
      globalThis.fetch = fake;
      expect(await introspectionSource.lookup(token, digests)).toMatchObject({ ok: true });
    } finally {
      globalThis.fetch = global;
    }
    expect(await source('https://option.example', { fetch: fake }).lookup(token, digests)).toMatchObject({
      ok: true,
    });
    expect(urls).toEqual(['https://auth.example/', 'https://option.example/']);
  });
});

describe('the service’s own credentials', () => {
  it('are read again by the next lookup after the endpoint rejected them', async () => {
    await using server = await startServer((response, { headers }) =>
      headers.authorization === `Bearer ${token}`
        ? json(claims)(response)
        : json({ error: 'invalid_client' }, 401)(response),
    );
    const values = [ownToken, token];
    const introspectionSource = source(server.endpoint, {
      credentials: { bearer: () => values.shift() ?? token },
    });
    const error = await catchLynkError(introspectionSource.lookup(token, digests));
    expect(error).toMatchObject({ code: 'unauthorized' });
    expect(error.message).toContain("service's own credentials");
    // One request per lookup: nothing is retried.
    expect(server.requests).toHaveLength(1);
    expect(await introspectionSource.lookup(token, digests)).toMatchObject({ ok: true });
    expect(await introspectionSource.lookup(token, digests)).toMatchObject({ ok: true });
    expect(server.requests).toHaveLength(3);
  });

  it('are read again until the read succeeds', async () => {
    await using server = await startServer((response, { headers }) =>
      json(claims, headers.authorization === `Bearer ${token}` ? 200 : 401)(response),
    );
    const values = [ownToken, '', token];
    const introspectionSource = source(server.endpoint, {
      credentials: { bearer: () => values.shift() ?? '' },
    });
    expect(await catchLynkError(introspectionSource.lookup(token, digests))).toMatchObject({
      code: 'unauthorized',
    });
    expect(await catchLynkError(introspectionSource.lookup(token, digests))).toMatchObject({
      code: 'token_rejected',
    });
    expect(await introspectionSource.lookup(token, digests)).toMatchObject({ ok: true });
    expect(server.requests).toHaveLength(2);
  });

  it('that cannot be read cause an error without the details of the failure, and no request', async () => {
    await using server = await startServer(json(claims));
    const failing = () => {
      throw new Error(`no entry for s3cr3t, ${ownToken}`);
    };
    const unreadable = source(server.endpoint, { credentials: { bearer: failing } });
    expect(await catchLynkError(unreadable.lookup(token, digests))).toMatchObject({ code: 'network' });
    const masked = source(server.endpoint, { credentials: { bearer: () => 'lynk_live_eTQw…' } });
    expect(await catchLynkError(masked.lookup(token, digests))).toMatchObject({ code: 'token_rejected' });
    expect(server.requests).toEqual([]);
  });

  it('are read within the time limit', async () => {
    await using server = await startServer(json(claims));
    const pending = source(server.endpoint, {
      credentials: { bearer: () => new Promise<string>(() => {}) },
      timeoutMs: 20,
    });
    expect(await catchLynkError(pending.lookup(token, digests))).toMatchObject({
      code: 'timeout',
      timeoutMs: 20,
    });
  });
});

describe('an active token', () => {
  it('is accepted as a principal until its exp', async () => {
    expect(await lookupResult(claims)).toEqual({ ok: true, principal, validUntil: principal.expiresAt });
  });

  it('without an exp is valid without limit', async () => {
    const { exp: _, ...rest } = claims;
    expect(await lookupResult(rest)).toEqual({
      ok: true,
      principal: { ...principal, expiresAt: null },
      validUntil: null,
    });
  });

  it.each([NOW, NOW - 1, 1, 0, -1])('is rejected at and after its exp: %d', async (exp) => {
    expect(await lookupResult({ ...claims, exp })).toEqual({ ok: false, reason: 'expired', tokenId: 't1' });
  });

  it('may have a distant exp', async () => {
    expect(await lookupResult({ ...claims, exp: 253_402_300_799 })).toMatchObject({
      ok: true,
      validUntil: 253_402_300_799_000,
    });
  });

  it.each(['iat', 'nbf'])('is rejected before its %s, minus the clock tolerance', async (name) => {
    const unknown = { ok: false, reason: 'unknown' };
    expect(await lookupResult({ ...claims, [name]: NOW + 6 })).toEqual(unknown);
    expect(await lookupResult({ ...claims, [name]: NOW + 5 })).toMatchObject({ ok: true });
    const strict = { clockToleranceSeconds: 0 };
    expect(await lookupResult({ ...claims, [name]: NOW + 1 }, strict)).toEqual(unknown);
    expect(await lookupResult({ ...claims, [name]: NOW }, strict)).toMatchObject({ ok: true });
  });

  it.each(['bearer', 'BEARER', undefined])('is accepted with the token_type %s', async (token_type) => {
    expect(await lookupResult({ ...claims, token_type })).toMatchObject({ ok: true });
  });

  it.each(['DPoP', 'mac', '', ' Bearer'])('is rejected with the token_type %j', async (token_type) => {
    expect(await lookupResult({ ...claims, token_type })).toEqual({ ok: false, reason: 'unknown' });
  });

  it.each([{ jkt: 'x' }, {}, null])('is rejected when it is bound to a key: %j', async (cnf) => {
    expect(await lookupResult({ ...claims, cnf })).toEqual({ ok: false, reason: 'unknown' });
  });

  it('is rejected when the clock returns NaN', async () => {
    const brokenClock = { clock: { ...clock, wall: () => Number.NaN } };
    expect(await lookupResult(claims, brokenClock)).toMatchObject({ ok: false, reason: 'expired' });
    expect(await lookupResult({ ...claims, iat: 1 }, brokenClock)).toMatchObject({
      ok: false,
      reason: 'unknown',
    });
  });
});

test('an inactive token is unknown, whatever other claims it has', async () => {
  for (const body of [{ active: false }, { ...claims, active: false }, { active: false, exp: 'never' }]) {
    expect(await lookupResult(body)).toEqual({ ok: false, reason: 'unknown' });
  }
});

describe('toPrincipal', () => {
  const otherClaims = { active: true, client_id: 'robot', scope: 'read', exp: NOW + 60 };

  it('receives every claim and returns the principal', async () => {
    const received: unknown[] = [];
    const result = await lookupResult(otherClaims, {
      toPrincipal: (claims) => {
        received.push(claims);
        return { ...principal, expiresAt: null };
      },
    });
    expect(received).toEqual([otherClaims]);
    // The token's own exp still limits the result.
    expect(result).toMatchObject({ ok: true, validUntil: (NOW + 60) * 1000 });
  });

  it('may shorten the validity of the result but not extend it', async () => {
    const later = { toPrincipal: () => ({ ...principal, expiresAt: (NOW + 61) * 1000 }) };
    expect(await lookupResult(otherClaims, later)).toMatchObject({ ok: true, validUntil: (NOW + 60) * 1000 });
    const sooner = { toPrincipal: () => ({ ...principal, expiresAt: (NOW + 7) * 1000 }) };
    expect(await lookupResult(otherClaims, sooner)).toMatchObject({ ok: true, validUntil: (NOW + 7) * 1000 });
    const past = { toPrincipal: () => ({ ...principal, expiresAt: NOW * 1000 }) };
    expect(await lookupResult(otherClaims, past)).toMatchObject({ ok: false, reason: 'expired' });
  });

  it('may reject a token', async () => {
    expect(await lookupResult(otherClaims, { toPrincipal: () => null })).toEqual({
      ok: false,
      reason: 'unknown',
    });
  });

  it('is not called for a token that is already rejected', async () => {
    const toPrincipal = () => principal;
    for (const body of [{ active: false }, { ...otherClaims, nbf: NOW + 60 }, { ...otherClaims, cnf: {} }]) {
      expect(await lookupResult(body, { toPrincipal })).toEqual({ ok: false, reason: 'unknown' });
    }
  });

  it.each([undefined, true, {}, { ...principal, userId: '' }, Promise.resolve(principal)])(
    'rejects with a TypeError when it returns %o',
    async (returned) => {
      await expect(lookupResult(otherClaims, { toPrincipal: () => returned as never })).rejects.toThrow(
        TypeError,
      );
    },
  );

  it('cannot change its principal later', async () => {
    const mutable = { ...principal, permissions: ['view_sboms'] };
    const result = await lookupResult(otherClaims, { toPrincipal: () => mutable });
    mutable.permissions.push('delete_organization');
    expect(result).toMatchObject({ principal: { permissions: ['view_sboms'] } });
  });
});

describe('options', () => {
  const good = { endpoint: 'https://a.example', credentials: basic, maxStalenessSeconds: 0 };
  it.each<[string, object | undefined]>([
    ['missing options', undefined],
    ['a misspelt option', { ...good, timeout: 1 }],
    ['missing credentials', { ...good, credentials: undefined }],
    ['credentials that are a string', { ...good, credentials: ownToken }],
    ['both kinds of credentials', { ...good, credentials: { ...basic, bearer: ownToken } }],
    ['a client id without a secret', { ...good, credentials: { clientId: 'api' } }],
    ['an empty secret', { ...good, credentials: { clientId: 'api', clientSecret: '' } }],
    ['a misspelt credential', { ...good, credentials: { ...basic, secret: 'x' } }],
    ['a toPrincipal that is not a function', { ...good, toPrincipal: {} }],
    ['a toPrincipal that is null', { ...good, toPrincipal: null }],
    ['a negative tolerance', { ...good, clockToleranceSeconds: -1 }],
    ['an infinite tolerance', { ...good, clockToleranceSeconds: Number.POSITIVE_INFINITY }],
    ['the name of a format', { ...good, format: 'lynk' }],
  ])('rejects %s', async (_, options) => {
    const create = async () => createIntrospectionSource(options as IntrospectionOptions);
    expect(await catchLynkError(create())).toMatchObject({ code: 'configuration' });
  });

  it('rejects an invalid bearer token when it is created', async () => {
    for (const bearer of [undefined, 'lynk_live_eTQw…']) {
      const create = async () => createIntrospectionSource({ ...good, credentials: { bearer } as never });
      expect(await catchLynkError(create())).toMatchObject({ code: 'token_rejected' });
    }
    const format = defineTokenFormat({ brand: 'acme', environments: ['live'] });
    const otherFormat = async () =>
      createIntrospectionSource({ ...good, credentials: { bearer: ownToken }, format });
    expect(await catchLynkError(otherFormat())).toMatchObject({ reason: 'unknown_prefix' });
  });
});

test('reads own properties of the response only', async () => {
  const { active, scope, sub, ...others } = claims;
  const polluted = { active, scope, sub };
  const results: unknown[] = [];
  let seen: object = {};
  const toPrincipal = (received: object) => {
    seen = { scope: (received as { scope?: unknown }).scope };
    return principal;
  };
  await using noScope = await startServer(json({ active, sub, ...others }));
  await using noVerdict = await startServer(json({ sub, ...others }));
  for (const [name, value] of Object.entries(polluted)) {
    Object.defineProperty(Object.prototype, name, { value, configurable: true, writable: true });
  }
  try {
    results.push(await source(noScope.endpoint).lookup(token, digests));
    await source(noScope.endpoint, { toPrincipal }).lookup(token, digests);
    results.push(
      await Promise.resolve(source(noVerdict.endpoint).lookup(token, digests)).catch(({ code }) => code),
    );
  } finally {
    for (const name of Object.keys(polluted)) Reflect.deleteProperty(Object.prototype, name);
  }
  expect(results).toMatchObject([{ ok: true, principal: { permissions: [] } }, 'bad_response']);
  expect(seen).toEqual({ scope: undefined });
});
