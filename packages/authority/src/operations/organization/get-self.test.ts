import { describe, expect, it } from 'vitest';
import { createTestOrganization, DAY, expectOk, START } from '../../../test/create-test-organization.ts';
import { lynkPermissions } from '../../access/lynk-permissions.ts';

describe('getSelf', () => {
  it('returns a user with the member, the role and the permissions of now', async () => {
    const { authority, operator, organizationId, system, roleId } = await createTestOrganization();
    const self = expectOk(await authority.as(operator).getSelf());
    expect(self).toMatchObject({
      actor: { kind: 'user', id: operator.userId },
      organization: { id: organizationId, name: 'Acme Corp' },
      member: { userId: operator.userId, email: 'x@example.com' },
      role: { name: 'Operator' },
      rights: authority.rights,
      permissionTable: lynkPermissions,
      limits: {
        personal: { maxLifetimeSeconds: null, allowNoExpiry: true },
        service: { maxLifetimeSeconds: null, allowNoExpiry: true },
      },
      expiresAt: null,
    });
    expect(self.permissions).toEqual(self.role?.permissions);

    const viewer = { roleId: roleId('Viewer') };
    expectOk(await authority.as(system).updateMember(operator.userId, viewer));
    const changed = expectOk(await authority.as(operator).getSelf());
    expect(changed.role?.name).toBe('Viewer');
    expect(changed.permissions).not.toContain('manage_api_tokens');
    expect(changed.grantableRoles).toEqual([]);
  });

  it('returns the roles that the actor may give to a service token', async () => {
    const { authority, admin, operator, viewer, roleId } = await createTestOrganization();
    const rolesOf = async (actor: typeof admin) =>
      expectOk(await authority.as(actor).getSelf()).grantableRoles.map(({ name }) => name);
    expect(await rolesOf(admin)).toEqual(['Admin', 'Operator', 'Viewer']);
    expect(await rolesOf(operator)).toEqual(['Operator', 'Viewer']);
    expect(await rolesOf(viewer)).toEqual([]);

    const grantableRoles = { [roleId('Operator')]: [roleId('Viewer')] };
    expectOk(await authority.as(admin).updatePolicy({ grantableRoles }));
    expect(await rolesOf(admin)).toEqual(['Admin', 'Operator', 'Viewer']);
    expect(await rolesOf(operator)).toEqual(['Viewer']);
    for (const name of ['Operator', 'Viewer'] as const) {
      const issued = await authority.as(operator).issueServiceToken({ name, roleId: roleId(name) });
      expect(issued.ok).toBe(name === 'Viewer');
    }
  });

  it('offers every role where the policy of the host allows any', async () => {
    const { authority, operator } = await createTestOrganization({ roleGrants: 'any_role' });
    const { grantableRoles } = expectOk(await authority.as(operator).getSelf());
    expect(grantableRoles).toHaveLength(3);
  });

  it('returns the stricter limit of the host and of the organization for each kind', async () => {
    const { authority, admin } = await createTestOrganization({ maxLifetimeSeconds: 1000 });
    expectOk(
      await authority.as(admin).updatePolicy({
        maxServiceLifetimeSeconds: 500,
        maxPersonalLifetimeSeconds: 2000,
        allowNoExpiry: false,
      }),
    );
    expect(expectOk(await authority.as(admin).getSelf()).limits).toEqual({
      personal: { maxLifetimeSeconds: 1000, allowNoExpiry: false },
      service: { maxLifetimeSeconds: 500, allowNoExpiry: false },
    });
  });

  it('returns a token with its own role, permissions and expiry', async () => {
    const { authority, admin, roleId, principalOf } = await createTestOrganization();
    const manage = authority.as(admin);
    const expiresAt = START + DAY;
    const service = expectOk(
      await manage.issueServiceToken({ name: 'n', roleId: roleId('Viewer'), expiresAt }),
    );
    const bySelf = expectOk(await authority.as(await principalOf(service.secret)).getSelf());
    expect(bySelf).toMatchObject({
      actor: { kind: 'token', id: service.token.id },
      member: null,
      role: { name: 'Viewer' },
      grantableRoles: [],
      expiresAt,
    });

    const permissions = ['view_sboms', 'manage_api_tokens'];
    const personal = expectOk(await manage.issuePersonalToken({ name: 'n', permissions }));
    const byOwner = expectOk(await authority.as(await principalOf(personal.secret)).getSelf());
    expect(byOwner).toMatchObject({ member: { userId: admin.userId }, role: { name: 'Admin' } });
    expect([...byOwner.permissions].sort()).toEqual([...permissions].sort());
    expect(byOwner.grantableRoles).toEqual([]);
  });

  it('returns the system with every permission, in an organization that exists', async () => {
    const { authority, system } = await createTestOrganization();
    const self = expectOk(await authority.as(system).getSelf());
    expect(self).toMatchObject({ actor: { kind: 'system', id: null }, member: null, role: null });
    expect(self.permissions).toEqual(Object.keys(lynkPermissions));
    expect(self.grantableRoles).toHaveLength(3);
    const nowhere = { ...system, organizationId: 'nowhere' };
    expect(await authority.as(nowhere).getSelf()).toMatchObject({ ok: false, reason: 'not_found' });
  });
});
