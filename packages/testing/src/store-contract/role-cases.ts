import { assertSame, assertThat } from '../assertions.ts';
import { applyTwice, assertRefused } from './attempts.ts';
import { updateMember, updateRole } from './directory-commands.ts';
import { type StoreCase, storeCase } from './store-case.ts';
import { adminPermissions, applyToToken, createWorld, issuePersonal, issueService } from './world.ts';

export const roleCases: readonly StoreCase[] = [
  storeCase('update_role changes what it names, for every token that has the role', async (store) => {
    const world = await createWorld(store);
    await applyTwice(store, updateMember(world));
    const issued = [issuePersonal(world), issueService(world)];
    for (const command of issued) await applyToToken(store, command);
    const { organizationId, viewerRoleId: id } = world;
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
        await applyTwice(store, updateRole(world, update)),
        { ok: true, role },
        'The answer is the role.',
      );
      assertSame(await store.getRole(organizationId, id), role, 'It can be read.');
      assertSame((await store.listRoles(organizationId))[1], role, 'It is listed in its place.');
      const member = await store.getMember(organizationId, world.userId);
      assertSame(member?.role, role, 'Who has it has the new one.');
      for (const { digest } of issued) {
        const record = await store.lookup([digest]);
        assertSame(record?.rolePermissions, permissions, 'The next look-up has the new permissions.');
      }
    }
    const admin = await store.getRole(organizationId, world.adminRoleId);
    assertSame(admin?.permissions, adminPermissions, 'The other role is as it was.');
  }),

  storeCase('update_role fails for an unknown role and for a system role', async (store) => {
    const world = await createWorld(store);
    const issued = issuePersonal(world);
    await applyToToken(store, issued);
    const unknown = updateRole(world, { roleId: crypto.randomUUID(), permissions: [] });
    await assertRefused(store, unknown, 'role_not_found', 'There is no such role.');
    const system = updateRole(world, {
      roleId: world.adminRoleId,
      name: 'Root',
      permissions: ['everything'],
    });
    await assertRefused(store, system, 'system_role', 'A system role is not changed.');
    const same = updateRole(world, { roleId: world.adminRoleId });
    await assertRefused(store, same, 'system_role', 'Nor is it where nothing would change.');
    const admin = await store.getRole(world.organizationId, world.adminRoleId);
    assertSame([admin?.name, admin?.permissions], ['Admin', adminPermissions], 'It is as it was.');
    const record = await store.lookup([issued.digest]);
    assertSame(record?.rolePermissions, adminPermissions, 'So is what it allows.');
    assertThat((await store.listRoles(world.organizationId)).length === 2, 'No role was made.');
  }),
];
