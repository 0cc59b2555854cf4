import { describe, expect, test } from 'vitest';
import { can } from './can.ts';
import { createPrincipal } from './create-principal.ts';
import { isPrincipal } from './is-principal.ts';

const fields = {
  kind: 'personal',
  tokenId: 't1',
  organizationId: 'o1',
  userId: 'u1',
  permissions: ['view_sboms'],
  expiresAt: null,
} as const;

test('README example', () => {
  const principal = createPrincipal(fields);
  expect(can(principal, 'view_sboms')).toBe(true);
  expect(can(principal, 'update_sboms')).toBe(false);
});

describe('createPrincipal', () => {
  test('copies only the known fields and freezes them', () => {
    const permissions = ['view_sboms'];
    const principal = createPrincipal({ ...fields, permissions, ...{ extra: 'x' } });
    permissions.push('update_sboms');
    expect(principal).toEqual(fields);
    expect(Object.isFrozen(principal) && Object.isFrozen(principal.permissions)).toBe(true);
  });

  test('creates a service principal without a user', () => {
    const principal = createPrincipal({ ...fields, kind: 'service' } as never);
    expect(principal).not.toHaveProperty('userId');
    expect(isPrincipal(principal)).toBe(true);
  });
});

describe('can', () => {
  test('compares exactly, and denies an anonymous request', () => {
    const principal = createPrincipal(fields);
    for (const permission of ['view_sbom', 'VIEW_SBOMS', 'view_sboms ', '', 'toString', '*']) {
      expect(can(principal, permission)).toBe(false);
    }
    expect(can(null, 'view_sboms')).toBe(false);
    expect(can(undefined, 'view_sboms')).toBe(false);
  });
});
