import { describe, expect, it } from 'vitest';
import {
  createOrganizationWithRoles,
  createTestOrganization,
  DAY,
  expectOk,
  START,
} from '../../../test/create-test-organization.ts';

it('changes the given fields, and no others', async () => {
  const { authority, admin, advance } = await createTestOrganization();
  const manage = authority.as(admin);
  const { token } = expectOk(await manage.issuePersonalToken({ name: 'old', expiresAt: START + DAY }));
  advance(1000);
  const renamed = expectOk(await manage.updateToken(token.id, { name: ' new ' })).token;
  expect(renamed).toEqual({ ...token, name: 'new', updatedAt: START + 1000 });
  advance(1000);
  const moved = expectOk(await manage.updateToken(token.id, { expiresAt: START + 2 * DAY })).token;
  expect(moved).toEqual({ ...renamed, expiresAt: START + 2 * DAY, updatedAt: START + 2000 });
  expect(expectOk(await manage.updateToken(token.id, { expiresAt: null })).token.expiresAt).toBe(null);
  expect(expectOk(await manage.getToken(token.id)).token.name).toBe('new');
});

it('takes effect at the next verification', async () => {
  const { authority, admin, verifier, advance } = await createTestOrganization();
  const manage = authority.as(admin);
  const { token, secret } = expectOk(await manage.issuePersonalToken({ name: 'n' }));
  expectOk(await manage.updateToken(token.id, { expiresAt: START + 10 }));
  advance(9);
  expect(await verifier.verify(secret.reveal())).toMatchObject({ ok: true });
  advance(1);
  expect(await verifier.verify(secret.reveal())).toMatchObject({ ok: false, reason: 'expired' });
});

it.each<[string, object]>([
  ['an empty update', {}],
  ['undefined fields only', { name: undefined, expiresAt: undefined }],
  ['an empty name', { name: ' ' }],
  ['null for a name', { name: null }],
  ['an expiry now', { expiresAt: START }],
  ['an expiry as a string', { expiresAt: 'tomorrow' }],
  ['a field that cannot be changed', { name: 'n', roleId: 'r' }],
])('rejects %s', async (_, update) => {
  const { authority, admin } = await createTestOrganization();
  const manage = authority.as(admin);
  const { token } = expectOk(await manage.issuePersonalToken({ name: 'n' }));
  expect(await manage.updateToken(token.id, update)).toMatchObject({ ok: false, reason: 'invalid' });
  expect(expectOk(await manage.getToken(token.id)).token).toEqual(token);
});

describe('permission to update', () => {
  it('needs manage_api_tokens, even for an own token', async () => {
    const { authority, viewer, system } = await createTestOrganization();
    const input = { name: 'n', ownerId: viewer.userId };
    const { token } = expectOk(await authority.as(system).issuePersonalToken(input));
    const outcome = await authority.as(viewer).updateToken(token.id, { name: 'x' });
    expect(outcome).toMatchObject({ ok: false, reason: 'forbidden' });
  });

  it('does not extend a token that allows more than the actor may do', async () => {
    const { authority, store } = await createTestOrganization();
    const { system, addMemberWithRole } = await createOrganizationWithRoles(store, authority, {
      chief: ['manage_api_tokens', 'update_organization', 'delete_sboms'],
      clerk: ['manage_api_tokens', 'update_organization'],
    });
    const input = { name: 'n', roleId: 'chief', expiresAt: START + 2 * DAY };
    const { token } = expectOk(await authority.as(system).issueServiceToken(input));
    const clerk = authority.as(await addMemberWithRole('clerk'));
    const extend = { expiresAt: START + 3 * DAY };
    const exceeds = { ok: false, reason: 'exceeds_permissions' };
    expect(await clerk.updateToken(token.id, extend)).toMatchObject(exceeds);
    // It can be resumed later.
    const { organizationId, id: tokenId } = token;
    const command = { organizationId, tokenId, actor: { kind: 'system', id: null }, at: START } as const;
    await store.apply({ type: 'suspend_token', ...command });
    expect(await clerk.updateToken(token.id, extend)).toMatchObject(exceeds);
    await store.apply({ type: 'resume_token', ...command });
    expectOk(await clerk.updateToken(token.id, { name: 'renamed', expiresAt: START + DAY }));
    const chief = authority.as(await addMemberWithRole('chief'));
    expectOk(await chief.updateToken(token.id, extend));
  });

  it('does not let a token with a ceiling extend its owner’s token without one', async () => {
    const { authority, admin, principalOf } = await createTestOrganization();
    const manage = authority.as(admin);
    const free = expectOk(await manage.issuePersonalToken({ name: 'free', expiresAt: START + DAY }));
    const permissions = ['manage_api_tokens'];
    const bound = expectOk(await manage.issuePersonalToken({ name: 'bound', permissions }));
    const byToken = authority.as(await principalOf(bound.secret));
    const outcome = await byToken.updateToken(free.token.id, { expiresAt: START + 2 * DAY });
    expect(outcome).toMatchObject({ ok: false, reason: 'exceeds_permissions' });
  });
});

describe('a revoked or expired token', () => {
  it('stays revoked', async () => {
    const { authority, admin } = await createTestOrganization();
    const manage = authority.as(admin);
    const { token } = expectOk(await manage.issuePersonalToken({ name: 'n' }));
    expectOk(await manage.revokeToken(token.id));
    for (const update of [{ name: 'x' }, { expiresAt: START + DAY }]) {
      expect(await manage.updateToken(token.id, update)).toMatchObject({ ok: false, reason: 'revoked' });
    }
  });

  it('is reported as revoked if it has expired as well', async () => {
    const { authority, admin, advance } = await createTestOrganization();
    const manage = authority.as(admin);
    const { token } = expectOk(await manage.issuePersonalToken({ name: 'n', expiresAt: START + DAY }));
    expectOk(await manage.revokeToken(token.id));
    advance(DAY);
    const outcome = await manage.updateToken(token.id, { expiresAt: START + 2 * DAY });
    expect(outcome).toMatchObject({ ok: false, reason: 'revoked' });
  });

  it('stays expired, but can be renamed', async () => {
    const { authority, admin, advance } = await createTestOrganization();
    const manage = authority.as(admin);
    const { token } = expectOk(await manage.issuePersonalToken({ name: 'n', expiresAt: START + DAY }));
    advance(DAY);
    for (const expiresAt of [null, START + 2 * DAY]) {
      expect(await manage.updateToken(token.id, { expiresAt })).toMatchObject({ reason: 'expired' });
    }
    expectOk(await manage.updateToken(token.id, { name: 'x' }));
  });
});
