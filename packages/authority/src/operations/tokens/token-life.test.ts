import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createTestOrganization, DAY, expectOk, START } from '../../../test/create-test-organization.ts';

const digestOf = (text: string) => createHash('sha256').update(text).digest('hex');

describe('suspendToken and resumeToken', () => {
  it('stop a token and let it work again', async () => {
    const { authority, operator, verifier } = await createTestOrganization();
    const manage = authority.as(operator);
    const { token, secret } = expectOk(await manage.issuePersonalToken({ name: 'n' }));
    const { id } = token;
    expect(await verifier.verify(secret.reveal())).toMatchObject({ ok: true });
    for (let count = 0; count < 2; count += 1) {
      expect(expectOk(await manage.suspendToken(id)).token.state).toBe('suspended');
    }
    expect(await verifier.verify(secret.reveal())).toMatchObject({ reason: 'suspended' });
    expect(expectOk(await manage.resumeToken(id)).token.state).toBe('active');
    expect(await verifier.verify(secret.reveal())).toMatchObject({ ok: true });
  });

  it('an actor resumes at most its own permissions', async () => {
    const { authority, admin, operator, system, roleId } = await createTestOrganization();
    const manage = authority.as(operator);
    const input = { name: 'n', roleId: roleId('Operator') };
    const { token } = expectOk(await manage.issueServiceToken(input));
    expectOk(await authority.as(admin).suspendToken(token.id, { wait: false }));
    expectOk(await authority.as(system).updateMember(operator.userId, { roleId: roleId('Viewer') }));
    expect(await manage.resumeToken(token.id)).toMatchObject({ reason: 'forbidden' });
    expectOk(await authority.as(admin).resumeToken(token.id));
  });

  it('reject an unknown option, and a revoked token', async () => {
    const { authority, admin } = await createTestOrganization();
    const manage = authority.as(admin);
    const { token } = expectOk(await manage.issuePersonalToken({ name: 'n' }));
    await expect(manage.suspendToken(token.id, { wait: 1 as never })).rejects.toThrow('suspend: wait');
    expectOk(await manage.revokeToken(token.id));
    expect(await manage.suspendToken(token.id)).toMatchObject({ reason: 'revoked' });
    expect(await manage.resumeToken(token.id)).toMatchObject({ reason: 'revoked' });
  });
});

describe('deleteToken', () => {
  it('deletes what is dead, again without an error, and the audit log keeps its name and owner', async () => {
    const { authority, admin, verifier, advance } = await createTestOrganization();
    const manage = authority.as(admin);
    const { token, secret } = expectOk(
      await manage.issuePersonalToken({ name: 'old', expiresAt: START + DAY }),
    );
    expect(await manage.deleteToken(token.id)).toMatchObject({ ok: false, reason: 'still_active' });
    advance(DAY);
    for (let count = 0; count < 2; count += 1)
      expect(await manage.deleteToken(token.id)).toEqual({ ok: true });
    expect(await manage.getToken(token.id)).toMatchObject({ reason: 'not_found' });
    expect(await manage.findToken({ token: secret.reveal() })).toMatchObject({ reason: 'not_found' });
    expect(await manage.updateToken(token.id, { expiresAt: null })).toMatchObject({ reason: 'not_found' });
    expect(await manage.listTokens()).toMatchObject({ tokens: [], total: 0 });
    expect(await verifier.verify(secret.reveal())).toMatchObject({ ok: false });
    const { entries } = expectOk(await manage.listAudit({ action: 'delete_token' }));
    expect(entries).toMatchObject([
      { tokenId: token.id, before: { name: 'old', kind: 'personal', ownerId: admin.userId }, after: null },
    ]);
    expect(JSON.stringify(entries)).not.toContain(secret.reveal());
  });

  it('a verifier with a cache and a slow clock accepts no token that expired and was deleted', async () => {
    const { authority, admin, verifier, clock, advance } = await createTestOrganization();
    const manage = authority.as(admin);
    const issued = expectOk(await manage.issuePersonalToken({ name: 'n', expiresAt: START + DAY }));
    const plain = issued.secret.reveal();
    expect(await verifier.verify(plain)).toMatchObject({ ok: true });
    advance(DAY);
    expectOk(await manage.deleteToken(issued.token.id));
    advance(-DAY);
    expect(clock.wall()).toBe(START);
    expect(await verifier.verify(plain)).toMatchObject({ ok: false, reason: 'unknown' });
  });

  it('finds no token of another user, whether it was deleted or not', async () => {
    const { authority, admin, operator, viewer } = await createTestOrganization();
    const manage = authority.as(admin);
    const { token } = expectOk(await manage.issuePersonalToken({ name: 'n' }));
    expectOk(await manage.revokeToken(token.id));
    const expectNotFound = async () => {
      for (const actor of [operator, viewer]) {
        expect(await authority.as(actor).deleteToken(token.id)).toMatchObject({ reason: 'not_found' });
      }
    };
    await expectNotFound();
    expectOk(await manage.deleteToken(token.id));
    await expectNotFound();
    expect(await manage.deleteToken(crypto.randomUUID())).toMatchObject({ reason: 'not_found' });
  });
});

describe('findToken', () => {
  it('finds a token by its value and by its digest, dead ones too', async () => {
    const { authority, admin, operator } = await createTestOrganization();
    const own = authority.as(operator);
    const { token, secret } = expectOk(await own.issuePersonalToken({ name: 'n' }));
    expectOk(await own.revokeToken(token.id));
    const plain = secret.reveal();
    for (const actor of [admin, operator]) {
      for (const search of [
        { token: plain },
        { digest: digestOf(plain) },
        { digest: digestOf(plain).toUpperCase() },
      ]) {
        const found = expectOk(await authority.as(actor).findToken(search));
        expect(found.token).toMatchObject({ id: token.id, state: 'revoked' });
      }
    }
    expect(await own.findToken({ digest: digestOf('x') })).toMatchObject({ reason: 'not_found' });
  });

  it.each<[string | undefined, unknown]>([
    ['token', { token: 'lynk_live_' }],
    ['token', { token: 7 }],
    ['digest', { digest: 'ab' }],
    ['digest', { digest: 'g'.repeat(64) }],
    ['id', { id: 'x' }],
    [undefined, {}],
    [undefined, null],
  ])('rejects a search whose %s is wrong', async (field, search) => {
    const { authority, admin } = await createTestOrganization();
    const outcome = await authority.as(admin).findToken(search as never);
    expect(outcome).toMatchObject({ ok: false, reason: 'invalid' });
    if (field !== undefined) expect(outcome).toMatchObject({ field });
  });

  it('takes the token or the digest, not both', async () => {
    const { authority, admin } = await createTestOrganization();
    const manage = authority.as(admin);
    const { secret } = expectOk(await manage.issuePersonalToken({ name: 'n' }));
    const plain = secret.reveal();
    const both = { token: plain, digest: digestOf(plain) };
    expect(await manage.findToken(both as never)).toMatchObject({ ok: false, reason: 'invalid' });
  });
});

describe('a lower ceiling', () => {
  it('takes permissions from a personal and a service token, and gives none back', async () => {
    const { authority, admin, verifier, roleId } = await createTestOrganization();
    const manage = authority.as(admin);
    const permissions = ['view_sboms', 'update_sboms'];
    for (const { token, secret } of [
      expectOk(await manage.issuePersonalToken({ name: 'n' })),
      expectOk(await manage.issueServiceToken({ name: 'n', roleId: roleId('Admin'), permissions })),
    ]) {
      expect(expectOk(await manage.updateToken(token.id, { permissions })).token.ceiling).toEqual(
        permissions,
      );
      expect(await verifier.verify(secret.reveal())).toMatchObject({ principal: { permissions } });
      const raised = await manage.updateToken(token.id, {
        permissions: [...permissions, 'manage_api_tokens'],
      });
      expect(raised).toMatchObject({ ok: false, reason: 'exceeds_permissions', field: 'permissions' });
      const unknown = await manage.updateToken(token.id, { permissions: ['fly'] });
      expect(unknown).toMatchObject({ ok: false, reason: 'invalid', field: 'permissions' });
      expect(expectOk(await manage.updateToken(token.id, { permissions: [] })).token.ceiling).toEqual([]);
    }
  });

  it('lets an actor issue a service token with a higher role, within its own permissions', async () => {
    const { authority, operator, roleId } = await createTestOrganization();
    const manage = authority.as(operator);
    const issue = (permissions?: readonly string[]) =>
      manage.issueServiceToken({ name: 'n', roleId: roleId('Admin'), permissions });
    expect(await issue()).toMatchObject({ reason: 'exceeds_permissions' });
    expect(await issue(['view_sboms', 'update_organization'])).toMatchObject({
      reason: 'exceeds_permissions',
    });
    expect(await issue(['fly'])).toMatchObject({ reason: 'invalid', field: 'permissions' });
    expect(expectOk(await issue(['view_sboms'])).token.ceiling).toEqual(['view_sboms']);
  });
});
