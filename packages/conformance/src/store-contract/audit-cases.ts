import type { AuditEntry, AuditQuery, Store } from '@lynk-auth/authority';
import { assertOk, assertSame, assertThat } from '../assertions.ts';
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
  applyToToken,
  base,
  createFixture,
  type Fixture,
  issuePersonal,
  issueService,
  START,
} from './fixture.ts';
import { type StoreCase, storeCase } from './store-case.ts';
import { activateSecret, revokeToken, rotateToken, suspendToken, updateToken } from './token-commands.ts';

const actor = { kind: 'user', id: 'ada' } as const;
const origin = { clientIp: '192.0.2.7', userAgent: 'curl/8.0' } as const;

const listAll = (
  store: Store,
  { organizationId }: Pick<Fixture, 'organizationId'>,
  query: Partial<AuditQuery> = {},
) => store.listAudit({ organizationId, limit: 100, ...query });

/** The newest entry. */
async function newest(store: Store, fixture: Fixture): Promise<AuditEntry> {
  const [entry] = await listAll(store, fixture, { limit: 1 });
  assertThat(entry !== undefined, 'There must be an entry.');
  return entry;
}

export const auditCases: readonly StoreCase[] = [
  storeCase('an audit entry says who changed what, when and from where', async (store) => {
    const fixture = await createFixture(store);
    const token = await applyToToken(store, issueService(fixture, { actor, origin, at: START + 1 }));
    const created = await newest(store, fixture);
    assertSame(
      { ...created, after: null },
      {
        sequence: created.sequence,
        organizationId: fixture.organizationId,
        at: START + 1,
        action: 'issue_token',
        actor,
        origin,
        tokenId: token.id,
        userId: null,
        roleId: fixture.viewerRoleId,
        before: null,
        after: null,
      },
      'The entry of a new token must be complete.',
    );
    const { kind, environment, name, mask, ownerId, roleId, ceiling, expiresAt, revokedAt, suspendedAt } =
      token;
    assertSame(
      sorted(created.after),
      sorted({ kind, environment, name, mask, ownerId, roleId, ceiling, expiresAt, revokedAt, suspendedAt }),
      'It has the fields of the token.',
    );
    await applyToToken(store, updateToken(token, { name: 'renamed', at: START + 2 }));
    const { before, after, origin: unknown } = await newest(store, fixture);
    assertSame(
      [before, after],
      [{ name: 'ci' }, { name: 'renamed' }],
      'A change has the changed fields only.',
    );
    assertSame(unknown, { clientIp: null, userAgent: null }, 'An unknown origin is null.');
  }),

  storeCase('every kind of change has its fields before and after', async (store) => {
    const fixture = await createFixture(store);
    const { organizationId, userId, adminRoleId, viewerRoleId } = fixture;
    const other = createRole(fixture, { name: 'Other' });
    assertOk(await store.apply(other), 'There is a role without a successor.');
    const changes = [
      [updateMember(fixture), { roleId: adminRoleId }, { roleId: viewerRoleId }],
      [updateMember(fixture, { name: null }), { name: 'Ada Lovelace' }, { name: null }],
      [suspendMember(fixture), { suspendedAt: null }, { suspendedAt: START }],
      [resumeMember(fixture), { suspendedAt: START }, { suspendedAt: null }],
      [updateRole(fixture, { permissions: [] }), { permissions: ['view_sboms'] }, { permissions: [] }],
      [
        setPolicy(fixture, { policy: { allowedNetworks: ['192.0.2.0/24'] } }),
        { allowedNetworks: null },
        { allowedNetworks: ['192.0.2.0/24'] },
      ],
      [
        {
          ...base,
          type: 'set_system_roles',
          organizationId,
          roles: [{ id: 'x', name: 'Admin', permissions: ['fly'] }],
        },
        { Admin: ['view_sboms', 'update_sboms', 'manage_api_tokens'] },
        { Admin: ['fly'] },
      ],
    ] as const;
    for (const [command, before, after] of changes) {
      assertOk(await store.apply(command), `The command ${command.type} succeeds.`);
      const entry = await newest(store, fixture);
      assertSame(
        [entry.action, entry.before, entry.after],
        [command.type, before, after],
        'The fields are right.',
      );
    }
    const role = createRole(fixture);
    const { name, permissions } = role;
    for (const [command, before, after] of [
      [role, null, { name, permissions, system: false }],
      [
        deleteRole(fixture, { successorRoleId: role.roleId }),
        { name: 'Viewer', permissions: [], system: false },
        { successorRoleId: role.roleId },
      ],
      [deleteRole(fixture, { roleId: other.roleId }), { name: 'Other', permissions, system: false }, null],
    ] as const) {
      assertOk(await store.apply(command), `The command ${command.type} succeeds.`);
      const entry = await newest(store, fixture);
      assertSame([entry.action, entry.roleId], [command.type, command.roleId], 'The entry names the role.');
      assertSame(
        [entry.before === null, sorted(entry.before), entry.after === null, sorted(entry.after)],
        [before === null, sorted(before), after === null, sorted(after)],
        'The fields of the role are right.',
      );
    }
    const granted = createRole(fixture, { name: 'Granted' });
    assertOk(await store.apply(granted), 'There is a role that the policy names.');
    const grantableRoles = { [adminRoleId]: [granted.roleId] };
    assertOk(await store.apply(setPolicy(fixture, { policy: { grantableRoles } })), 'The policy names it.');
    assertOk(await store.apply(deleteRole(fixture, { roleId: granted.roleId })), 'It is deleted.');
    const deleted = await newest(store, fixture);
    assertSame(
      [sorted(deleted.before), deleted.after],
      [
        sorted({ name: 'Granted', permissions, system: false, grantableRoles }),
        { grantableRoles: { [adminRoleId]: [] } },
      ],
      'The deletion of a role also changes the policy.',
    );
    assertOk(await store.apply(removeMember(fixture)), 'The member is removed.');
    const removed = await newest(store, fixture);
    assertSame([removed.userId, removed.after], [userId, null], 'A removed member has no fields after it.');
    assertThat(removed.before?.['roleId'] === role.roleId, 'It has those before.');
  }),

  storeCase('the entry of a removed member names the tokens that it revokes', async (store) => {
    const fixture = await createFixture(store);
    const issue = () => applyToToken(store, issuePersonal(fixture));
    const [one, other, revoked] = [await issue(), await issue(), await issue()];
    await applyToToken(store, revokeToken(revoked));
    await applyToToken(store, issueService(fixture));
    assertOk(await store.apply(removeMember(fixture)), 'The member is removed.');
    const { before } = await newest(store, fixture);
    const ids = before?.['tokenIds'];
    assertSame(
      Array.isArray(ids) && ids.toSorted(),
      [one.id, other.id].sort(),
      'Both that were not revoked.',
    );
    const bare = await createFixture(store);
    assertOk(await store.apply(removeMember(bare)), 'Another member is removed.');
    assertSame((await newest(store, bare)).before?.['tokenIds'], [], 'Without a token, it names none.');
  }),

  storeCase('each change is one entry, and what changes nothing is none', async (store) => {
    const fixture = await createFixture(store);
    const issue = issuePersonal(fixture);
    const token = await applyToToken(store, issue);
    const rotate = rotateToken(token);
    const commands = [
      issue,
      addMember(fixture),
      updateToken(token, { name: 'renamed' }),
      rotate,
      activateSecret(token, rotate.digest),
      suspendToken(token),
      revokeToken(token),
    ];
    const before = (await listAll(store, fixture)).length;
    for (const command of commands) {
      await Promise.all([store.apply(command), store.apply(command)]);
    }
    const actions = (await listAll(store, fixture)).slice(0, -before).map(({ action }) => action);
    assertSame(
      actions,
      commands
        .slice(1)
        .map(({ type }) => type)
        .reverse(),
      'Each has one entry, newest first.',
    );
    for (const failing of [
      updateToken(token, { name: 'too late' }),
      addMember(fixture, { roleId: 'other' }),
      issuePersonal(fixture, { digest: issue.digest }),
      revokeToken(token, {
        condition: {
          actor: { kind: 'user', userId: 'eve' },
          at: START,
          permissions: [],
          roleGrants: 'any_role',
        },
      }),
    ]) {
      await store.apply(failing);
    }
    const after = (await listAll(store, fixture)).length;
    assertThat(after === before + commands.length - 1, 'A command that fails or changes nothing has none.');
  }),

  storeCase('the audit log never has a digest', async (store) => {
    const fixture = await createFixture(store);
    const issue = issuePersonal(fixture, { actor, origin });
    const token = await applyToToken(store, issue);
    const rotate = rotateToken(token);
    await applyToToken(store, rotate);
    await applyToToken(store, activateSecret(token, rotate.digest));
    const text = JSON.stringify(await listAll(store, fixture));
    for (const digest of [issue.digest, rotate.digest]) {
      const hex = [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
      for (const form of [hex, digest.join(), JSON.stringify(digest), btoa(String.fromCharCode(...digest))]) {
        assertThat(!text.includes(form), 'It must not be there in any form.');
      }
    }
  }),

  storeCase('audit entries are found by each of their properties, and by page', async (store) => {
    const fixture = await createFixture(store);
    const other = await createFixture(store);
    const token = await applyToToken(store, issueService(fixture, { actor, at: START + 1 }));
    const byToken = { kind: 'token', id: token.id } as const;
    await applyToToken(store, updateToken(token, { name: 'a', actor: byToken, at: START + 2 }));
    await applyToToken(
      store,
      updateToken(token, { name: 'b', actor: { kind: 'user', id: token.id }, at: START + 3 }),
    );
    assertOk(await store.apply(updateMember(fixture, { at: START + 4 })), 'The member is changed.');
    assertOk(await store.apply(updateRole(fixture, { name: 'x', at: START + 5 })), 'The role is changed.');
    const all = await listAll(store, fixture);
    const found = async (query: Partial<AuditQuery>) =>
      (await listAll(store, fixture, query)).map(({ at }) => at - START);
    for (const [query, times] of [
      [{ action: 'update_token' }, [3, 2]],
      [{ actor }, [1]],
      [{ actor: byToken }, [2]],
      [{ actor: { kind: 'system', id: null }, from: START + 1 }, [5, 4]],
      [{ tokenId: token.id }, [3, 2, 1]],
      [{ userId: fixture.userId, from: START + 1 }, [4]],
      [{ roleId: fixture.viewerRoleId, from: START + 2, action: 'update_role' }, [5]],
      [{ from: START + 2, to: START + 4 }, [3, 2]],
      [{ tokenId: token.id, limit: 2 }, [3, 2]],
      [{ tokenId: token.id, limit: 2, before: all[3]?.sequence }, [1]],
      [{ tokenId: 'other' }, []],
    ] as const) {
      assertSame(
        await found(query as Partial<AuditQuery>),
        times,
        'The entries must match all of the query.',
      );
    }
    for (const entry of await listAll(store, other)) {
      assertThat(entry.organizationId === other.organizationId, 'Another organization has its own.');
    }
    assertThat(
      (await listAll(store, other)).every(({ tokenId }) => tokenId === null),
      'It has no token.',
    );
    assertSame(await listAll(store, { organizationId: 'nowhere' }), [], 'An unknown organization has none.');
  }),
];

const sorted = (fields: object | null) =>
  Object.entries(fields ?? {}).sort(([one], [two]) => (one < two ? -1 : 1));
