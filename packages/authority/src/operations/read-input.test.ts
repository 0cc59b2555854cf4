import { defineTokenFormat, generateToken, lynk } from '@lynk-auth/core';
import { describe, expect, it } from 'vitest';
import { expectOk } from '../../test/create-test-organization.ts';
import { systemActor } from '../access/actor.ts';
import { createAuthority } from '../create-authority.ts';
import type { DirectoryMember } from '../directory/directory.ts';
import { createMemoryStore } from '../memory/create-memory-store.ts';

const own = defineTokenFormat({
  brand: 'acme',
  environments: ['live'],
  kinds: { personal: '', service: 'service' },
});

describe.each([
  ['the default format', lynk],
  ['the host’s own format', own],
] as const)('a token in %s that was pasted into the wrong field', (_, format) => {
  const secret = generateToken<string>({ format, kind: 'personal', environment: 'live' }).reveal();

  /** An organization whose authority issues tokens in the host's own format. */
  async function createAcme() {
    const store = createMemoryStore();
    const authority = createAuthority({ store, format: own });
    const input = { id: 'acme', name: 'Acme', admin: { userId: 'ada' } };
    expectOk(await authority.createOrganization(input));
    return { store, authority, manage: authority.as(systemActor('acme')) };
  }

  it('is rejected, with the name of the field', async () => {
    const { authority, manage } = await createAcme();
    const text = `my ${secret}`;
    const admin = { userId: 'ada' };
    for (const [outcome, field] of [
      [await manage.issuePersonalToken({ name: text, ownerId: 'ada' }), 'name'],
      [await manage.issuePersonalToken({ name: 'n', ownerId: secret }), 'ownerId'],
      [await manage.issueServiceToken({ name: text, roleId: 'viewer' }), 'name'],
      [await manage.createRole({ name: text, permissions: [] }), 'name'],
      [await manage.createRole({ name: 'n', permissions: [secret] }), 'permissions'],
      [await manage.addMember({ roleId: 'viewer', name: text }), 'name'],
      [await manage.addMember({ roleId: 'viewer', userId: secret }), 'userId'],
      [await manage.addMember({ roleId: 'viewer', email: `${secret}@example.com` }), 'email'],
      [await manage.updateMember('ada', { name: text }), 'name'],
      [await manage.updatePolicy({ grantableRoles: { viewer: [secret] } }), 'viewer'],
      [await authority.createOrganization({ name: text, admin }), 'name'],
      [await authority.createOrganization({ id: secret, name: 'n', admin }), 'id'],
      [await authority.createOrganization({ name: 'n', admin: { ...admin, name: text } }), 'name'],
      [await authority.createOrganization({ name: 'n', admin: { userId: secret } }), 'userId'],
    ] as const) {
      expect(outcome).toMatchObject({ ok: false, reason: 'invalid', field });
      expect(JSON.stringify(outcome)).not.toContain(secret.slice(-20));
    }
  });

  it('is still what a search is for', async () => {
    const { manage } = await createAcme();
    expectOk(await manage.listTokens({ search: secret }));
    expect(await manage.findToken({ token: secret })).toMatchObject({ ok: false });
  });

  it('is not copied from a directory', async () => {
    const store = createMemoryStore();
    const member: DirectoryMember = { roleId: 'admin', name: secret, email: `${secret}@example.com` };
    const role = { name: `my ${secret}`, permissions: [] };
    const directory = { getMember: () => member, getRole: () => role };
    const authority = createAuthority({ store, format: own, directory });
    expectOk(await authority.createOrganization({ id: 'acme', name: 'Acme', admin: { userId: 'ada' } }));
    expectOk(await authority.directoryChanged({ organizationId: 'acme', userId: 'ada' }));
    expect(await store.getMember('acme', 'ada')).toMatchObject({ name: null, email: null });
    const changed = authority.directoryChanged({ organizationId: 'acme', roleId: 'custom' });
    await expect(changed).rejects.toMatchObject({ code: 'configuration' });
  });
});
