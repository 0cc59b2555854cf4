import { expect, it } from 'vitest';
import type { TokenRecord } from '../store/store.ts';
import { evaluateToken, isReuse } from './evaluate-token.ts';

/** At a time before every end below. */
const evaluate = (record: TokenRecord | null) => evaluateToken(record, 0);

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
  ownerSuspendedAt: null,
  rolePermissions: ['view_sboms', 'update_sboms'],
  ceiling: null,
  allowedNetworks: null,
};
const personal: TokenRecord = { ...service, kind: 'personal', userId: 'u1' };

it('creates a principal of each kind', () => {
  const common = { tokenId: 't1', organizationId: 'o1', expiresAt: null };
  const permissions = ['view_sboms', 'update_sboms'];
  const validity = { validUntil: null, networks: null, cacheable: true };
  expect(evaluate(service)).toEqual({
    ok: true,
    principal: { kind: 'service', ...common, permissions },
    ...validity,
  });
  expect(evaluate(personal)).toEqual({
    ok: true,
    principal: { kind: 'personal', userId: 'u1', ...common, permissions },
    ...validity,
  });
});

it('returns the first reason, in this order', () => {
  expect(evaluate(null)).toEqual({ ok: false, reason: 'unknown' });
  const faults: [string, Partial<TokenRecord>][] = [
    ['revoked', { revokedAt: 1 }],
    ['suspended', { suspendedAt: 1 }],
    ['owner_gone', { ownerPresent: false }],
    ['owner_suspended', { ownerSuspendedAt: 1 }],
    ['role_gone', { rolePermissions: null }],
  ];
  for (const [index, [reason]] of faults.entries()) {
    const rest = Object.assign({}, personal, ...faults.slice(index).map(([, fault]) => fault));
    expect(evaluate(rest)).toEqual({ ok: false, reason, tokenId: 't1' });
  }
});

it('treats 0 as a time', () => {
  expect(evaluate({ ...service, revokedAt: 0 })).toMatchObject({ reason: 'revoked' });
  expect(evaluate({ ...service, suspendedAt: 0 })).toMatchObject({ reason: 'suspended' });
  expect(evaluate({ ...personal, ownerSuspendedAt: 0 })).toMatchObject({ reason: 'owner_suspended' });
  expect(evaluate({ ...service, expiresAt: 0 })).toMatchObject({ validUntil: 0 });
});

it('rejects a personal token without an owner', () => {
  expect(evaluate({ ...personal, userId: null })).toMatchObject({ reason: 'owner_gone' });
});

it('allows what both the role and the ceiling allow', () => {
  const permissionsUnder = (ceiling: string[] | null) => {
    const evaluated = evaluate({ ...personal, ceiling });
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
    const evaluated = evaluate({ ...service, expiresAt, secretExpiresAt });
    expect(evaluated).toMatchObject({ ok: true, validUntil: until, principal: { expiresAt: until } });
  },
);

it('passes on the allowed networks', () => {
  const allowedNetworks = ['192.0.2.0/24'];
  expect(evaluate({ ...service, allowedNetworks })).toMatchObject({ networks: allowedNetworks });
});

it('does not allow caching the result of a pending secret', () => {
  expect(evaluate({ ...personal, secretPending: true })).toMatchObject({ ok: true, cacheable: false });
});

it('rejects an ended secret as retired, and as unknown once its digest is 90 days old', () => {
  const ended = { ...service, secretExpiresAt: 1000 };
  const retained = 1000 + 90 * 86_400_000;
  for (const at of [1000, retained]) {
    expect(evaluateToken(ended, at)).toEqual({ ok: false, reason: 'retired', tokenId: 't1' });
    expect(isReuse(ended, at)).toBe(true);
  }
  expect(evaluateToken(ended, retained + 1)).toEqual({ ok: false, reason: 'unknown' });
  expect(isReuse(ended, retained + 1)).toBe(false);
  expect(isReuse(ended, 999)).toBe(false);
  expect(evaluateToken(ended, 999)).toMatchObject({ ok: true, validUntil: 1000 });
  expect(evaluateToken({ ...ended, revokedAt: 0 }, 1000)).toMatchObject({ reason: 'revoked' });
});
