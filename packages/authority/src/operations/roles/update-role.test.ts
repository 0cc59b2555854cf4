import { expect, it } from 'vitest';
import { createTestOrganization, expectOk } from '../../../test/create-test-organization.ts';

const exceeds = { ok: false, reason: 'exceeds_permissions' };

it('creates, changes and returns a custom role', async () => {
  const { authority, admin, organizationId } = await createTestOrganization();
  const manage = authority.as(admin);
  const permissions = ['view_sboms', 'view_users', 'view_sboms'];
  const { role } = expectOk(await manage.createRole({ name: ' Auditor ', permissions }));
  expect(role).toEqual({
    id: expect.any(String),
    organizationId,
    name: 'Auditor',
    permissions: ['view_sboms', 'view_users'],
    system: false,
  });
  expect(expectOk(await manage.getRole(role.id)).role).toEqual(role);
  const renamed = expectOk(await manage.updateRole(role.id, { name: 'Revisor' })).role;
  expect(renamed).toEqual({ ...role, name: 'Revisor' });
  const changed = expectOk(await manage.updateRole(role.id, { permissions: [] })).role;
  expect(changed).toEqual({ ...renamed, permissions: [] });
  expect(expectOk(await manage.listRoles()).roles.at(-1)).toEqual(changed);
});

it('changes the permissions of everything that has the role', async () => {
  const { authority, admin, viewer, principalOf } = await createTestOrganization();
  const manage = authority.as(admin);
  const permissions = ['view_sboms', 'manage_api_tokens'];
  const { role } = expectOk(await manage.createRole({ name: 'Auditor', permissions }));
  expectOk(await manage.updateMember(viewer.userId, { roleId: role.id }));
  const { secret } = expectOk(await authority.as(viewer).issuePersonalToken({ name: 'n' }));
  expect((await principalOf(secret)).permissions).toEqual(permissions);
  expectOk(await manage.updateRole(role.id, { permissions: ['view_sboms'] }));
  expect((await principalOf(secret)).permissions).toEqual(['view_sboms']);
});

it('needs every permission of a role, before and after, under any policy', async () => {
  for (const roleGrants of ['own_permissions', 'any_role'] as const) {
    const { authority, admin, operator } = await createTestOrganization({ roleGrants });
    const manage = authority.as(admin);
    const permissions = ['view_sboms', 'update_organization'];
    const strong = expectOk(await manage.createRole({ name: 'Strong', permissions })).role;
    const lead = expectOk(await manage.createRole({ name: 'Lead', permissions })).role;
    expect(await authority.as(operator).createRole({ name: 'n', permissions: [] })).toMatchObject({
      reason: 'forbidden',
    });
    expectOk(await manage.updateMember(operator.userId, { roleId: lead.id }));
    const limited = authority.as(operator);
    const wide = ['view_sboms', 'delete_organization'];
    expect(await limited.createRole({ name: 'Wide', permissions: wide })).toMatchObject(exceeds);
    expect(await limited.updateRole(lead.id, { permissions: wide })).toMatchObject(exceeds);
    expectOk(await manage.updateRole(strong.id, { permissions: wide }));
    expect(await limited.updateRole(strong.id, { permissions: ['view_sboms'] })).toMatchObject(exceeds);
    expect(await limited.updateRole(strong.id, { name: 'Weak' })).toMatchObject(exceeds);
    expect(await limited.deleteRole(strong.id)).toMatchObject(exceeds);
    expect(await limited.deleteRole(lead.id, { successorRoleId: strong.id })).toMatchObject(exceeds);
    expectOk(await limited.createRole({ name: 'Small', permissions: ['view_sboms'] }));
  }
});

it('rejects the name of another role, however it is composed', async () => {
  const { authority, admin, addOrganization } = await createTestOrganization();
  const manage = authority.as(admin);
  const [composed, decomposed] = ['Ren\u00e9', 'Rene\u0301'];
  const { role } = expectOk(await manage.createRole({ name: composed, permissions: [] }));
  const taken = { ok: false, reason: 'conflict', message: 'Another role of the organization has this name.' };
  for (const name of ['Admin', composed, decomposed]) {
    expect(await manage.createRole({ name, permissions: [] })).toMatchObject(taken);
  }
  expect(await manage.updateRole(role.id, { name: 'Viewer' })).toMatchObject(taken);
  expect(expectOk(await manage.updateRole(role.id, { name: decomposed })).role.name).toBe(composed);
  const beta = await addOrganization('Beta');
  expectOk(await authority.as(beta.admin).createRole({ name: composed, permissions: [] }));
});

it('names the wrong field', async () => {
  const { authority, admin } = await createTestOrganization();
  const manage = authority.as(admin);
  const input = { name: 'n', permissions: ['view_sboms'] };
  const { role } = expectOk(await manage.createRole(input));
  for (const [field, value] of [
    ['name', ''],
    ['permissions', ['view_sbom']],
    ['permissions', ['toString']],
    ['permissions', 'view_sboms'],
    ['system', true],
  ] as const) {
    const invalid = { ok: false, reason: 'invalid', field };
    expect(await manage.createRole({ ...input, name: 'm', [field]: value } as never)).toMatchObject(invalid);
    expect(await manage.updateRole(role.id, { [field]: value } as never)).toMatchObject(invalid);
  }
  expect(await manage.updateRole(role.id, {})).toMatchObject({ reason: 'invalid' });
  expect(expectOk(await manage.getRole(role.id)).role).toEqual(role);
});

it('limits an organization to 100 custom roles', async () => {
  const { authority, system } = await createTestOrganization();
  const manage = authority.as(system);
  for (let count = 0; count < 100; count += 1) {
    expectOk(await manage.createRole({ name: `role ${count}`, permissions: [] }));
  }
  expect(await manage.createRole({ name: 'one more', permissions: [] })).toMatchObject({
    reason: 'limit_reached',
    message: 'The organization has reached its limit of custom roles.',
  });
});
