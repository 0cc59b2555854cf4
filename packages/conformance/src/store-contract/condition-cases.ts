import type { Command, Condition, Store } from '@lynk-auth/authority';
import { assertOk, assertSame, assertThat } from '../assertions.ts';
import { assertDenied, byToken, byUser } from './conditions.ts';
import {
  createRole,
  deleteRole,
  removeMember,
  resumeMember,
  setPolicy,
  suspendMember,
  updateMember,
  updateRole,
} from './directory-commands.ts';
import {
  addMember,
  adminPermissions,
  applyToToken,
  changesAfter,
  createFixture,
  DAY,
  type Fixture,
  issuePersonal,
  issueService,
  newestChange,
  START,
} from './fixture.ts';
import { type StoreCase, storeCase } from './store-case.ts';
import {
  deleteToken,
  resumeToken,
  retireSecrets,
  revokeToken,
  rotateToken,
  suspendToken,
  updateToken,
} from './token-commands.ts';

const ROUNDS = 6;

/** Asserts that a command succeeds, and fails as forbidden once another one has been applied. */
async function assertEnds(store: Store, create: () => Command, end: Command): Promise<void> {
  assertOk(await store.apply(create()), 'With its condition the command succeeds.');
  assertOk(await store.apply(end), `The command ${end.type} succeeds.`);
  await assertDenied(store, create(), 'forbidden', `After ${end.type} it is forbidden.`);
}

/** Every command that an actor can send, as the fixture's member. */
async function everyCommand(store: Store, fixture: Fixture): Promise<readonly Command[]> {
  const [token, suspended] = [issueService(fixture), issueService(fixture)];
  const view = await applyToToken(store, token);
  const other = await applyToToken(store, suspended);
  await applyToToken(store, suspendToken(other));
  const rotate = rotateToken(view);
  const role = createRole(fixture);
  const colleague = addMember(fixture, { roleId: fixture.viewerRoleId });
  assertOk(await store.apply(colleague), 'There is another member.');
  const { userId } = colleague;
  return [
    setPolicy(fixture),
    addMember(fixture, { roleId: fixture.viewerRoleId }),
    suspendMember(fixture, { userId }),
    resumeMember(fixture, { userId }),
    role,
    deleteRole(fixture, { roleId: role.roleId, successorRoleId: fixture.viewerRoleId }),
    updateRole(fixture, { permissions: [] }),
    updateMember(fixture),
    issueService(fixture),
    issuePersonal(fixture),
    updateToken(view, { name: 'renamed' }),
    updateToken(view, { expiresAt: START + DAY }),
    rotate,
    retireSecrets(view, rotate.digest),
    suspendToken(view),
    resumeToken(other),
    revokeToken(view),
    deleteToken(view),
    removeMember(fixture),
  ];
}

export const conditionCases: readonly StoreCase[] = [
  storeCase('every command of an actor without access is forbidden', async (store) => {
    const fixture = await createFixture(store);
    const stranger = byUser({ ...fixture, userId: 'stranger' });
    for (const command of await everyCommand(store, fixture)) {
      await assertDenied(
        store,
        { ...command, condition: stranger },
        'forbidden',
        `${command.type} is forbidden.`,
      );
      assertOk(await store.apply({ ...command, condition: byUser(fixture) }), `${command.type} is allowed.`);
      // For the next command.
      await store.apply(updateMember(fixture, { roleId: fixture.adminRoleId }));
    }
  }),

  storeCase('a member of another organization has no access', async (store) => {
    const [one, other] = [await createFixture(store), await createFixture(store)];
    const command = issueService(one, { condition: byUser(other) });
    await assertDenied(store, command, 'forbidden', 'It is forbidden.');
  }),

  storeCase('a member who is demoted, suspended or removed cannot act', async (store) => {
    for (const end of [updateMember, suspendMember, removeMember]) {
      const fixture = await createFixture(store);
      const create = () => issueService(fixture, { condition: byUser(fixture) });
      await assertEnds(store, create, end(fixture));
    }
  }),

  storeCase('a member whose role lost a permission cannot use it', async (store) => {
    const fixture = await createFixture(store);
    assertOk(await store.apply(updateRole(fixture, { permissions: adminPermissions })), 'The role has it.');
    assertOk(await store.apply(updateMember(fixture)), 'The member has the role.');
    const create = () => issueService(fixture, { condition: byUser(fixture) });
    await assertEnds(store, create, updateRole(fixture, { permissions: ['view_sboms'] }));
  }),

  storeCase(
    'a token that is revoked or suspended, or whose owner is removed or suspended, cannot act',
    async (store) => {
      for (const end of [revokeToken, suspendToken]) {
        const fixture = await createFixture(store);
        const actor = await applyToToken(store, issueService(fixture, { roleId: fixture.adminRoleId }));
        await assertEnds(store, () => issueService(fixture, { condition: byToken(actor) }), end(actor));
      }
      for (const end of [suspendMember, removeMember]) {
        const fixture = await createFixture(store);
        const personal = await applyToToken(store, issuePersonal(fixture));
        await assertEnds(store, () => issueService(fixture, { condition: byToken(personal) }), end(fixture));
      }
    },
  ),

  storeCase('a token that has expired, or whose secret has, cannot be used', async (store) => {
    const fixture = await createFixture(store);
    const issued = issueService(fixture, { roleId: fixture.adminRoleId, expiresAt: START + DAY });
    const actor = await applyToToken(store, issued);
    const issue = (overrides: Partial<Condition>) =>
      issueService(fixture, { expiresAt: START + 1, condition: byToken(actor, overrides) });
    assertOk(await store.apply(issue({ at: START + DAY / 2 })), 'Before its expiry it is allowed.');
    const expired = issue({ at: START + DAY });
    await assertDenied(store, expired, 'forbidden', 'At its expiry it is forbidden.');
    const identity = { kind: 'token', tokenId: actor.id, userId: null, expiresAt: START } as const;
    await assertDenied(
      store,
      issue({ actor: identity }),
      'forbidden',
      'So it is after the end of its secret.',
    );
  }),

  storeCase('a token of another kind or owner than the actor is not the actor', async (store) => {
    const fixture = await createFixture(store);
    const actor = await applyToToken(store, issuePersonal(fixture));
    for (const userId of [null, 'another-user']) {
      const condition = byToken({ ...actor, ownerId: userId });
      await assertDenied(store, issueService(fixture, { condition }), 'forbidden', 'It is forbidden.');
    }
  }),

  storeCase('the ceiling of a token limits what it may do and grant', async (store) => {
    const fixture = await createFixture(store);
    const { adminRoleId: roleId } = fixture;
    const issueActor = async (ceiling: readonly string[]) =>
      byToken(await applyToToken(store, issueService(fixture, { roleId, ceiling })));
    const none = await issueActor(['view_sboms']);
    await assertDenied(
      store,
      issueService(fixture, { condition: none }),
      'forbidden',
      'It manages no tokens.',
    );
    const some = await issueActor(['view_sboms', 'manage_api_tokens']);
    const ceiling = ['view_sboms'];
    assertOk(
      await store.apply(issueService(fixture, { ceiling, condition: some })),
      'It grants what it has.',
    );
    const more = issueService(fixture, { roleId, condition: { ...some, roleGrants: 'any_role' } });
    await assertDenied(store, more, 'exceeds_permissions', 'It grants no more, under any policy.');
  }),

  storeCase('a token gives no token more than its own ceiling, as it is at the commit', async (store) => {
    const fixture = await createFixture(store);
    const wide = ['manage_api_tokens', 'view_sboms', 'view_users'];
    const narrow = ['manage_api_tokens', 'view_sboms'];
    const expiresAt = START + DAY;
    for (const ceiling of [null, wide]) {
      const actor = await applyToToken(store, issuePersonal(fixture, { ceiling }));
      const condition = byToken(actor);
      // Now a viewer has no more than the narrow ceiling. The role may gain permissions later.
      const target = await applyToToken(store, issueService(fixture, { ceiling, expiresAt }));
      const suspended = await applyToToken(store, issueService(fixture, { ceiling, expiresAt }));
      await applyToToken(store, suspendToken(suspended));
      const commands = () => [
        issuePersonal(fixture, { ceiling, condition }),
        issueService(fixture, { ceiling, condition }),
        rotateToken(target, { condition }),
        updateToken(target, { expiresAt: null, condition }),
        resumeToken(suspended, { condition }),
      ];
      assertOk(
        await store.apply(issuePersonal(fixture, { ceiling, condition })),
        'Its own ceiling is allowed.',
      );
      await applyToToken(store, updateToken(actor, { ceiling: narrow }));
      for (const command of commands()) {
        await assertDenied(store, command, 'exceeds_permissions', `${command.type} is beyond the ceiling.`);
      }
      const within = { ceiling: narrow, condition };
      for (const command of [issuePersonal(fixture, within), issueService(fixture, within)]) {
        assertOk(await store.apply(command), `${command.kind} tokens within the ceiling are allowed.`);
      }
      const rename = updateToken(target, { name: 'renamed', condition });
      assertOk(await store.apply(rename), 'To rename grants nothing.');
      assertOk(
        await store.apply(rotateToken(actor, { condition })),
        'So is a new secret of the token itself.',
      );
    }
  }),

  storeCase('a member who is suspended and resumed can act again', async (store) => {
    const fixture = await createFixture(store);
    assertOk(await store.apply(suspendMember(fixture)), 'The member is suspended.');
    const command = issueService(fixture, { condition: byUser(fixture) });
    await assertDenied(store, command, 'forbidden', 'A suspended member cannot act.');
    assertOk(await store.apply(resumeMember(fixture)), 'The member is resumed.');
    assertOk(await store.apply(command), 'The member can act again.');
  }),

  storeCase('an actor grants at most its own permissions, as they are at the commit', async (store) => {
    const fixture = await createFixture(store);
    const { adminRoleId: roleId } = fixture;
    const own = { permissions: ['view_sboms'] };
    const condition = byUser(fixture, own);
    const admin = await applyToToken(store, issueService(fixture, { roleId, expiresAt: START + DAY }));
    const suspended = await applyToToken(store, issueService(fixture, { roleId, expiresAt: START + DAY }));
    await applyToToken(store, suspendToken(suspended));
    assertOk(await store.apply(updateMember(fixture)), 'The actor becomes a viewer.');
    const later = { expiresAt: START + 2 * DAY, condition };
    for (const command of [
      issueService(fixture, { roleId, condition }),
      updateToken(admin, later),
      updateToken(suspended, later),
      resumeToken(suspended, { condition }),
      rotateToken(admin, { condition }),
      addMember(fixture, { condition }),
      updateMember(fixture, { roleId, condition }),
      updateRole(fixture, { permissions: adminPermissions, condition }),
    ]) {
      await assertDenied(store, command, 'exceeds_permissions', `${command.type} grants more.`);
    }
    const anyRole = { ...condition, roleGrants: 'any_role' } as const;
    assertOk(await store.apply(issueService(fixture, { roleId, condition: anyRole })), 'A policy allows it.');
    assertOk(
      await store.apply(updateToken(admin, { name: 'renamed', condition })),
      'To rename grants nothing.',
    );
    const sooner = updateToken(suspended, { expiresAt: START + 1, condition });
    assertOk(await store.apply(sooner), 'To shorten grants nothing.');
  }),

  storeCase('only its owner extends or rotates a personal token', async (store) => {
    const fixture = await createFixture(store);
    const other = addMember(fixture);
    assertOk(await store.apply(other), 'There is another member with the same role.');
    const token = await applyToToken(store, issuePersonal(fixture, { expiresAt: START + DAY }));
    for (const roleGrants of ['own_permissions', 'any_role'] as const) {
      const condition = byUser({ ...fixture, userId: other.userId }, { roleGrants });
      for (const command of [
        updateToken(token, { expiresAt: START + 2 * DAY, condition }),
        updateToken(token, { expiresAt: null, condition }),
        rotateToken(token, { condition }),
      ]) {
        await assertDenied(store, command, 'forbidden', `${command.type} gives away an identity.`);
      }
    }
    const byOther = { condition: byUser({ ...fixture, userId: other.userId }) };
    assertOk(
      await store.apply(updateToken(token, { expiresAt: START + 1, ...byOther })),
      'It can be shortened.',
    );
    const byOwner = { condition: byUser(fixture) };
    assertOk(await store.apply(updateToken(token, { expiresAt: null, ...byOwner })), 'Its owner extends it.');
    assertOk(await store.apply(rotateToken(token, byOwner)), 'Its owner rotates it.');
  }),

  storeCase('a role that has grown since the check is not granted', async (store) => {
    const fixture = await createFixture(store);
    const condition = byUser(fixture);
    assertOk(await store.apply(issueService(fixture, { condition })), 'It is granted before.');
    assertOk(await store.apply(updateRole(fixture, { permissions: ['view_users'] })), 'The role changes.');
    await assertDenied(
      store,
      issueService(fixture, { condition }),
      'exceeds_permissions',
      'It is not after.',
    );
  }),

  storeCase('a token grants nothing beyond its own expiry, as it is at the commit', async (store) => {
    const fixture = await createFixture(store);
    const { adminRoleId: roleId } = fixture;
    const actor = await applyToToken(store, issueService(fixture, { roleId, expiresAt: START + 2 * DAY }));
    const condition = byToken(actor);
    const target = await applyToToken(store, issueService(fixture, { expiresAt: START + 1 }));
    const issue = () => issueService(fixture, { expiresAt: START + 2 * DAY, condition });
    assertOk(await store.apply(issue()), 'Its own expiry is allowed.');
    await applyToToken(store, updateToken(actor, { expiresAt: START + DAY }));
    await assertDenied(store, issue(), 'exceeds_expiry', 'It is not any more.');
    for (const expiresAt of [START + 2 * DAY, null]) {
      const extend = updateToken(target, { expiresAt, condition });
      await assertDenied(store, extend, 'exceeds_expiry', 'So it is for an extension.');
    }
    const forever = await applyToToken(store, issueService(fixture));
    const rotate = rotateToken(forever, { condition });
    await assertDenied(
      store,
      rotate,
      'exceeds_expiry',
      'So it is for a secret of a token without an expiry.',
    );
  }),

  storeCase(
    'a command sent again returns its first outcome, even if the actor lost its rights',
    async (store) => {
      const fixture = await createFixture(store);
      const condition = byUser(fixture);
      const issue = issueService(fixture, { condition });
      const first = await store.apply(issue);
      assertOk(first, 'It succeeds.');
      const rename = updateToken(first.token, { name: 'renamed', condition });
      const renamed = await store.apply(rename);
      const revoke = revokeToken(first.token, { condition });
      const revoked = await store.apply(revoke);
      assertOk(await store.apply(updateMember(fixture)), 'The actor becomes a viewer.');
      const newest = await newestChange(store);
      assertSame(await store.apply(revoke), revoked, 'The second outcome must equal the first.');
      assertOk(renamed, 'The name was changed.');
      const again = await store.apply(issue);
      assertOk(again, 'So it is for the token that was issued.');
      assertThat(again.token.id === first.token.id, 'It is the same token.');
      assertThat((await newestChange(store)) === newest, 'Nothing has changed.');
      const another = { ...issue, tokenId: crypto.randomUUID() };
      await assertDenied(store, another, 'forbidden', 'Another token with the same secret is forbidden.');
    },
  ),

  storeCase('no token is issued after a demotion that is sent at the same time', async (store) => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const fixture = await createFixture(store);
      const { organizationId, userId } = fixture;
      const issue = (): Command => issueService(fixture, { condition: byUser(fixture) });
      const commands: Command[] = [issue(), issue(), updateMember(fixture), issue(), issue()];
      if (round % 2 === 1) commands.reverse();
      const before = await newestChange(store);
      const outcomes = await Promise.all(commands.map((command) => store.apply(command)));
      for (const outcome of outcomes) {
        assertThat(outcome.ok || outcome.reason === 'forbidden', 'It succeeds, or is forbidden.');
      }
      const changes = (await changesAfter(store, before)).filter(
        (change) => change.organizationId === organizationId,
      );
      assertThat(changes.at(-1)?.userId === userId, 'The demotion is the last change.');
    }
  }),
];
