/// <reference types="node" />
import { createPrincipal, defineTokenFormat, principalToClaims } from '@lynk-auth/core';
import { createVerifier } from '@lynk-auth/verifier';
import { describe, expect, it, test } from 'vitest';
import { failure } from '../test/failure.ts';
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
const basic = { clientId: 'us', clientSecret: 's3cr3t' };

const source = (endpoint: string, options: Partial<IntrospectionOptions> = {}) =>
  createIntrospectionSource({
    endpoint,
    credentials: basic,
    maxStalenessSeconds: 10,
    timeoutMs: 10_000,
    clock,
    ...options,
  });

/** What comes of the claims. */
async function result(said: unknown, options: Partial<IntrospectionOptions> = {}) {
  await using server = await startServer(json(said));
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

test('says for how long an answer holds', () => {
  expect(source('https://auth.example').freshness).toEqual({ kind: 'bounded', maxStalenessSeconds: 10 });
});

describe('the request', () => {
  const ask = async (credentials: IntrospectionOptions['credentials'], text = token) => {
    await using server = await startServer(json(claims));
    await source(server.endpoint, { credentials }).lookup(text, digests);
    expect(server.arrived).toHaveLength(1);
    const [arrived] = server.arrived;
    if (arrived === undefined) throw new Error('Nothing arrived.');
    return arrived;
  };

  it('is a form of RFC 7662, and never cached', async () => {
    const { method, headers, body } = await ask(basic);
    expect(method).toBe('POST');
    expect(body).toBe(`token=${token}&token_type_hint=access_token`);
    expect(headers).toMatchObject({
      accept: 'application/json',
      'cache-control': 'no-store',
      'content-type': 'application/x-www-form-urlencoded',
    });
  });

  it('keeps a token that is none of ours in one piece', async () => {
    const odd = 'a+b/c=&token=x é';
    expect(new URLSearchParams((await ask(basic, odd)).body).getAll('token')).toEqual([odd]);
  });

  it('shows a bearer token', async () => {
    expect((await ask({ bearer: ownToken })).headers.authorization).toBe(`Bearer ${ownToken}`);
    expect((await ask({ bearer: async () => ownToken })).headers.authorization).toBe(`Bearer ${ownToken}`);
  });

  it('shows a client id and a secret, each form-encoded before they are joined', async () => {
    const { headers } = await ask({ clientId: 'a:b c', clientSecret: 'p%ss+wörd' });
    const [kind, encoded = ''] = headers.authorization?.split(' ') ?? [];
    expect(kind).toBe('Basic');
    expect(Buffer.from(encoded, 'base64').toString()).toBe('a%3Ab+c:p%25ss%2Bw%C3%B6rd');
  });

  it('takes the fetch that is there at the time, or the one that it is given', async () => {
    const global = globalThis.fetch;
    const asking = source('https://auth.example', { timeoutMs: 500 });
    const sent: string[] = [];
    const fake = (async (url: string) => {
      sent.push(url);
      return new Response(JSON.stringify(claims), { headers: { 'content-type': 'application/json' } });
    }) as typeof fetch;
    try {
      globalThis.fetch = fake;
      expect(await asking.lookup(token, digests)).toMatchObject({ ok: true });
    } finally {
      globalThis.fetch = global;
    }
    expect(await source('https://given.example', { fetch: fake }).lookup(token, digests)).toMatchObject({
      ok: true,
    });
    expect(sent).toEqual(['https://auth.example/', 'https://given.example/']);
  });
});

describe('the service’s own credentials', () => {
  it('are read anew for the lookup after one in which they were refused', async () => {
    await using server = await startServer((response, { headers }) =>
      headers.authorization === `Bearer ${token}`
        ? json(claims)(response)
        : json({ error: 'invalid_client' }, 401)(response),
    );
    const values = [ownToken, token];
    const asking = source(server.endpoint, { credentials: { bearer: () => values.shift() ?? token } });
    const error = await failure(asking.lookup(token, digests));
    expect(error).toMatchObject({ code: 'unauthorized' });
    expect(error.message).toContain("service's own credentials");
    // No retry: one request a lookup.
    expect(server.arrived).toHaveLength(1);
    expect(await asking.lookup(token, digests)).toMatchObject({ ok: true });
    expect(await asking.lookup(token, digests)).toMatchObject({ ok: true });
    expect(server.arrived).toHaveLength(3);
  });

  it('are read anew until they could be', async () => {
    await using server = await startServer((response, { headers }) =>
      json(claims, headers.authorization === `Bearer ${token}` ? 200 : 401)(response),
    );
    const values = [ownToken, '', token];
    const asking = source(server.endpoint, { credentials: { bearer: () => values.shift() ?? '' } });
    expect(await failure(asking.lookup(token, digests))).toMatchObject({ code: 'unauthorized' });
    expect(await failure(asking.lookup(token, digests))).toMatchObject({ code: 'token_rejected' });
    expect(await asking.lookup(token, digests)).toMatchObject({ ok: true });
    expect(server.arrived).toHaveLength(2);
  });

  it('that cannot be read are an error, without what the vault says; and nothing is sent', async () => {
    await using server = await startServer(json(claims));
    const broken = () => {
      throw new Error(`no entry for s3cr3t, ${ownToken}`);
    };
    const unreadable = source(server.endpoint, { credentials: { bearer: broken } });
    expect(await failure(unreadable.lookup(token, digests))).toMatchObject({ code: 'network' });
    const masked = source(server.endpoint, { credentials: { bearer: () => 'lynk_live_eTQw…' } });
    expect(await failure(masked.lookup(token, digests))).toMatchObject({ code: 'token_rejected' });
    expect(server.arrived).toEqual([]);
  });

  it('count in the time limit', async () => {
    await using server = await startServer(json(claims));
    const never = source(server.endpoint, {
      credentials: { bearer: () => new Promise<string>(() => {}) },
      timeoutMs: 20,
    });
    expect(await failure(never.lookup(token, digests))).toMatchObject({ code: 'timeout', timeoutMs: 20 });
  });
});

describe('an active token', () => {
  it('becomes a principal, up to its exp', async () => {
    expect(await result(claims)).toEqual({ ok: true, principal, validUntil: principal.expiresAt });
  });

  it('without exp is not bounded', async () => {
    const { exp: _, ...rest } = claims;
    expect(await result(rest)).toEqual({
      ok: true,
      principal: { ...principal, expiresAt: null },
      validUntil: null,
    });
  });

  it.each([NOW, NOW - 1, 1, 0, -1])('is refused at its exp and after: %d', async (exp) => {
    expect(await result({ ...claims, exp })).toEqual({ ok: false, reason: 'expired', tokenId: 't1' });
  });

  it('may have an exp that is far away', async () => {
    expect(await result({ ...claims, exp: 253_402_300_799 })).toMatchObject({
      ok: true,
      validUntil: 253_402_300_799_000,
    });
  });

  it.each(['iat', 'nbf'])('is refused before its %s, by more than the clocks may differ', async (name) => {
    const unknown = { ok: false, reason: 'unknown' };
    expect(await result({ ...claims, [name]: NOW + 6 })).toEqual(unknown);
    expect(await result({ ...claims, [name]: NOW + 5 })).toMatchObject({ ok: true });
    const strict = { clockToleranceSeconds: 0 };
    expect(await result({ ...claims, [name]: NOW + 1 }, strict)).toEqual(unknown);
    expect(await result({ ...claims, [name]: NOW }, strict)).toMatchObject({ ok: true });
  });

  it.each(['bearer', 'BEARER', undefined])('may say of its type: %s', async (token_type) => {
    expect(await result({ ...claims, token_type })).toMatchObject({ ok: true });
  });

  it.each(['DPoP', 'mac', '', ' Bearer'])('is refused where its type is %j', async (token_type) => {
    expect(await result({ ...claims, token_type })).toEqual({ ok: false, reason: 'unknown' });
  });

  it.each([{ jkt: 'x' }, {}, null])('is refused where it is bound to a key: %j', async (cnf) => {
    expect(await result({ ...claims, cnf })).toEqual({ ok: false, reason: 'unknown' });
  });

  it('is refused where the clock fails', async () => {
    const broken = { clock: { ...clock, wall: () => Number.NaN } };
    expect(await result(claims, broken)).toMatchObject({ ok: false, reason: 'expired' });
    expect(await result({ ...claims, iat: 1 }, broken)).toMatchObject({ ok: false, reason: 'unknown' });
  });
});

test('an inactive token is unknown, whatever else the answer says', async () => {
  for (const said of [{ active: false }, { ...claims, active: false }, { active: false, exp: 'never' }]) {
    expect(await result(said)).toEqual({ ok: false, reason: 'unknown' });
  }
});

describe('toPrincipal', () => {
  const foreign = { active: true, client_id: 'robot', scope: 'read', exp: NOW + 60 };

  it('is given every claim, and decides', async () => {
    const seen: unknown[] = [];
    const answer = await result(foreign, {
      toPrincipal: (said) => {
        seen.push(said);
        return { ...principal, expiresAt: null };
      },
    });
    expect(seen).toEqual([foreign]);
    // Its own exp bounds the answer all the same.
    expect(answer).toMatchObject({ ok: true, validUntil: (NOW + 60) * 1000 });
  });

  it('may bound the answer further, and not less', async () => {
    const later = { toPrincipal: () => ({ ...principal, expiresAt: (NOW + 61) * 1000 }) };
    expect(await result(foreign, later)).toMatchObject({ ok: true, validUntil: (NOW + 60) * 1000 });
    const sooner = { toPrincipal: () => ({ ...principal, expiresAt: (NOW + 7) * 1000 }) };
    expect(await result(foreign, sooner)).toMatchObject({ ok: true, validUntil: (NOW + 7) * 1000 });
    const past = { toPrincipal: () => ({ ...principal, expiresAt: NOW * 1000 }) };
    expect(await result(foreign, past)).toMatchObject({ ok: false, reason: 'expired' });
  });

  it('may refuse', async () => {
    expect(await result(foreign, { toPrincipal: () => null })).toEqual({ ok: false, reason: 'unknown' });
  });

  it('is not asked about a token that is refused already', async () => {
    const toPrincipal = () => principal;
    for (const said of [{ active: false }, { ...foreign, nbf: NOW + 60 }, { ...foreign, cnf: {} }]) {
      expect(await result(said, { toPrincipal })).toEqual({ ok: false, reason: 'unknown' });
    }
  });

  it.each([undefined, true, {}, { ...principal, userId: '' }, Promise.resolve(principal)])(
    'that gives %o accepts nobody',
    async (given) => {
      await expect(result(foreign, { toPrincipal: () => given as never })).rejects.toThrow(TypeError);
    },
  );

  it('cannot change later what it gave', async () => {
    const mine = { ...principal, permissions: ['view_sboms'] };
    const answer = await result(foreign, { toPrincipal: () => mine });
    mine.permissions.push('delete_organization');
    expect(answer).toMatchObject({ principal: { permissions: ['view_sboms'] } });
  });
});

describe('options', () => {
  const good = { endpoint: 'https://a.example', credentials: basic, maxStalenessSeconds: 0 };
  it.each<[string, object | undefined]>([
    ['none', undefined],
    ['a misspelt one', { ...good, timeout: 1 }],
    ['no credentials', { ...good, credentials: undefined }],
    ['credentials that are a text', { ...good, credentials: ownToken }],
    ['credentials of two kinds', { ...good, credentials: { ...basic, bearer: ownToken } }],
    ['half of the credentials', { ...good, credentials: { clientId: 'us' } }],
    ['an empty secret', { ...good, credentials: { clientId: 'us', clientSecret: '' } }],
    ['a misspelt credential', { ...good, credentials: { ...basic, secret: 'x' } }],
    ['a toPrincipal that is none', { ...good, toPrincipal: {} }],
    ['no toPrincipal', { ...good, toPrincipal: null }],
    ['a negative tolerance', { ...good, clockToleranceSeconds: -1 }],
    ['an endless tolerance', { ...good, clockToleranceSeconds: Number.POSITIVE_INFINITY }],
    ['a format by name', { ...good, format: 'lynk' }],
  ])('refuses %s', async (_, options) => {
    const make = async () => createIntrospectionSource(options as IntrospectionOptions);
    expect(await failure(make())).toMatchObject({ code: 'configuration' });
  });

  it('refuses an own token that is none, at once', async () => {
    for (const bearer of [undefined, 'lynk_live_eTQw…']) {
      const make = async () => createIntrospectionSource({ ...good, credentials: { bearer } as never });
      expect(await failure(make())).toMatchObject({ code: 'token_rejected' });
    }
    const format = defineTokenFormat({ brand: 'acme', environments: ['live'] });
    const foreign = async () =>
      createIntrospectionSource({ ...good, credentials: { bearer: ownToken }, format });
    expect(await failure(foreign())).toMatchObject({ reason: 'unknown_prefix' });
  });
});
