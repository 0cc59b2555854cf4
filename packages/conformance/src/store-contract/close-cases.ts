import { assertThrows } from '../assertions.ts';
import { applyToToken, createFixture, createOrganization, issueService } from './fixture.ts';
import { type StoreCase, storeCase } from './store-case.ts';
import { revokeToken } from './token-commands.ts';

export const closeCases: readonly StoreCase[] = [
  storeCase('a store can be closed twice', async (store) => {
    await createFixture(store);
    await Promise.all([store.close(), store.close()]);
    await store.close();
  }),

  storeCase('a closed store rejects every call', async (store) => {
    const fixture = await createFixture(store);
    const command = issueService(fixture);
    const token = await applyToToken(store, command);
    await store.close();
    const { organizationId, userId, adminRoleId } = fixture;
    const calls: Record<string, () => unknown> = {
      lookup: () => store.lookup([command.digest]),
      apply: () => store.apply(revokeToken(token)),
      'apply of a new organization': () => store.apply(createOrganization()),
      changes: () => store.changes(0),
      getOrganization: () => store.getOrganization(organizationId),
      listOrganizations: () => store.listOrganizations(),
      getMember: () => store.getMember(organizationId, userId),
      listMembers: () => store.listMembers(organizationId),
      getRole: () => store.getRole(organizationId, adminRoleId),
      listRoles: () => store.listRoles(organizationId),
      getToken: () => store.getToken(organizationId, token.id),
      listTokens: () => store.listTokens({ organizationId, limit: 1 }),
      recordUse: () => store.recordUse({ id: crypto.randomUUID(), at: 0, uses: [] }),
      recordRefusals: () =>
        store.recordRefusals({ id: crypto.randomUUID(), at: 0, refusals: [], events: [] }),
      listRefusals: () => store.listRefusals(organizationId, token.id),
      addEvents: () => store.addEvents([]),
      claimEvents: () => store.claimEvents({ at: 0, until: 1, keepFrom: 0, limit: 1 }),
      settleEvents: () => store.settleEvents([]),
      listExpiring: () => store.listExpiring({ daysLeft: 1, expiresAfter: 0, expiresUntil: 1, limit: 1 }),
      listSecrets: () => store.listSecrets(organizationId, token.id),
      findToken: () => store.findToken(organizationId, [command.digest]),
    };
    for (const [name, call] of Object.entries(calls)) {
      await assertThrows(call, `After close, ${name} is an error.`);
    }
  }),
];
