import { expect, it } from 'vitest';
import type { TokenRecord } from '../store/store.ts';
import { evaluateToken } from './evaluate-token.ts';

const service: TokenRecord = {
  tokenId: 't1',
  organizationId: 'o1',
  kind: 'service',
  userId: null,
  expiresAt: null,
  revokedAt: null,
  suspendedAt: null,
  secretExpiresAt: null,
  secretPending: false,
  ownerPresent: true,
  rolePermissions: ['view_sboms', 'update_sboms'],
  ceiling: null,
  allowedNetworks: null,
};
const personal: TokenRecord = { ...service, kind: 'personal', userId: 'u1' };

it('creates a principal of each kind', () => {
  const common = { tokenId: 't1', organizationId: 'o1', expiresAt: null };
  const permissions = ['view_sboms', 'update_sboms'];
  const validity = { validUntil: null, networks: null, cacheable: true };
  expect(evaluateToken(service)).toEqual({
    ok: true,
    principal: { kind: 'service', ...common, permissions },
    ...validity,
  });
  expect(evaluateToken(personal)).toEqual({
    ok: true,
    principal: { kind: 'personal', userId: 'u1', ...common, permissions },
    ...validity,
  });
});

it('returns the first reason, in this order', () => {
  expect(evaluateToken(null)).toEqual({ ok: false, reason: 'unknown' });
  const faults: [string, Partial<TokenRecord>][] = [
    ['revoked', { revokedAt: 1 }],
    ['suspended', { suspendedAt: 1 }],
    ['owner_gone', { ownerPresent: false }],
    ['role_gone', { rolePermissions: null }],
  ];
  for (const [index, [reason]] of faults.entries()) {
    const rest = Object.assign({}, personal, ...faults.slice(index).map(([, fault]) => fault));
    expect(evaluateToken(rest)).toEqual({ ok: false, reason, tokenId: 't1' });
  }
});

it('treats 0 as a time', () => {
  expect(evaluateToken({ ...service, revokedAt: 0 })).toMatchObject({ reason: 'revoked' });
  expect(evaluateToken({ ...service, suspendedAt: 0 })).toMatchObject({ reason: 'suspended' });
  expect(evaluateToken({ ...service, expiresAt: 0 })).toMatchObject({ validUntil: 0 });
});

it('rejects a personal token without an owner', () => {
  expect(evaluateToken({ ...personal, userId: null })).toMatchObject({ reason: 'owner_gone' });
});

it('allows what both the role and the ceiling allow', () => {
  const permissionsUnder = (ceiling: string[] | null) => {
    const evaluated = evaluateToken({ ...personal, ceiling });
    return evaluated.ok ? evaluated.principal.permissions : [];
  };
  expect(permissionsUnder(null)).toEqual(['view_sboms', 'update_sboms']);
  expect(permissionsUnder(['update_sboms', 'delete_sboms'])).toEqual(['update_sboms']);
  expect(permissionsUnder([])).toEqual([]);
});

it.each([
  [null, null, null],
  [5, null, 5],
  [null, 4, 4],
  [5, 4, 4],
  [4, 5, 4],
])(
  'is valid until the earlier expiry of the token (%s) and its secret (%s): %s',
  (expiresAt, secretExpiresAt, until) => {
    const evaluated = evaluateToken({ ...service, expiresAt, secretExpiresAt });
    expect(evaluated).toMatchObject({ ok: true, validUntil: until, principal: { expiresAt: until } });
  },
);

it('passes on the allowed networks', () => {
  const allowedNetworks = ['192.0.2.0/24'];
  expect(evaluateToken({ ...service, allowedNetworks })).toMatchObject({ networks: allowedNetworks });
});

it('does not allow caching the result of a pending secret', () => {
  expect(evaluateToken({ ...personal, secretPending: true })).toMatchObject({ ok: true, cacheable: false });
});
