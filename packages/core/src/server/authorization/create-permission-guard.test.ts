import { expect, test } from 'vitest';
import { caught } from '../../../test/caught.ts';
import { setAuthContext } from '../authentication/auth-context.ts';
import { createPermissionGuard } from './create-permission-guard.ts';

const requirePermission = createPermissionGuard((check) => (request: object) => check(request));

function requestWith(...permissions: readonly string[]): object {
  const request = {};
  const principal = {
    kind: 'service',
    tokenId: 't',
    organizationId: 'o',
    permissions,
    expiresAt: null,
  } as const;
  setAuthContext(request, { principal, realm: 'api' });
  return request;
}

test('requires all permissions, or any of them', () => {
  const all = requirePermission('view_sboms', 'update_sboms');
  const any = requirePermission.any('view_sboms', 'update_sboms');
  expect(all(requestWith('view_sboms', 'update_sboms'))).toBe(null);
  expect(all(requestWith('view_sboms'))?.status).toBe(403);
  expect(any(requestWith('update_sboms'))).toBe(null);
  expect(any(requestWith('view_sboms', 'other'))).toBe(null);
  expect(any(requestWith('other'))?.headers['WWW-Authenticate']).toBe(
    'Bearer realm="api", error="insufficient_scope", scope="view_sboms update_sboms"',
  );
  expect(any(requestWith())?.status).toBe(403);
});

test('rejects an anonymous request and one that no plugin has seen', () => {
  const any = requirePermission.any('view_sboms');
  const anonymous = {};
  setAuthContext(anonymous, { principal: null, realm: 'api' });
  expect(any(anonymous)?.status).toBe(401);
  expect(caught(() => any({}))).toMatchObject({ code: 'configuration' });
});

test('rejects an empty list and an invalid key', () => {
  for (const create of [requirePermission, requirePermission.any] as ((...keys: string[]) => unknown)[]) {
    for (const keys of [[], ['a b'], [''], ['a', 'b"']]) {
      expect(caught(() => create(...keys))).toMatchObject({ code: 'configuration' });
    }
  }
});
