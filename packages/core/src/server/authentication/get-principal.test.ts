import { expect, expectTypeOf, test } from 'vitest';
import { caught } from '../../../test/caught.ts';
import { createPrincipal } from '../../principal/create-principal.ts';
import type { Principal } from '../../principal/principal.ts';
import { setAuthContext } from './auth-context.ts';
import { getPrincipal } from './get-principal.ts';

const principal = createPrincipal({
  kind: 'service',
  tokenId: 't1',
  organizationId: 'o1',
  permissions: [],
  expiresAt: null,
});

test('returns the principal', () => {
  const request = {};
  setAuthContext(request, { principal, realm: 'api' });
  expect(getPrincipal(request)).toBe(principal);
  expect(getPrincipal(request, { optional: true })).toBe(principal);
  expectTypeOf(getPrincipal(request)).toEqualTypeOf<Principal>();
  expectTypeOf(getPrincipal(request, { optional: true })).toEqualTypeOf<Principal | null>();
});

test('throws for an anonymous request unless optional is set', () => {
  const request = {};
  setAuthContext(request, { principal: null, realm: 'api' });
  expect(getPrincipal(request, { optional: true })).toBe(null);
  expect(caught(() => getPrincipal(request))).toMatchObject({ code: 'configuration' });
});

test('throws if no plugin ran', () => {
  for (const options of [undefined, { optional: true } as const]) {
    expect(caught(() => getPrincipal({}, options as { optional: true }))).toMatchObject({
      code: 'configuration',
    });
  }
});
