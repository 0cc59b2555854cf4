import { expect, test } from 'vitest';
import { caught } from '../../../test/caught.ts';
import { createPrincipal } from '../../principal/create-principal.ts';
import { getAuthContext, setAuthContext } from '../authentication/auth-context.ts';
import { createPermissionCheck } from './create-permission-check.ts';

const principal = createPrincipal({
  kind: 'service',
  tokenId: 't1',
  organizationId: 'o1',
  permissions: ['view_sboms'],
  expiresAt: null,
});

const authenticatedRequest = (session: Parameters<typeof setAuthContext>[1]) => {
  const request = { url: '/' };
  setAuthContext(request, session);
  return request;
};

test('lets a principal with all permissions pass, and rejects others with the realm of the plugin', () => {
  const request = authenticatedRequest({ principal, realm: 'sboms' });
  expect(createPermissionCheck(['view_sboms'])(request)).toBeNull();
  const both = createPermissionCheck(['view_sboms', 'update_sboms']);
  const challenge = (realm: string) =>
    `Bearer realm="${realm}", error="insufficient_scope", scope="view_sboms update_sboms"`;
  for (const realm of ['sboms', 'other', 'sboms']) {
    expect(both(authenticatedRequest({ principal, realm }))).toMatchObject({
      status: 403,
      headers: { 'WWW-Authenticate': challenge(realm) },
    });
  }
});

test('rejects an anonymous request in optional mode with 401', () => {
  expect(
    createPermissionCheck(['view_sboms'])(authenticatedRequest({ principal: null, realm: 'api' })),
  ).toMatchObject({
    status: 401,
    headers: { 'WWW-Authenticate': 'Bearer realm="api"' },
  });
});

test.each([{}, { lynk: principal }, null, undefined])('throws for %j, on which no plugin ran', (request) => {
  const error = { code: 'configuration', message: expect.stringContaining('lynkAuth did not run') };
  expect(caught(() => createPermissionCheck(['view_sboms'])(request as never))).toMatchObject(error);
  expect(caught(() => getAuthContext(request as never, 'principalOf'))).toMatchObject(error);
});

test.each([[], ['a b'], [''], 'view_sboms', undefined])('rejects %j when it is created', (permissions) => {
  expect(caught(() => createPermissionCheck(permissions as never))).toMatchObject({ code: 'configuration' });
});

test('hides the auth context from listings of the request, and keeps the last one', () => {
  const request = authenticatedRequest({ principal: null, realm: 'api' });
  setAuthContext(request, { principal, realm: 'api' });
  expect(getAuthContext(request, 'principalOf')).toEqual({ principal, realm: 'api' });
  expect(JSON.stringify({ ...request })).toBe('{"url":"/"}');
});
