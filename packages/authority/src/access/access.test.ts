import { describe, expect, it } from 'vitest';
import { createTestOrganization, DAY, expectOk, START } from '../../test/create-test-organization.ts';
import { createMemoryStore } from '../memory/create-memory-store.ts';
import type { Management } from '../operations/management.ts';
import type { Store } from '../store/store.ts';
import type { Actor } from './actor.ts';

const forbidden = { ok: false, reason: 'forbidden' };

/** Every operation, with valid input. */
const calls: Record<keyof Management, (manage: Management, roleId: string) => Promise<unknown>> = {
  issuePersonalToken: (manage) => manage.issuePersonalToken({ name: 'n' }),
  issueServiceToken: (manage, roleId) => manage.issueServiceToken({ name: 'n', roleId }),
  updateToken: (manage) => manage.updateToken('t', { name: 'n' }),
  rotateToken: (manage) => manage.rotateToken('t'),
  revokeToken: (manage) => manage.revokeToken('t'),
  revokeByToken: (manage) => manage.revokeByToken('t'),
  retireSecrets: (manage) => manage.retireSecrets('t'),
  suspendToken: (manage) => manage.suspendToken('t'),
  resumeToken: (manage) => manage.resumeToken('t'),
  deleteToken: (manage) => manage.deleteToken('t'),
  findToken: (manage) => manage.findToken({ digest: '0'.repeat(64) }),
  getToken: (manage) => manage.getToken('t'),
  listSecrets: (manage) => manage.listSecrets('t'),
  listRefusals: (manage) => manage.listRefusals('t'),
  listTokens: (manage) => manage.listTokens(),
  getSelf: (manage) => manage.getSelf(),
  getOrganization: (manage) => manage.getOrganization(),
  listRoles: (manage) => manage.listRoles(),
  getRole: (manage, roleId) => manage.getRole(roleId),
  createRole: (manage) => manage.createRole({ name: 'n', permissions: [] }),
  updateRole: (manage, roleId) => manage.updateRole(roleId, { name: 'n' }),
  deleteRole: (manage, roleId) => manage.deleteRole(roleId),
  listMembers: (manage) => manage.listMembers(),
  updatePolicy: (manage) => manage.updatePolicy({ allowNoExpiry: false }),
  listAudit: (manage) => manage.listAudit(),
  exportAudit: (manage) => manage.exportAudit(),
  getMember: (manage) => manage.getMember('u'),
  addMember: (manage, roleId) => manage.addMember({ name: 'n', email: 'a@example.com', roleId }),
  updateMember: (manage) => manage.updateMember('u', { name: 'n' }),
  suspendMember: (manage) => manage.suspendMember('u'),
  resumeMember: (manage) => manage.resumeMember('u'),
  removeMember: (manage) => manage.removeMember('u'),
};

/** Creates a memory store from which all members and roles can disappear. */
function createRemovableStore() {
  const store = createMemoryStore();
  let removed = false;
  const removable: Store = {
    ...store,
    getMember: async (...ids) => (removed ? null : store.getMember(...ids)),
    getRole: async (...ids) => (removed ? null : store.getRole(...ids)),
  };
  return { store: removable, removeAll: () => (removed = true) };
}

describe.each(Object.entries(calls))('%s', (_, call) => {
  it('is forbidden to users who are not members of the organization', async () => {
    const { authority, admin, roleId, addOrganization } = await createTestOrganization();
    const beta = await addOrganization('Beta');
    const strangers: Actor[] = [
      { ...admin, userId: 'unknown-user' },
      { ...admin, organizationId: 'nowhere' },
      { ...admin, organizationId: beta.organizationId },
      { ...admin, userId: beta.admin.userId },
    ];
    for (const stranger of strangers) {
      expect(await call(authority.as(stranger), roleId('Viewer'))).toMatchObject(forbidden);
    }
  });

  it('trusts a principal only as the id of a token, and reads the rest from the store', async () => {
    const { store, removeAll } = createRemovableStore();
    const fixture = await createTestOrganization({ personalTokensByToken: true }, store);
    const { authority, admin, roleId, principalOf, addOrganization, advance } = fixture;
    const beta = await addOrganization('Beta');
    const manage = authority.as(admin);
    const expiresAt = START + DAY;
    const personal = expectOk(await manage.issuePersonalToken({ name: 'n', expiresAt }));
    const service = expectOk(
      await manage.issueServiceToken({ name: 'n', roleId: roleId('Admin'), expiresAt }),
    );
    const own = await principalOf(personal.secret);
    const automation = await principalOf(service.secret);
    if (own.kind !== 'personal' || automation.kind !== 'service') throw new Error('kinds');
    const callAs = (actor: Actor) => call(authority.as(actor), roleId('Viewer'));

    const forged: Actor[] = [
      { ...own, tokenId: 'unknown' },
      { ...own, organizationId: beta.organizationId },
      { ...own, userId: beta.admin.userId },
      { ...own, tokenId: automation.tokenId },
      { ...automation, tokenId: own.tokenId },
      { ...automation, organizationId: beta.organizationId },
    ];
    for (const actor of forged) expect(await callAs(actor)).toMatchObject(forbidden);
    expect(await callAs({ ...own, permissions: [] })).not.toMatchObject(forbidden);

    advance(DAY);
    for (const actor of [own, automation]) {
      expect(await callAs({ ...actor, expiresAt: null })).toMatchObject(forbidden);
    }
    advance(-DAY);
    for (const actor of [own, automation]) {
      expect(await callAs({ ...actor, expiresAt: START })).toMatchObject(forbidden);
    }
    removeAll();
    for (const actor of [own, automation, admin]) expect(await callAs(actor)).toMatchObject(forbidden);
  });

  it('is forbidden to the principal of a token that was revoked since', async () => {
    const { authority, admin, roleId, principalOf } = await createTestOrganization({
      personalTokensByToken: true,
    });
    const manage = authority.as(admin);
    const issued = [
      expectOk(await manage.issuePersonalToken({ name: 'n' })),
      expectOk(await manage.issueServiceToken({ name: 'n', roleId: roleId('Admin') })),
    ];
    for (const { token, secret } of issued) {
      const stale = authority.as(await principalOf(secret));
      expectOk(await manage.revokeToken(token.id));
      expect(await call(stale, roleId('Viewer'))).toMatchObject(forbidden);
    }
  });
});

it('grants no more to a principal that claims more than its token has', async () => {
  const { authority, admin, roleId, principalOf } = await createTestOrganization();
  const input = { name: 'n', roleId: roleId('Viewer') };
  const { secret } = expectOk(await authority.as(admin).issueServiceToken(input));
  const claiming = { ...(await principalOf(secret)), permissions: ['manage_api_tokens', 'view_sboms'] };
  expect(await authority.as(claiming).issueServiceToken(input)).toMatchObject(forbidden);
});
