import { describe, expect, it } from 'vitest';
import { createTestOrganization, DAY, expectOk, START } from '../../../test/create-test-organization.ts';
import { defaultOrganizationPolicy } from '../../policies/organization-policy.ts';

describe('updatePolicy', () => {
  it('changes what it names', async () => {
    const { authority, admin } = await createTestOrganization();
    const manage = authority.as(admin);
    expect(expectOk(await manage.getOrganization()).organization.policy).toEqual(defaultOrganizationPolicy);
    await manage.updatePolicy({ maxServiceLifetimeSeconds: 3600 });
    const { organization } = expectOk(await manage.updatePolicy({ allowNoExpiry: false }));
    const expected = { ...defaultOrganizationPolicy, maxServiceLifetimeSeconds: 3600, allowNoExpiry: false };
    expect(organization.policy).toEqual(expected);
  });

  it('limits new tokens of a kind, for every actor', async () => {
    const { authority, admin, system, roleId } = await createTestOrganization();
    expectOk(await authority.as(admin).updatePolicy({ maxServiceLifetimeSeconds: 3600 }));
    for (const manage of [authority.as(admin), authority.as(system)]) {
      const input = { name: 'n', roleId: roleId('Viewer') };
      const byDefault = expectOk(await manage.issueServiceToken(input));
      expect(byDefault.token.expiresAt).toBe(START + 3_600_000);
      const late = { ...input, expiresAt: START + 3_600_001 };
      expect(await manage.issueServiceToken(late)).toMatchObject({ reason: 'exceeds_expiry' });
      const never = { ...input, expiresAt: null };
      expect(await manage.issueServiceToken(never)).toMatchObject({ reason: 'expiry_required' });
      const { id } = byDefault.token;
      expect(await manage.updateToken(id, { expiresAt: START + DAY })).toMatchObject({
        reason: 'exceeds_expiry',
      });
    }
    const personal = { name: 'n', expiresAt: null };
    expect(await authority.as(admin).issuePersonalToken(personal)).toMatchObject({ ok: true });
  });

  it('the stricter limit of the host and the organization counts', async () => {
    const day = 86_400;
    for (const [host, own] of [
      [day, 2 * day],
      [2 * day, day],
    ] as const) {
      const { authority, admin } = await createTestOrganization({ maxLifetimeSeconds: host });
      const manage = authority.as(admin);
      expectOk(await manage.updatePolicy({ maxPersonalLifetimeSeconds: own }));
      const { token } = expectOk(await manage.issuePersonalToken({ name: 'n' }));
      expect(token.expiresAt).toBe(START + DAY);
    }
    const { authority, admin } = await createTestOrganization({ allowNoExpiry: false });
    expectOk(await authority.as(admin).updatePolicy({ allowNoExpiry: true }));
    const never = await authority.as(admin).issuePersonalToken({ name: 'n', expiresAt: null });
    expect(never).toMatchObject({ reason: 'expiry_required' });
  });

  it('limits the networks of existing tokens at once', async () => {
    const { authority, admin, verifier } = await createTestOrganization();
    const manage = authority.as(admin);
    const { secret } = expectOk(await manage.issuePersonalToken({ name: 'n' }));
    const verify = async (clientIp: string) => (await verifier.verify(secret.reveal(), { clientIp })).ok;
    expect(await verify('198.51.100.1')).toBe(true);
    expectOk(await manage.updatePolicy({ allowedNetworks: ['192.0.2.0/24', '2001:db8::/32'] }));
    expect(await verify('198.51.100.1')).toBe(false);
    expect(await verify('192.0.2.9')).toBe(true);
    expect(await verify('2001:db8::1')).toBe(true);
    expectOk(await manage.updatePolicy({ allowedNetworks: null }));
    expect(await verify('198.51.100.1')).toBe(true);
  });

  it('limits which roles a role may grant', async () => {
    const { authority, admin, operator, roleId } = await createTestOrganization();
    expectOk(await authority.as(admin).updatePolicy({ grantableRoles: { operator: ['viewer'] } }));
    const issue = (actor: typeof admin, role: 'Admin' | 'Operator' | 'Viewer') =>
      authority.as(actor).issueServiceToken({ name: 'n', roleId: roleId(role) });
    expect(await issue(operator, 'Operator')).toMatchObject({ reason: 'exceeds_permissions' });
    expect(await issue(operator, 'Viewer')).toMatchObject({ ok: true });
    expect(await issue(admin, 'Operator')).toMatchObject({ ok: true });
  });

  it('needs the right to change policies', async () => {
    const { authority, operator, viewer, addOrganization } = await createTestOrganization();
    for (const actor of [operator, viewer]) {
      const outcome = await authority.as(actor).updatePolicy({ allowedNetworks: null });
      expect(outcome).toMatchObject({ reason: 'forbidden' });
    }
    const beta = await addOrganization('Beta');
    expectOk(await authority.as(beta.admin).updatePolicy({ allowNoExpiry: false }));
    const { organization } = expectOk(await authority.as(viewer).getOrganization());
    expect(organization.policy.allowNoExpiry).toBe(true);
  });

  it.each([
    [{}, undefined],
    [null, undefined],
    [{ allowedNetworks: ['192.0.2.0/33'] }, 'allowedNetworks'],
    [{ allowedNetworks: ['everywhere'] }, 'allowedNetworks'],
    [{ allowedNetworks: '192.0.2.0/24' }, 'allowedNetworks'],
    [{ maxPersonalLifetimeSeconds: 0 }, 'maxPersonalLifetimeSeconds'],
    [{ maxServiceLifetimeSeconds: 1.5 }, 'maxServiceLifetimeSeconds'],
    [{ allowNoExpiry: 'no' }, 'allowNoExpiry'],
    [{ grantableRoles: { operator: 'viewer' } }, 'operator'],
    [{ maxLifetime: 7 }, 'maxLifetime'],
  ])('rejects %j', async (update, field) => {
    const { authority, admin } = await createTestOrganization();
    const outcome = await authority.as(admin).updatePolicy(update as never);
    expect(outcome).toMatchObject({ reason: 'invalid', ...(field && { field }) });
  });

  it('rejects a role that does not exist', async () => {
    const { authority, admin } = await createTestOrganization();
    for (const grantableRoles of [{ boss: [] }, { operator: ['boss'] }]) {
      expect(await authority.as(admin).updatePolicy({ grantableRoles })).toMatchObject({
        reason: 'not_found',
      });
    }
  });
});
