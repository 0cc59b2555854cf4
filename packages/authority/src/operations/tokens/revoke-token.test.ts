import { describe, expect, it } from 'vitest';
import {
  createOrganizationWithRoles,
  createTestOrganization,
  expectOk,
  START,
} from '../../../test/create-test-organization.ts';

it('revokes a token for good, and succeeds again for a revoked token', async () => {
  const { authority, admin, roleId, verifier, advance } = await createTestOrganization();
  const manage = authority.as(admin);
  const issued = [
    expectOk(await manage.issuePersonalToken({ name: 'n' })),
    expectOk(await manage.issueServiceToken({ name: 'n', roleId: roleId('Viewer') })),
  ];
  for (const { token, secret } of issued) {
    expect(await verifier.verify(secret.reveal())).toMatchObject({ ok: true });
    const revoked = expectOk(await manage.revokeToken(token.id)).token;
    expect(revoked.revokedAt).not.toBe(null);
    expect(await verifier.verify(secret.reveal())).toEqual({
      ok: false,
      kind: 'invalid_token',
      reason: 'revoked',
    });
    advance(1000);
    expect(expectOk(await manage.revokeToken(token.id)).token).toEqual(revoked);
  }
});

it('needs no permission for a signed-in user and their own token', async () => {
  const { authority, viewer, system } = await createTestOrganization();
  const input = { name: 'n', ownerId: viewer.userId };
  const { token } = expectOk(await authority.as(system).issuePersonalToken(input));
  expect(expectOk(await authority.as(viewer).revokeToken(token.id)).token.revokedAt).toBe(START);
});

it('needs manage_api_tokens for a token, even to revoke itself', async () => {
  const { authority, admin, principalOf } = await createTestOrganization();
  const input = { name: 'n', permissions: ['view_sboms'] };
  const { token, secret } = expectOk(await authority.as(admin).issuePersonalToken(input));
  const byToken = authority.as(await principalOf(secret));
  expect(await byToken.revokeToken(token.id)).toMatchObject({ ok: false, reason: 'forbidden' });
});

it.each([undefined, null, '', 7, {}, "' or 1=1 --", 'x'.repeat(300)])('does not find %j', async (id) => {
  const { authority, admin } = await createTestOrganization();
  const outcome = await authority.as(admin).revokeToken(id as string);
  expect(outcome).toMatchObject({ ok: false, reason: 'not_found' });
});

describe('revokeByToken', () => {
  it('lets an admin revoke any token of the organization', async () => {
    const { authority, admin, operator, verifier } = await createTestOrganization();
    const { token, secret } = expectOk(await authority.as(operator).issuePersonalToken({ name: 'n' }));
    expectOk(await authority.as(admin).revokeByToken(secret.reveal()));
    expect(token.ownerId).toBe(operator.userId);
    expect(await verifier.verify(secret.reveal())).toMatchObject({ reason: 'revoked' });
    expectOk(await authority.as(admin).revokeByToken(secret.reveal()));
  });

  it('lets other actors revoke only the tokens that they see', async () => {
    const { authority, admin, operator, viewer, system, roleId, principalOf } =
      await createTestOrganization();
    const manage = authority.as(admin);
    const own = expectOk(await manage.issuePersonalToken({ name: 'n' }));
    const service = expectOk(await manage.issueServiceToken({ name: 'n', roleId: roleId('Viewer') }));
    for (const { secret } of [own, service]) {
      for (const actor of [operator, viewer]) {
        const outcome = await authority.as(actor).revokeByToken(secret.reveal());
        expect(outcome).toMatchObject({ ok: false, reason: 'not_found' });
      }
    }
    const byToken = authority.as(await principalOf(service.secret));
    expect(await byToken.revokeByToken(own.secret.reveal())).toMatchObject({ reason: 'forbidden' });
    const input = { name: 'n', ownerId: viewer.userId };
    const theirs = expectOk(await authority.as(system).issuePersonalToken(input));
    expectOk(await authority.as(viewer).revokeByToken(theirs.secret.reveal()));
  });

  it.each(['personal', 'service'] as const)(
    'lets a %s token without permissions end itself',
    async (kind) => {
      const { authority, viewer, system, roleId, verifier, principalOf } = await createTestOrganization();
      const manage = authority.as(system);
      const { secret } = expectOk(
        await (kind === 'personal'
          ? manage.issuePersonalToken({ name: 'n', ownerId: viewer.userId })
          : manage.issueServiceToken({ name: 'n', roleId: roleId('Viewer') })),
      );
      expectOk(await authority.as(await principalOf(secret)).revokeByToken(secret.reveal()));
      expect(await verifier.verify(secret.reveal())).toMatchObject({ reason: 'revoked' });
    },
  );

  it('lets a service token that introspects tokens revoke any token of its organization', async () => {
    const { authority, store } = await createTestOrganization();
    const roles = { Gateway: ['introspect_tokens'] };
    const { system, addMemberWithRole } = await createOrganizationWithRoles(store, authority, roles);
    const manage = authority.as(system);
    const { userId } = await addMemberWithRole('Gateway');
    const issue = async () => expectOk(await manage.issuePersonalToken({ name: 'n', ownerId: userId }));
    const gateway = expectOk(await manage.issueServiceToken({ name: 'n', roleId: 'Gateway' })).token;
    const principal = {
      kind: 'service',
      tokenId: gateway.id,
      organizationId: gateway.organizationId,
      permissions: ['introspect_tokens'],
      expiresAt: null,
    } as const;
    const leaked = await issue();
    expectOk(await authority.as(principal).revokeByToken(leaked.secret.reveal()));
    expect(await authority.as(principal).revokeToken((await issue()).token.id)).toMatchObject({
      reason: 'forbidden',
    });
    expect(await authority.as(principal).revokeByToken('x')).toMatchObject({ reason: 'invalid' });
  });

  it('does not find a token of another organization', async () => {
    const { authority, admin, system, addOrganization, verifier } = await createTestOrganization();
    const beta = await addOrganization('Beta');
    const { secret } = expectOk(await authority.as(beta.admin).issuePersonalToken({ name: 'n' }));
    for (const actor of [admin, system]) {
      const outcome = await authority.as(actor).revokeByToken(secret.reveal());
      expect(outcome).toMatchObject({ ok: false, reason: 'not_found' });
    }
    expect(await verifier.verify(secret.reveal())).toMatchObject({ ok: true });
  });

  it('rejects input that is not a token, without its value in the failure', async () => {
    const { authority, admin } = await createTestOrganization();
    const { secret } = expectOk(await authority.as(admin).issuePersonalToken({ name: 'n' }));
    for (const text of [`Bearer ${secret.reveal()}`, secret.mask, '', undefined, null, 7]) {
      const outcome = await authority.as(admin).revokeByToken(text as string);
      expect(outcome).toEqual({
        ok: false,
        reason: 'invalid',
        message: 'This is not a complete token.',
        field: 'token',
      });
    }
  });
});
