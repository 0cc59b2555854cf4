import { expect, it } from 'vitest';
import { createTestOrganization, expectOk } from '../../../test/create-test-organization.ts';

it('changes the role, the name and the email address, and leaves what is absent', async () => {
  const { authority, admin, viewer, roleId } = await createTestOrganization();
  const manage = authority.as(admin);
  const before = expectOk(await manage.getMember(viewer.userId)).member;
  const named = expectOk(await manage.updateMember(viewer.userId, { name: '  Zoe\u0301 ' })).member;
  expect(named).toEqual({ ...before, name: 'Zo\u00e9' });
  const email = 'zoe@example.com';
  expectOk(await manage.updateMember(viewer.userId, { email }));
  const { member } = expectOk(
    await manage.updateMember(viewer.userId, { roleId: roleId('Operator'), name: null }),
  );
  expect(member).toMatchObject({ name: null, email, role: { name: 'Operator' } });
  expect(expectOk(await manage.getMember(viewer.userId)).member).toEqual(member);
});

it('changes the permissions of the member’s tokens', async () => {
  const { authority, admin, operator, roleId, principalOf } = await createTestOrganization();
  const { secret } = expectOk(await authority.as(operator).issuePersonalToken({ name: 'n' }));
  expect((await principalOf(secret)).permissions).toContain('update_sboms');
  expectOk(await authority.as(admin).updateMember(operator.userId, { roleId: roleId('Viewer') }));
  expect((await principalOf(secret)).permissions).not.toContain('update_sboms');
});

it('lets no actor change a member whose role, before or after, allows more than its own', async () => {
  for (const roleGrants of ['own_permissions', 'any_role'] as const) {
    const test = await createTestOrganization({ roleGrants });
    const { authority, admin, operator, viewer, roleId } = test;
    const suspended = await test.addMember('Admin');
    expectOk(await authority.as(admin).suspendMember(suspended.userId));
    const manage = authority.as(operator);
    const exceeds = { ok: false, reason: 'exceeds_permissions' };
    expect(await manage.updateMember(admin.userId, { roleId: roleId('Viewer') })).toMatchObject(exceeds);
    expect(await manage.updateMember(admin.userId, { name: 'n' })).toMatchObject(exceeds);
    expect(await manage.updateMember(viewer.userId, { roleId: roleId('Admin') })).toMatchObject(exceeds);
    expect(await manage.updateMember(operator.userId, { roleId: roleId('Admin') })).toMatchObject(exceeds);
    expect(await manage.suspendMember(admin.userId)).toMatchObject(exceeds);
    expect(await manage.resumeMember(suspended.userId)).toMatchObject(exceeds);
    expect(await manage.removeMember(admin.userId)).toMatchObject(exceeds);
    expectOk(await manage.updateMember(viewer.userId, { roleId: roleId('Operator') }));
    expectOk(await manage.suspendMember(viewer.userId));
  }
});

it('keeps an active administrator, also for the system', async () => {
  const { authority, admin, system, addMember, roleId } = await createTestOrganization();
  const { userId } = admin;
  const last = { ok: false, reason: 'last_administrator' };
  for (const manage of [authority.as(admin), authority.as(system)]) {
    expect(await manage.updateMember(userId, { roleId: roleId('Operator') })).toMatchObject(last);
    expect(await manage.suspendMember(userId)).toMatchObject(last);
    expect(await manage.removeMember(userId)).toMatchObject(last);
    expectOk(await manage.updateMember(userId, { roleId: roleId('Admin') }));
  }
  const other = await addMember('Admin');
  expectOk(await authority.as(admin).updateMember(userId, { roleId: roleId('Viewer') }));
  expect(await authority.as(admin).updateMember(userId, { roleId: roleId('Admin') })).toMatchObject({
    reason: 'forbidden',
  });
  expect(await authority.as(other).removeMember(other.userId)).toMatchObject(last);
});

it('names the wrong field, and finds no other member', async () => {
  const { authority, admin, viewer, addOrganization } = await createTestOrganization();
  const manage = authority.as(admin);
  for (const [field, value] of [
    ['name', ' '],
    ['email', 'n'],
    ['roleId', ''],
    ['suspendedAt', null],
  ] as const) {
    const update = { [field]: value };
    expect(await manage.updateMember(viewer.userId, update)).toMatchObject({ reason: 'invalid', field });
  }
  expect(await manage.updateMember(viewer.userId, {})).toMatchObject({ reason: 'invalid' });
  const beta = await addOrganization('Beta');
  const missing = { ok: false, reason: 'not_found' };
  for (const userId of [beta.viewer.userId, 'unknown', 'not an id']) {
    expect(await manage.getMember(userId)).toMatchObject(missing);
    expect(await manage.updateMember(userId, { name: 'n' })).toMatchObject(missing);
    expect(await manage.suspendMember(userId)).toMatchObject(missing);
    expect(await manage.resumeMember(userId)).toMatchObject(missing);
    expect(await manage.removeMember(userId)).toMatchObject(missing);
  }
  expect(await manage.updateMember(viewer.userId, { roleId: 'unknown' })).toMatchObject(missing);
});
