import { expect, it } from 'vitest';
import { createTestOrganization, expectOk } from '../../../test/create-test-organization.ts';

async function createRoles() {
  const test = await createTestOrganization();
  const manage = test.authority.as(test.admin);
  const create = (name: string, permissions: readonly string[]) =>
    manage.createRole({ name, permissions }).then(expectOk);
  const { role } = await create('Auditor', ['view_sboms', 'view_users']);
  const { role: successor } = await create('Reader', ['view_sboms']);
  return { ...test, manage, role, successor };
}

it('deletes a role that is not in use', async () => {
  const { manage, role } = await createRoles();
  expect(expectOk(await manage.deleteRole(role.id)).role).toEqual(role);
  const missing = { ok: false, reason: 'not_found' };
  expect(await manage.getRole(role.id)).toMatchObject(missing);
  expect(await manage.deleteRole(role.id)).toMatchObject(missing);
});

it('moves the members and the service tokens of a role in use to its successor', async () => {
  const { manage, role, successor, viewer, verifier } = await createRoles();
  expectOk(await manage.updateMember(viewer.userId, { roleId: role.id }));
  const { token, secret } = expectOk(await manage.issueServiceToken({ name: 'ci', roleId: role.id }));
  const permissionsOf = async () => {
    const result = await verifier.verify(secret.reveal());
    return result.ok ? result.principal.permissions : [];
  };
  expect(await permissionsOf()).toEqual(role.permissions);
  expect(await manage.deleteRole(role.id)).toMatchObject({ ok: false, reason: 'role_in_use' });
  expectOk(await manage.deleteRole(role.id, { successorRoleId: successor.id }));
  expect(await permissionsOf()).toEqual(successor.permissions);
  expect(expectOk(await manage.getToken(token.id)).token.roleId).toBe(successor.id);
  expect(expectOk(await manage.getMember(viewer.userId)).member.role).toEqual(successor);
});

it('needs another role of the organization as a successor', async () => {
  const { authority, manage, role, addOrganization } = await createRoles();
  for (const successorRoleId of [role.id, '', 'not an id']) {
    expect(await manage.deleteRole(role.id, { successorRoleId })).toMatchObject({
      reason: 'invalid',
      field: 'successorRoleId',
    });
  }
  const beta = await addOrganization('Beta');
  const foreign = expectOk(await authority.as(beta.admin).createRole({ name: 'n', permissions: [] })).role;
  expect(await manage.deleteRole(role.id, { successorRoleId: foreign.id })).toMatchObject({
    reason: 'not_found',
    field: 'successorRoleId',
  });
  expectOk(await manage.getRole(role.id));
});

it('neither changes nor deletes a system role', async () => {
  const { manage, roleId, successor } = await createRoles();
  const system = { ok: false, reason: 'system_role' };
  const id = roleId('Viewer');
  expect(await manage.deleteRole(id, { successorRoleId: successor.id })).toMatchObject(system);
  expect(await manage.updateRole(id, { name: 'Guest' })).toMatchObject(system);
  expect(await manage.updateRole(id, { permissions: ['delete_sboms'] })).toMatchObject(system);
});
