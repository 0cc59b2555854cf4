import { assertSame, assertThat } from '../assertions.ts';
import { applyTwice, assertRefused } from './attempts.ts';
import { networks, setPolicy, updateMember, updateRole } from './directory-commands.ts';
import { applyToToken, createFixture, issuePersonal, issueService, START } from './fixture.ts';
import { type StoreCase, storeCase } from './store-case.ts';
import { rotateToken } from './token-commands.ts';

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
      const organization = { ...before, policy: { allowedNetworks }, updatedAt: at };
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
];
