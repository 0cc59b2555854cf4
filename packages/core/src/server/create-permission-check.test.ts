import { expect, test } from 'vitest';
import { caught } from '../../test/caught.ts';
import { createPrincipal } from '../principal/create-principal.ts';
import { createPermissionCheck } from './create-permission-check.ts';
import { getSession, setSession } from './session.ts';

const principal = createPrincipal({
  kind: 'service',
  tokenId: 't1',
  organizationId: 'o1',
  permissions: ['view_sboms'],
  expiresAt: null,
});

const carrying = (session: Parameters<typeof setSession>[1]) => {
  const carrier = { url: '/' };
  setSession(carrier, session);
  return carrier;
};

test('lets pass whoever has all, and refuses others in the realm of the plugin', () => {
  const carrier = carrying({ principal, realm: 'sboms' });
  expect(createPermissionCheck(['view_sboms'])(carrier)).toBeNull();
  const both = createPermissionCheck(['view_sboms', 'update_sboms']);
  const challenge = (realm: string) =>
    `Bearer realm="${realm}", error="insufficient_scope", scope="view_sboms update_sboms"`;
  for (const realm of ['sboms', 'other', 'sboms']) {
    expect(both(carrying({ principal, realm }))).toMatchObject({
      status: 403,
      headers: { 'WWW-Authenticate': challenge(realm) },
    });
  }
});

test('nobody, in optional mode, is 401', () => {
  expect(createPermissionCheck(['view_sboms'])(carrying({ principal: null, realm: 'api' }))).toMatchObject({
    status: 401,
    headers: { 'WWW-Authenticate': 'Bearer realm="api"' },
  });
});

test.each([{}, { lynk: principal }, null, undefined])('%j, where no plugin ran, is an error', (carrier) => {
  const error = { code: 'configuration', message: expect.stringContaining('lynkAuth did not run') };
  expect(caught(() => createPermissionCheck(['view_sboms'])(carrier as never))).toMatchObject(error);
  expect(caught(() => getSession(carrier as never, 'principalOf'))).toMatchObject(error);
});

test.each([[], ['a b'], [''], 'view_sboms', undefined])('%j is refused at once', (permissions) => {
  expect(caught(() => createPermissionCheck(permissions as never))).toMatchObject({ code: 'configuration' });
});

test('what was left shows in no listing of the request, and the last to run counts', () => {
  const carrier = carrying({ principal: null, realm: 'api' });
  setSession(carrier, { principal, realm: 'api' });
  expect(getSession(carrier, 'principalOf')).toEqual({ principal, realm: 'api' });
  expect(JSON.stringify({ ...carrier })).toBe('{"url":"/"}');
});
