import { expect, it } from 'vitest';
import { createTestOrganization, expectOk } from '../../../test/create-test-organization.ts';

it('adds a member for an actor with the right, who can act at once', async () => {
  const { authority, admin, roleId, organizationId } = await createTestOrganization();
  const input = { userId: 'grace', name: 'Grace', email: 'grace@example.com', roleId: roleId('Viewer') };
  const { member } = expectOk(await authority.as(admin).addMember(input));
  expect(member).toMatchObject({
    userId: 'grace',
    name: 'Grace',
    suspendedAt: null,
    role: { name: 'Viewer' },
  });
  const grace = authority.as({ kind: 'user', organizationId, userId: 'grace' });
  expectOk(await grace.listRoles());
  expect(expectOk(await authority.as(admin).getMember('grace'))).toMatchObject({ member, liveTokens: 0 });
  expect(await authority.as(admin).addMember(input)).toMatchObject({ ok: true });
  expect(await authority.as(admin).addMember({ ...input, name: 'Eve' })).toMatchObject({
    reason: 'conflict',
  });
});

it('adds no member with a role that allows more than the actor, under any policy', async () => {
  for (const roleGrants of ['own_permissions', 'any_role'] as const) {
    const { authority, admin, operator, viewer, roleId } = await createTestOrganization({ roleGrants });
    const role = { name: 'n', email: 'n@example.com', roleId: roleId('Admin') };
    expect(await authority.as(operator).addMember(role)).toMatchObject({ reason: 'exceeds_permissions' });
    expect(await authority.as(viewer).addMember(role)).toMatchObject({ reason: 'forbidden' });
    expectOk(await authority.as(operator).addMember({ ...role, roleId: roleId('Operator') }));
    expectOk(await authority.as(admin).addMember(role));
  }
});

it('names the wrong field, and rejects a role of another organization', async () => {
  const { authority, admin, roleId, addOrganization } = await createTestOrganization();
  const manage = authority.as(admin);
  const input = { name: 'n', email: 'n@example.com', roleId: roleId('Viewer') };
  for (const [field, value] of [
    ['name', ''],
    ['email', 'n'],
    ['roleId', ' '],
    ['userId', 'a b'],
    ['isAdmin', true],
  ] as const) {
    expect(await manage.addMember({ ...input, [field]: value })).toMatchObject({ reason: 'invalid', field });
  }
  const beta = await addOrganization('Beta');
  const foreign = expectOk(await authority.as(beta.admin).createRole({ name: 'n', permissions: [] })).role;
  for (const id of [foreign.id, 'unknown']) {
    expect(await manage.addMember({ ...input, roleId: id })).toMatchObject({ reason: 'not_found' });
  }
});
