import { assertSame, assertThat } from '../assertions.ts';
import { applyTwice, assertRefused } from './attempts.ts';
import {
  createRole,
  deleteRole,
  networks,
  setPolicy,
  updateMember,
  updateRole,
} from './directory-commands.ts';
import {
  addMember,
  applyToToken,
  createFixture,
  DAY,
  defaultPolicy,
  issuePersonal,
  issueService,
  START,
} from './fixture.ts';
import { type StoreCase, storeCase } from './store-case.ts';
import { rotateToken, updateToken } from './token-commands.ts';

export const policyCases: readonly StoreCase[] = [
  storeCase('set_policy is read back, and is in the next lookup of every token', async (store) => {
    const fixture = await createFixture(store);
    const other = await createFixture(store);
    const commands = [
      issuePersonal(fixture),
      issueService(fixture),
      issueService(fixture, { roleId: fixture.adminRoleId }),
    ];
    for (const command of commands) await applyToToken(store, command);
    const foreign = issueService(other);
    await applyToToken(store, foreign);
    const before = await store.getOrganization(fixture.organizationId);
    const records = await Promise.all(commands.map(({ digest }) => store.lookup([digest])));

    let at = START;
    for (const allowedNetworks of [networks, [], ['192.0.2.7/32'], null]) {
      at += 1;
      const organization = { ...before, policy: { ...defaultPolicy, allowedNetworks }, updatedAt: at };
      const command = setPolicy(fixture, { policy: { allowedNetworks }, at });
      assertSame(
        await applyTwice(store, command),
        { ok: true, organization },
        'The outcome must contain the policy.',
      );
      assertSame(await store.getOrganization(fixture.organizationId), organization, 'It can be read.');
      const [listed] = (await store.listOrganizations()).filter(({ id }) => id === fixture.organizationId);
      assertSame(listed, organization, 'It is listed.');
      for (const [index, { digest }] of commands.entries()) {
        const expected = { ...records[index], allowedNetworks };
        assertSame(await store.lookup([digest]), expected, 'The lookup has it, and nothing else is new.');
      }
      const later = issuePersonal(fixture);
      await applyToToken(store, later);
      const record = await store.lookup([later.digest]);
      assertSame(record?.allowedNetworks, allowedNetworks, 'A later token is looked up with it.');
    }
    assertThat((await store.lookup([foreign.digest]))?.allowedNetworks === null, 'Others are as they were.');
  }),

  storeCase('a policy outlives changes of roles, members and secrets', async (store) => {
    const fixture = await createFixture(store);
    const issued = issuePersonal(fixture);
    const service = issueService(fixture);
    const token = await applyToToken(store, issued);
    await applyToToken(store, service);
    await applyTwice(store, setPolicy(fixture));
    await applyTwice(store, updateRole(fixture, { permissions: ['view_users'] }));
    await applyTwice(store, updateMember(fixture));
    const rotate = rotateToken(token);
    await applyTwice(store, rotate);
    for (const digest of [issued.digest, rotate.digest, service.digest]) {
      const record = await store.lookup([digest]);
      assertSame(record?.allowedNetworks, networks, 'The networks are the policy’s.');
      assertSame(record?.rolePermissions, ['view_users'], 'The permissions are the role’s.');
    }
    await applyTwice(store, setPolicy(fixture, { policy: { allowedNetworks: null } }));
    const record = await store.lookup([issued.digest]);
    assertSame(
      [record?.allowedNetworks, record?.rolePermissions],
      [null, ['view_users']],
      'And a new policy leaves the permissions.',
    );
    const role = await store.getRole(fixture.organizationId, fixture.viewerRoleId);
    assertSame(role?.permissions, ['view_users'], 'The role can be read as before.');
  }),

  storeCase('set_policy fails for an unknown organization', async (store) => {
    const fixture = await createFixture(store);
    const command = setPolicy(fixture, { organizationId: crypto.randomUUID() });
    await assertRefused(store, command, 'organization_not_found', 'There is no such organization.');
    assertThat((await store.getOrganization(command.organizationId)) === null, 'There is none now.');
  }),

  storeCase('set_policy fails if it names a role that does not exist', async (store) => {
    const fixture = await createFixture(store);
    const { organizationId, adminRoleId, viewerRoleId } = fixture;
    const policy = { grantableRoles: { [adminRoleId]: [viewerRoleId] } };
    await applyTwice(store, setPolicy(fixture, { policy }));
    const { adminRoleId: foreign } = await createFixture(store);
    for (const unknown of [crypto.randomUUID(), foreign, 'toString']) {
      for (const grantableRoles of [{ [unknown]: [] }, { [viewerRoleId]: [viewerRoleId, unknown] }]) {
        const command = setPolicy(fixture, { policy: { allowNoExpiry: false, grantableRoles } });
        await assertRefused(store, command, 'role_not_found', 'There is no such role.');
      }
    }
    const found = await store.getOrganization(organizationId);
    assertSame(found?.policy, { ...defaultPolicy, ...policy }, 'The policy is as it was.');
    const role = createRole(fixture);
    assertThat((await store.apply(role)).ok, 'Another role is created.');
    assertThat((await store.apply(deleteRole(fixture, { roleId: role.roleId }))).ok, 'And deleted.');
    const late = setPolicy(fixture, { policy: { grantableRoles: { [role.roleId]: [] } } });
    await assertRefused(store, late, 'role_not_found', 'A deleted role is not named again.');
  }),

  storeCase('set_policy changes what it names, and leaves the rest', async (store) => {
    const fixture = await createFixture(store);
    let expected: object = defaultPolicy;
    for (const policy of [
      { maxPersonalLifetimeSeconds: 3600 },
      { allowedNetworks: networks },
      { maxServiceLifetimeSeconds: 60, allowNoExpiry: false },
      { grantableRoles: { [fixture.adminRoleId]: [fixture.viewerRoleId], [fixture.viewerRoleId]: [] } },
      { maxPersonalLifetimeSeconds: null, grantableRoles: null },
    ]) {
      expected = { ...expected, ...policy };
      const { organization } = await applyTwice(store, setPolicy(fixture, { policy }));
      assertSame(organization.policy, expected, 'The outcome has the whole policy.');
      const found = await store.getOrganization(fixture.organizationId);
      assertSame(found?.policy, expected, 'It can be read.');
    }
  }),

  storeCase('no actor issues a token that breaks the lifetimes of the policy', async (store) => {
    const fixture = await createFixture(store);
    const old = await applyToToken(store, issueService(fixture));
    const policy = {
      maxPersonalLifetimeSeconds: 3600,
      maxServiceLifetimeSeconds: 60,
      allowNoExpiry: false,
    };
    await applyTwice(store, setPolicy(fixture, { policy }));
    const at = START + DAY;
    for (const [issue, seconds] of [
      [issuePersonal, 3600],
      [issueService, 60],
    ] as const) {
      const expiresAt = at + seconds * 1000;
      const late = issue(fixture, { at, expiresAt: expiresAt + 1 });
      await assertRefused(store, late, 'exceeds_lifetime', 'It expires too late.');
      await assertRefused(store, issue(fixture, { at }), 'expiry_required', 'It never expires.');
      const token = await applyToToken(store, issue(fixture, { at, expiresAt }));
      const extend = updateToken(token, { expiresAt: expiresAt + 1, at: at + 1 });
      await assertRefused(store, extend, 'exceeds_lifetime', 'Its lifetime counts from its creation.');
      const never = updateToken(token, { expiresAt: null, at: at + 1 });
      await assertRefused(store, never, 'expiry_required', 'It cannot become a token that never expires.');
      await applyTwice(store, updateToken(token, { expiresAt: expiresAt - 1, at: at + 1 }));
    }
    assertThat(
      (await store.getToken(fixture.organizationId, old.id))?.expiresAt === null,
      'Others keep theirs.',
    );
    await applyTwice(store, updateToken(old, { name: 'renamed', at }));
    await applyTwice(store, updateToken(old, { expiresAt: at + DAY, at }));
  }),

  storeCase('a deleted role is no longer part of the policy', async (store) => {
    const fixture = await createFixture(store);
    const { organizationId, adminRoleId, viewerRoleId } = fixture;
    const policyOf = async () => (await store.getOrganization(organizationId))?.policy;
    const rest = { allowedNetworks: networks, maxServiceLifetimeSeconds: 60 };
    const grantableRoles = { [viewerRoleId]: [adminRoleId], [adminRoleId]: [viewerRoleId, adminRoleId] };
    await applyTwice(store, setPolicy(fixture, { policy: { ...rest, grantableRoles } }));
    await applyTwice(store, updateMember(fixture));
    await assertRefused(store, deleteRole(fixture), 'role_in_use', 'A member has the role.');
    const before = { ...defaultPolicy, ...rest, grantableRoles };
    assertSame(await policyOf(), before, 'A deletion that fails leaves the policy.');
    await applyTwice(store, deleteRole(fixture, { successorRoleId: adminRoleId, at: START + 1 }));
    const after = { ...before, grantableRoles: { [adminRoleId]: [adminRoleId] } };
    assertSame(
      await policyOf(),
      after,
      'The policy names the role neither as one that grants nor as granted.',
    );
    const other = createRole(fixture, { name: 'Other' });
    for (const command of [other, deleteRole(fixture, { roleId: other.roleId })])
      await applyTwice(store, command);
    assertSame(await policyOf(), after, 'Another deletion changes nothing in it.');
  }),

  storeCase('a role grants the roles that the policy lets it grant', async (store) => {
    const fixture = await createFixture(store);
    const { organizationId, adminRoleId, viewerRoleId, userId } = fixture;
    const named = createRole(fixture, { roleId: 'toString' });
    assertThat((await store.apply(named)).ok, 'A role may have any id.');
    const grantableRoles = { [adminRoleId]: [viewerRoleId], toString: [] };
    await applyTwice(store, setPolicy(fixture, { policy: { grantableRoles } }));
    const service = await applyToToken(store, issueService(fixture, { roleId: adminRoleId }));
    const condition = { at: START, permissions: [], roleGrants: 'own_permissions' } as const;
    for (const actor of [
      { kind: 'user', userId },
      { kind: 'token', tokenId: service.id, userId: null, expiresAt: null },
    ] as const) {
      const by = { condition: { ...condition, actor } };
      const admin = issueService(fixture, { ...by, roleId: adminRoleId });
      await assertRefused(store, admin, 'exceeds_permissions', 'The role may not grant itself.');
      await applyToToken(store, issueService(fixture, { ...by, roleId: viewerRoleId }));
      const colleague = addMember(fixture, { ...by, roleId: adminRoleId });
      await assertRefused(store, colleague, 'exceeds_permissions', 'Nor give it to a member.');
      const successor = deleteRole(fixture, { ...by, successorRoleId: adminRoleId });
      await assertRefused(store, successor, 'exceeds_permissions', 'Nor make it a successor.');
    }
    await applyToToken(
      store,
      issuePersonal(fixture, { condition: { ...condition, actor: { kind: 'user', userId } } }),
    );
    await applyTwice(store, setPolicy(fixture, { policy: { grantableRoles: { [viewerRoleId]: [] } } }));
    const actor = { kind: 'user', userId } as const;
    const free = issueService(fixture, { condition: { ...condition, actor }, roleId: adminRoleId });
    assertThat((await store.apply(free)).ok, 'A role that is not named may grant every role.');
    assertThat(
      (await store.getOrganization(organizationId))?.policy.allowNoExpiry === true,
      'The rest stays.',
    );
  }),
];
