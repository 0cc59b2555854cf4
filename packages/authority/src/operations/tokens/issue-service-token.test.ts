import { describe, expect, it } from 'vitest';
import {
  createOrganizationWithRoles,
  createTestOrganization,
  DAY,
  expectOk,
  START,
} from '../../../test/create-test-organization.ts';

it('issues a token with its own role', async () => {
  const { authority, admin, roleId, principalOf } = await createTestOrganization();
  const input = { name: 'ci', roleId: roleId('Viewer'), expiresAt: START + DAY };
  const { token, secret } = expectOk(await authority.as(admin).issueServiceToken(input));
  expect(secret.reveal()).toMatch(/^lynk_service_live_[1-9A-HJ-NP-Za-km-z]{36}$/);
  expect(token).toMatchObject({
    kind: 'service',
    name: 'ci',
    ownerId: null,
    roleId: roleId('Viewer'),
    ceiling: null,
    expiresAt: START + DAY,
    createdBy: { kind: 'user', id: admin.userId },
  });
  const principal = await principalOf(secret);
  expect(principal).toMatchObject({ kind: 'service', expiresAt: START + DAY });
  expect(principal.permissions).toContain('view_sboms');
  expect(principal.permissions).not.toContain('update_sboms');
});

describe('permission to create, and to grant a role', () => {
  it('needs manage_api_tokens', async () => {
    const { authority, viewer, roleId } = await createTestOrganization();
    const outcome = await authority.as(viewer).issueServiceToken({ name: 'n', roleId: roleId('Viewer') });
    expect(outcome).toMatchObject({ ok: false, reason: 'forbidden' });
  });

  it('allows a role with no more than the permissions of the creator', async () => {
    const { authority, operator, roleId, principalOf } = await createTestOrganization();
    const manage = authority.as(operator);
    const issue = (role: 'Admin' | 'Operator' | 'Viewer') =>
      manage.issueServiceToken({ name: 'n', roleId: roleId(role) });
    expect(await issue('Admin')).toMatchObject({ ok: false, reason: 'exceeds_permissions' });
    expect(await issue('Operator')).toMatchObject({ ok: true });
    const { secret } = expectOk(await issue('Operator'));
    const byToken = authority.as(await principalOf(secret));
    const admin = { name: 'n', roleId: roleId('Admin') };
    expect(await byToken.issueServiceToken(admin)).toMatchObject({ reason: 'exceeds_permissions' });
    expect(await byToken.issueServiceToken({ ...admin, roleId: roleId('Viewer') })).toMatchObject({
      ok: true,
    });
  });

  it('allows any role under the policy any_role, but a token only its own permissions', async () => {
    const { authority, operator, roleId, principalOf } = await createTestOrganization({
      roleGrants: 'any_role',
    });
    const admin = { name: 'n', roleId: roleId('Admin') };
    expect(await authority.as(operator).issueServiceToken(admin)).toMatchObject({ ok: true });
    const { secret } = expectOk(await authority.as(operator).issuePersonalToken({ name: 'n' }));
    const byToken = authority.as(await principalOf(secret));
    expect(await byToken.issueServiceToken(admin)).toMatchObject({ reason: 'exceeds_permissions' });
  });

  it('allows no more than the ceiling of the creating token, which applies to the new one', async () => {
    const { authority, store, principalOf } = await createTestOrganization();
    const { system, addMemberWithRole } = await createOrganizationWithRoles(store, authority, {
      all: ['manage_api_tokens', 'view_sboms', 'view_users'],
      small: ['view_sboms'],
      big: ['view_users'],
    });
    const { userId: ownerId } = await addMemberWithRole('all');
    const permissions = ['manage_api_tokens', 'view_sboms'];
    const parent = expectOk(
      await authority.as(system).issuePersonalToken({ name: 'n', ownerId, permissions }),
    );
    const byToken = authority.as(await principalOf(parent.secret));
    const big = await byToken.issueServiceToken({ name: 'n', roleId: 'big' });
    expect(big).toMatchObject({ reason: 'exceeds_permissions' });
    const small = expectOk(await byToken.issueServiceToken({ name: 'n', roleId: 'small' }));
    expect(small.token.ceiling).toEqual(permissions);
  });

  it('rejects a role of another organization, and one that does not exist', async () => {
    const { authority, admin, system, store } = await createTestOrganization();
    await createOrganizationWithRoles(store, authority, { reader: ['view_sboms'] });
    for (const roleId of ['reader', crypto.randomUUID()]) {
      for (const actor of [admin, system]) {
        expect(await authority.as(actor).issueServiceToken({ name: 'n', roleId })).toMatchObject({
          ok: false,
          reason: 'not_found',
        });
      }
    }
  });

  it.each([undefined, null, '', 7, 'a b', 'x'.repeat(201), "'; drop table tokens"])(
    'rejects the role id %j',
    async (roleId) => {
      const { authority, admin } = await createTestOrganization();
      const outcome = await authority.as(admin).issueServiceToken({ name: 'n', roleId } as never);
      expect(outcome).toMatchObject({ ok: false, reason: 'invalid' });
    },
  );
});

describe('the limit', () => {
  it('counts the tokens of this organization that are neither revoked nor expired', async () => {
    const { authority, admin, roleId, addOrganization, advance } = await createTestOrganization({
      serviceTokenLimit: 2,
    });
    const manage = authority.as(admin);
    const input = { name: 'n', roleId: roleId('Viewer') };
    const first = expectOk(await manage.issueServiceToken(input));
    expectOk(await manage.issueServiceToken({ ...input, expiresAt: START + DAY }));
    expect(await manage.issueServiceToken(input)).toMatchObject({ ok: false, reason: 'limit_reached' });
    expectOk(await manage.issuePersonalToken({ name: 'n' }));

    const beta = await addOrganization('Beta');
    const there = { name: 'n', roleId: beta.roleId('Viewer') };
    expectOk(await authority.as(beta.admin).issueServiceToken(there));

    expectOk(await manage.revokeToken(first.token.id));
    expectOk(await manage.issueServiceToken(input));
    expect(await manage.issueServiceToken(input)).toMatchObject({ reason: 'limit_reached' });
    advance(DAY);
    expectOk(await manage.issueServiceToken(input));
    expect(await manage.issueServiceToken(input)).toMatchObject({ reason: 'limit_reached' });
  });

  it('is 100 by default, and holds under concurrent calls', async () => {
    const { authority, admin, roleId } = await createTestOrganization();
    const input = { name: 'n', roleId: roleId('Viewer') };
    const manage = authority.as(admin);
    const outcomes = await Promise.all(Array.from({ length: 110 }, () => manage.issueServiceToken(input)));
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(100);
    expect(outcomes.every((outcome) => outcome.ok || outcome.reason === 'limit_reached')).toBe(true);
  });

  it('may be 0', async () => {
    const { authority, admin, roleId } = await createTestOrganization({ serviceTokenLimit: 0 });
    const outcome = await authority.as(admin).issueServiceToken({ name: 'n', roleId: roleId('Viewer') });
    expect(outcome).toMatchObject({ reason: 'limit_reached' });
  });
});
