import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { caught } from '../../test/caught.ts';
import { claimsToPrincipal, principalToClaims } from './claims.ts';
import { createPrincipal } from './create-principal.ts';

const personal = createPrincipal({
  kind: 'personal',
  tokenId: 't1',
  organizationId: 'o1',
  userId: 'u1',
  permissions: ['view_sboms', 'update_sboms'],
  expiresAt: 1_700_000_000_999,
});
const service = createPrincipal({
  kind: 'service',
  tokenId: 't2',
  organizationId: 'o1',
  permissions: [],
  expiresAt: null,
});

test('README example', () => {
  const claims = principalToClaims(personal, {
    issuer: 'https://api.example.com',
    issuedAt: 1_600_000_000_500,
  });
  expect(claims).toEqual({
    active: true,
    token_type: 'Bearer',
    scope: 'view_sboms update_sboms',
    sub: 'u1',
    exp: 1_700_000_000,
    iat: 1_600_000_000,
    iss: 'https://api.example.com',
    lynk_kind: 'personal',
    lynk_token_id: 't1',
    lynk_organization_id: 'o1',
  });
  expect(claimsToPrincipal(claims)).toEqual({ ...personal, expiresAt: 1_700_000_000_000 });
  expect(claimsToPrincipal({ active: false })).toBe(null);
});

test('omits absent claims', () => {
  expect(principalToClaims(service)).toEqual({
    active: true,
    token_type: 'Bearer',
    sub: 't2',
    lynk_kind: 'service',
    lynk_token_id: 't2',
    lynk_organization_id: 'o1',
  });
});

const name = fc.string({ minLength: 1, maxLength: 20 });
const permission = fc.stringMatching(/^[!#-[\]-~]{1,40}$/);
const principal = fc
  .record({
    kind: fc.constantFrom('personal' as const, 'service' as const),
    tokenId: name,
    organizationId: name,
    userId: name,
    permissions: fc.array(permission, { maxLength: 6 }),
    expiresAt: fc.option(fc.integer({ min: -1e12, max: 8.64e15 })),
  })
  .map((fields) => createPrincipal(fields));

test('round-trips through JSON to the second, and never later', () => {
  fc.assert(
    fc.property(principal, (original) => {
      const back = claimsToPrincipal(JSON.parse(JSON.stringify(principalToClaims(original))));
      const { expiresAt } = original;
      expect(back).toEqual({
        ...original,
        expiresAt: expiresAt === null ? null : Math.min(253_402_300_799, Math.floor(expiresAt / 1000)) * 1000,
      });
      expect(Object.isFrozen(back) && Object.isFrozen(back?.permissions)).toBe(true);
      if (expiresAt !== null) expect(back?.expiresAt).toBeLessThanOrEqual(expiresAt);
    }),
    { numRuns: 2_000 },
  );
});

test('returns a principal or null for any input', () => {
  fc.assert(
    fc.property(fc.anything(), (value) => {
      expect(claimsToPrincipal(value)).toBe(null);
    }),
    { numRuns: 2_000 },
  );
});

describe('rejects', () => {
  const good = principalToClaims(personal);
  const wrong: Record<string, Record<string, unknown>> = {
    inactive: { active: false },
    'active as a text': { active: 'true' },
    'another token type': { token_type: 'mac' },
    'a scope that is a list': { scope: ['a'] },
    'a scope with two spaces': { scope: 'a  b' },
    'a scope with a space at its end': { scope: 'a ' },
    'an empty scope': { scope: '' },
    'a scope with quotes': { scope: 'a"b' },
    'a scope with a line feed': { scope: 'a\nb' },
    'no subject': { sub: undefined },
    'an empty subject': { sub: '' },
    'an expiry that is a text': { exp: '1700000000' },
    'an expiry that is a date-time': { exp: '2030-01-01T00:00:00Z' },
    'an expiry that is a list': { exp: [1_700_000_000] },
    'an unknown kind': { lynk_kind: 'admin' },
    'no token id': { lynk_token_id: undefined },
    'no organization': { lynk_organization_id: 1 },
    'a service token with another sub': { lynk_kind: 'service' },
  };
  test.each(Object.entries(wrong))('%s', (_, change) => {
    expect(claimsToPrincipal({ ...good, ...change })).toBe(null);
  });

  test.each([
    ['a fraction', 1_700_000_000.9, 1_700_000_000_000],
    ['milliseconds', 1_700_000_000_999, 1_700_000_000_000],
    ['null for never', null, null],
    ['a time past all dates', Number.MAX_SAFE_INTEGER, 253_402_300_799_000],
  ])('accepts an expiry with %s', (_, exp, expiresAt) => {
    expect(claimsToPrincipal({ ...good, exp })).toMatchObject({ expiresAt });
  });

  test('reads own properties only', () => {
    const { scope, ...others } = good;
    const inherits = (own: object, inherited: object) => Object.assign(Object.create(inherited), own);
    expect(claimsToPrincipal(inherits(others, { scope }))).toMatchObject({ permissions: [] });
    for (const name of Object.keys(good).filter((each) => each !== 'scope' && each !== 'exp')) {
      const { [name]: value, ...rest } = { ...good } as Record<string, unknown>;
      if (name === 'token_type') continue;
      expect(claimsToPrincipal(inherits(rest, { [name]: value })), name).toBe(null);
    }
    expect(claimsToPrincipal(inherits(good, { exp: 'never', token_type: 'DPoP', active: false }))).toEqual(
      claimsToPrincipal(good),
    );
  });

  test('a principal whose expiry JSON cannot write, or that is not complete', () => {
    for (const expiresAt of [
      Number.NaN,
      Number.NEGATIVE_INFINITY,
      Number.POSITIVE_INFINITY,
      undefined,
      '1',
    ]) {
      const odd = { ...personal, expiresAt } as never;
      expect(caught(() => principalToClaims(odd))).toMatchObject({ code: 'configuration' });
    }
    for (const odd of [null, {}, { ...personal, userId: undefined }, { ...personal, kind: 'admin' }]) {
      expect(caught(() => principalToClaims(odd as never))).toMatchObject({ code: 'configuration' });
    }
    for (const issuedAt of [Number.NaN, Number.POSITIVE_INFINITY, '1', null]) {
      const options = { issuedAt } as never;
      expect(caught(() => principalToClaims(personal, options))).toMatchObject({ code: 'configuration' });
    }
  });

  test('accepts a token type in any case, or none', () => {
    for (const token_type of ['bearer', 'BEARER', undefined]) {
      expect(claimsToPrincipal({ ...good, token_type })).toMatchObject({ tokenId: 't1' });
    }
  });

  test('rejects a permission that would be read back as two', () => {
    for (const bad of ['a b', '', 'a"', 'a\\', 'é', 'a\n']) {
      const odd = { ...service, permissions: [bad] };
      expect(caught(() => principalToClaims(odd))).toMatchObject({ code: 'configuration' });
    }
    expect(caught(() => principalToClaims(service, { iss: 'x' } as never))).toMatchObject({
      code: 'configuration',
    });
  });
});
