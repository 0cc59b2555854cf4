import type { SecurityToken } from '@lynk-auth/core';
import { createTestOrganization, expectOk, type RoleName } from '../create-test-organization.ts';

/** An organization with the tokens that callers of the endpoints present. */
export async function createHttpAuthority() {
  const test = await createTestOrganization();
  const { authority, verifier, system, admin, roleId, addOrganization } = test;
  const manage = authority.as(system);
  const issue = async (role: RoleName) =>
    expectOk(await manage.issueServiceToken({ name: role, roleId: roleId(role) }));
  const beta = await addOrganization('Beta');
  const foreign = expectOk(
    await authority
      .as(beta.system)
      .issueServiceToken({ name: 'foreign', roleId: beta.roleId('Admin'), expiresAt: null }),
  );
  const errors: unknown[] = [];
  return {
    ...test,
    options: { authority, verifier, onError: (error: unknown) => errors.push(error) },
    errors,
    issue,
    /** A service token that may introspect. */
    gateway: (await issue('Operator')).secret,
    /** A token of each kind without that permission. */
    viewer: (await issue('Viewer')).secret,
    /** A personal token that has the permission. */
    personal: expectOk(await authority.as(admin).issuePersonalToken({ name: 'scripts' })).secret,
    foreign: foreign.secret,
  };
}

/** Sends a form with a bearer token. */
export function postForm(
  url: string,
  bearer: SecurityToken | string | null,
  form: Readonly<Record<string, string>> | string,
): Promise<Response> {
  const token = typeof bearer === 'object' ? bearer?.reveal() : bearer;
  return fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: typeof form === 'string' ? form : new URLSearchParams(form).toString(),
  });
}
