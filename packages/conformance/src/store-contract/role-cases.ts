import { assertSame, assertThat } from '../assertions.ts';
import { applyTwice, assertRefused } from './attempts.ts';
import { updateMember, updateRole } from './directory-commands.ts';
import { adminPermissions, applyToToken, createFixture, issuePersonal, issueService } from './fixture.ts';
import { type StoreCase, storeCase } from './store-case.ts';

export const roleCases: readonly StoreCase[] = [
  storeCase('update_role changes what it names, for every token that has the role', async (store) => {
    const fixture = await createFixture(store);
    await applyTwice(store, updateMember(fixture));
    const issued = [issuePersonal(fixture), issueService(fixture)];
    for (const command of issued) await applyToToken(store, command);
    const { organizationId, viewerRoleId: id } = fixture;
    let role = { id, organizationId, name: 'Viewer', permissions: ['view_sboms'], system: false };
    for (const update of [
      { permissions: ['view_sboms', 'view_feeds'] },
      { name: 'Watcher' },
      { name: undefined, permissions: ['view_feeds'] },
      { permissions: [] },
      { name: 'Both', permissions: ['view_users'] },
    ]) {
      const { name = role.name, permissions = role.permissions } = update;
      role = { ...role, name, permissions };
      assertSame(
        await applyTwice(store, updateRole(fixture, update)),
        { ok: true, role },
        'The outcome must contain the role.',
      );
      assertSame(await store.getRole(organizationId, id), role, 'It can be read.');
      assertSame((await store.listRoles(organizationId))[1], role, 'It is listed in its place.');
      const member = await store.getMember(organizationId, fixture.userId);
      assertSame(member?.role, role, 'Who has it has the new one.');
      for (const { digest } of issued) {
        const record = await store.lookup([digest]);
        assertSame(record?.rolePermissions, permissions, 'The next lookup has the new permissions.');
      }
    }
    const admin = await store.getRole(organizationId, fixture.adminRoleId);
    assertSame(admin?.permissions, adminPermissions, 'The other role is as it was.');
  }),

  storeCase('update_role fails for an unknown role and for a system role', async (store) => {
    const fixture = await createFixture(store);
    const issued = issuePersonal(fixture);
    await applyToToken(store, issued);
    const unknown = updateRole(fixture, { roleId: crypto.randomUUID(), permissions: [] });
    await assertRefused(store, unknown, 'role_not_found', 'There is no such role.');
    const system = updateRole(fixture, {
      roleId: fixture.adminRoleId,
      name: 'Root',
      permissions: ['everything'],
    });
    await assertRefused(store, system, 'system_role', 'A system role is not changed.');
    const same = updateRole(fixture, { roleId: fixture.adminRoleId });
    await assertRefused(store, same, 'system_role', 'Nor is it where nothing would change.');
    const admin = await store.getRole(fixture.organizationId, fixture.adminRoleId);
    assertSame([admin?.name, admin?.permissions], ['Admin', adminPermissions], 'It is as it was.');
    const record = await store.lookup([issued.digest]);
    assertSame(record?.rolePermissions, adminPermissions, 'So is what it allows.');
    assertThat((await store.listRoles(fixture.organizationId)).length === 2, 'No role was made.');
  }),
];
