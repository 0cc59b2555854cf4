import type { Command, Store } from '@lynk-auth/authority';
import { assertOk, assertSame, assertThat } from '../assertions.ts';
import {
  createRole,
  deleteRole,
  removeMember,
  resumeMember,
  setPolicy,
  setSystemRoles,
  suspendMember,
  updateMember,
  updateRole,
} from './directory-commands.ts';
import {
  addMember,
  applyToToken,
  createFixture,
  createOrganization,
  DAY,
  issuePersonal,
  issueService,
  newestChange,
  START,
} from './fixture.ts';
import { type StoreCase, storeCase } from './store-case.ts';
import {
  activateSecret,
  deleteToken,
  resumeToken,
  retireSecrets,
  revokeToken,
  rotateToken,
  suspendToken,
  updateToken,
} from './token-commands.ts';

/** One of every command, which succeed in this order. */
async function everyCommand(store: Store): Promise<readonly Command[]> {
  const fixture = await createFixture(store);
  const token = await applyToToken(store, issuePersonal(fixture));
  const rotate = rotateToken(token);
  const role = createRole(fixture, { limit: 2 });
  return [
    createOrganization(),
    setSystemRoles(fixture),
    setPolicy(fixture),
    addMember(fixture),
    updateRole(fixture, { name: 'Watcher', permissions: [] }),
    updateMember(fixture),
    suspendMember(fixture),
    resumeMember(fixture),
    role,
    issueService(fixture, { limit: 1 }),
    updateToken(token, { name: 'renamed', expiresAt: START + DAY }),
    rotate,
    activateSecret(token, rotate.digest),
    retireSecrets(token, rotate.digest),
    suspendToken(token),
    resumeToken(token),
    revokeToken(token),
    deleteToken(token),
    deleteRole(fixture, { successorRoleId: role.roleId }),
    removeMember(fixture),
  ];
}

/** Whether the number of the newest change has grown by one at the most. */
const isOneChange = (before: number, after: number): boolean => after === before || after === before + 1;

export const repeatCases: readonly StoreCase[] = [
  storeCase('every command sent many times at once is carried out once', async (store) => {
    for (const command of await everyCommand(store)) {
      const before = await newestChange(store);
      const outcomes = await Promise.all(Array.from({ length: 5 }, () => store.apply(command)));
      assertOk(outcomes[0] ?? { ok: false }, `${command.type} succeeds.`);
      for (const outcome of outcomes)
        assertSame(outcome, outcomes[0], `All outcomes of ${command.type} must be equal.`);
      assertThat(isOneChange(before, await newestChange(store)), `All ${command.type} are one change.`);
    }
  }),

  storeCase('every command can be sent again after a lost response', async (store) => {
    for (const command of await everyCommand(store)) {
      const before = await newestChange(store);
      // The command is sent again before the first outcome arrives.
      const lost = store.apply(command);
      const again = await store.apply(command);
      assertSame(again, await lost, `The second outcome of ${command.type} must equal the first.`);
      const late = { ...command, at: START + DAY, actor: { kind: 'user', id: 'another-user' } as const };
      assertSame(await store.apply(late), again, `So it is for ${command.type} a day later.`);
      assertThat(isOneChange(before, await newestChange(store)), `All ${command.type} are one change.`);
    }
  }),
];
