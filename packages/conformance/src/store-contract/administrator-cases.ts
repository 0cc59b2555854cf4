import type { Command, Store } from '@lynk-auth/authority';
import { assertOk, assertThat } from '../assertions.ts';
import { applyTwice, assertRefused } from './attempts.ts';
import { createRole, removeMember, resumeMember, suspendMember, updateMember } from './directory-commands.ts';
import { addMember, createFixture, type Fixture } from './fixture.ts';
import { type StoreCase, storeCase } from './store-case.ts';

const ROUNDS = 6;
/** The fixture's system role, which its member has. */
const administratorRoleName = 'Admin';

/** Every command that takes the role of the administrators from a member. */
const endings = {
  'a demotion': (fixture: Fixture, userId = fixture.userId) =>
    updateMember(fixture, { userId, administratorRoleName }),
  'a suspension': (fixture: Fixture, userId = fixture.userId) =>
    suspendMember(fixture, { userId, administratorRoleName }),
  'a removal': (fixture: Fixture, userId = fixture.userId) =>
    removeMember(fixture, { userId, administratorRoleName }),
} as const;

/** Adds a second administrator. */
async function addAdministrator(store: Store, fixture: Fixture): Promise<string> {
  const { userId } = addMember(fixture);
  assertOk(await store.apply(addMember(fixture, { userId })), 'There is another administrator.');
  return userId;
}

const countActive = async (store: Store, { organizationId, adminRoleId }: Fixture): Promise<number> =>
  (await store.listMembers(organizationId)).filter(
    ({ role, suspendedAt }) => role.id === adminRoleId && suspendedAt === null,
  ).length;

export const administratorCases: readonly StoreCase[] = [
  ...Object.entries(endings).map(([name, end]) =>
    storeCase(`${name} of the last administrator fails, and of another one succeeds`, async (store) => {
      const fixture = await createFixture(store);
      const alone = 'There is no other administrator.';
      await assertRefused(store, end(fixture), 'last_administrator', alone);
      const viewer = addMember(fixture, { roleId: fixture.viewerRoleId });
      assertOk(await store.apply(viewer), 'There is a viewer.');
      await assertRefused(store, end(fixture), 'last_administrator', 'A viewer is no administrator.');
      const other = await addAdministrator(store, fixture);
      await applyTwice(store, end(fixture, other));
      await assertRefused(store, end(fixture), 'last_administrator', alone);
      assertOk(await store.apply(end(fixture, viewer.userId)), 'Other members are not concerned.');
      assertThat((await countActive(store, fixture)) === 1, 'One administrator remains.');
    }),
  ),

  storeCase('a suspended administrator does not count', async (store) => {
    const fixture = await createFixture(store);
    const other = await addAdministrator(store, fixture);
    assertOk(await store.apply(endings['a suspension'](fixture, other)), 'One of two is suspended.');
    for (const end of Object.values(endings)) {
      await assertRefused(store, end(fixture), 'last_administrator', 'The other one is the last.');
    }
    assertOk(await store.apply(resumeMember(fixture, { userId: other })), 'The first one is resumed.');
    assertOk(await store.apply(endings['a removal'](fixture)), 'Now the other one can go.');
  }),

  storeCase('a suspended administrator can be demoted and removed', async (store) => {
    for (const end of [endings['a demotion'], endings['a removal']]) {
      const fixture = await createFixture(store);
      const other = await addAdministrator(store, fixture);
      assertOk(await store.apply(endings['a suspension'](fixture, other)), 'The member is suspended.');
      await applyTwice(store, end(fixture, other));
      assertThat((await countActive(store, fixture)) === 1, 'The active one remains.');
    }
  }),

  storeCase('only the system role of that name is the role of the administrators', async (store) => {
    const fixture = await createFixture(store);
    const role = createRole(fixture, { name: 'Root' });
    assertOk(await store.apply(role), 'There is a custom role.');
    const member = addMember(fixture, { roleId: role.roleId });
    assertOk(await store.apply(member), 'A member has it.');
    const removal = removeMember(fixture, { userId: member.userId, administratorRoleName: 'Root' });
    assertOk(await store.apply(removal), 'The only member with a custom role of that name can go.');
    const other = await createFixture(store);
    assertOk(await store.apply(addMember(other, { userId: fixture.userId })), 'One user is in two.');
    const last = endings['a removal'](fixture);
    await assertRefused(store, last, 'last_administrator', 'An administrator elsewhere does not count.');
  }),

  storeCase('a command that keeps the last administrator succeeds', async (store) => {
    const fixture = await createFixture(store);
    const { adminRoleId: roleId } = fixture;
    const same = updateMember(fixture, { roleId, administratorRoleName });
    assertOk(await store.apply(same), 'The role is the same.');
    assertThat((await countActive(store, fixture)) === 1, 'The administrator is still one.');
  }),

  storeCase('of administrators who end each other at the same time one remains', async (store) => {
    const all = Object.values(endings);
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const end of all) {
        const fixture = await createFixture(store);
        const users = [fixture.userId];
        for (let count = 0; count < 3; count += 1) users.push(await addAdministrator(store, fixture));
        const commands: Command[] = users.map((userId, index) =>
          (round % 2 === 0 ? end : (all[index % all.length] ?? end))(fixture, userId),
        );
        const outcomes = await Promise.all(commands.map((command) => store.apply(command)));
        const failures = outcomes.filter((outcome) => !outcome.ok);
        assertThat(failures.length === 1, 'All but one succeed.');
        const [failure] = failures;
        assertThat(
          failure?.ok === false && failure.reason === 'last_administrator',
          'The last one fails as such.',
        );
        assertThat((await countActive(store, fixture)) === 1, 'One administrator remains.');
      }
    }
  }),
];
