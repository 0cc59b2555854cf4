import { defineTokenFormat, isLynkError } from '@lynk-auth/core';
import { createVerifier } from '@lynk-auth/verifier';
import { describe, expect, it } from 'vitest';
import { createTestOrganization, expectOk } from '../test/create-test-organization.ts';
import { type Actor, systemActor } from './access/actor.ts';
import { createAuthority } from './create-authority.ts';
import * as index from './index.ts';
import { createMemoryStore } from './memory/create-memory-store.ts';
import type { AuthorityOptions } from './read-options.ts';
import type { Command } from './store/command.ts';

const codeOf = (act: () => unknown): unknown => {
  try {
    act();
  } catch (error) {
    return isLynkError(error) && error.code;
  }
  return undefined;
};

it('README example', async () => {
  const authority = createAuthority({ store: createMemoryStore() });
  expectOk(await authority.createOrganization({ id: 'acme', name: 'Acme Corp', admin: { userId: 'ada' } }));
  const ada = authority.as({ kind: 'user', organizationId: 'acme', userId: 'ada' });
  const { secret, token } = expectOk(await ada.issuePersonalToken({ name: 'my scripts' }));
  const verifier = createVerifier({ source: authority.source });
  expect(await verifier.verify(secret.reveal())).toMatchObject({
    ok: true,
    principal: { kind: 'personal', tokenId: token.id, userId: 'ada' },
  });
  await ada.revokeToken(token.id);
  expect(await verifier.verify(secret.reveal())).toMatchObject({ ok: false, reason: 'revoked' });
});

it('exports exactly these values', () => {
  expect(Object.keys(index).sort()).toEqual([
    'applyAndWait',
    'changePolicy',
    'createAuthority',
    'createMemoryStore',
    'createStoreSource',
    'defaultOrganizationPolicy',
    'describeChange',
    'findDenial',
    'listRolesOfPolicy',
    'lynkPermissions',
    'lynkSystemRoles',
    'readAudited',
    'removeRoleFromPolicy',
    'systemActor',
    'toTokenPosition',
  ]);
});

describe('options', () => {
  const store = createMemoryStore();
  it.each<[string, unknown]>([
    ['no options', undefined],
    ['no store', {}],
    ['an authority for a store', { store: createAuthority({ store: createMemoryStore() }) }],
    ['a promise of a store', { store: Promise.resolve(store) }],
    ['a store that lacks a method', { store: { ...store, findToken: undefined } }],
    ['a store without a lease', { store: { ...store, leaseMs: undefined } }],
    ['a store with NaN as its lease', { store: { ...store, leaseMs: Number.NaN } }],
    ['a store with a negative lease', { store: { ...store, leaseMs: -1 } }],
    ['a store with an infinite lease', { store: { ...store, leaseMs: Number.POSITIVE_INFINITY } }],
    ['a store with a string as its lease', { store: { ...store, leaseMs: '100' } }],
    ['a store with a bigint as its lease', { store: { ...store, leaseMs: 100n } }],
    ['a store with a list as its lease', { store: { ...store, leaseMs: [100] } }],
    ['a store that cannot list organizations', { store: { ...store, listOrganizations: undefined } }],
    ['a misspelt option', { store, enviroment: 'test' }],
    ['an unknown environment', { store, environment: 'prod' }],
    ['a format by name', { store, format: 'lynk' }],
    ['a clock that is a function', { store, clock: Date.now }],
    ['a misspelt policy', { store, policies: { roleGrant: 'own_permissions' } }],
    ['null for policies', { store, policies: null }],
    ['an unknown role policy', { store, policies: { roleGrants: 'all' } }],
    ['a string for a limit', { store, policies: { serviceTokenLimit: '100' } }],
    ['a negative limit', { store, policies: { serviceTokenLimit: -1 } }],
    ['a lifetime of half a second', { store, policies: { maxLifetimeSeconds: 0.5 } }],
    ['a string for personalTokensByToken', { store, policies: { personalTokensByToken: 'no' } }],
    ['a number for allowNoExpiry', { store, policies: { allowNoExpiry: 0 } }],
  ])('throws a configuration error for %s', (_, options) => {
    expect(codeOf(() => createAuthority(options as AuthorityOptions))).toBe('configuration');
  });

  it('issues tokens of the configured format and environment', async () => {
    const format = defineTokenFormat({ brand: 'acme', environments: ['eu'], kinds: { personal: '' } });
    const authority = createAuthority({ store: createMemoryStore(), format, environment: 'eu' });
    const { organization, roles } = expectOk(
      await authority.createOrganization({ name: 'A', admin: { userId: 'ada' } }),
    );
    const actor = authority.as({ kind: 'user', organizationId: organization.id, userId: 'ada' });
    const { secret, token } = expectOk(await actor.issuePersonalToken({ name: 'n' }));
    expect(secret.reveal()).toMatch(/^acme_eu_[1-9A-HJ-NP-Za-km-z]{36}$/);
    expect(token).toMatchObject({ environment: 'eu', mask: secret.mask });
    const roleId = roles[0]?.id ?? '';
    expect(await actor.issueServiceToken({ name: 'n', roleId })).toMatchObject({ reason: 'invalid' });
  });
});

describe('as', () => {
  const authority = createAuthority({ store: createMemoryStore() });
  const ids = { organizationId: 'o1', userId: 'u1' };
  it.each<[string, unknown]>([
    ['undefined', undefined],
    ['null', null],
    ['a string', 'system'],
    ['no kind', ids],
    ['an unknown kind', { ...ids, kind: 'admin' }],
    ['a user without an id', { kind: 'user', organizationId: 'o1' }],
    ['a user without an organization', { kind: 'user', userId: 'u1' }],
    ['an empty organization', { ...ids, kind: 'user', organizationId: '' }],
    ['an organization that is not a string', { ...ids, kind: 'user', organizationId: {} }],
    ['a claim to be the system', { kind: 'system', organizationId: 'o1' }],
    ['a copy of the system actor through JSON', JSON.parse(JSON.stringify(systemActor('o1')))],
    ['an incomplete principal', { kind: 'service', organizationId: 'o1', tokenId: 't1' }],
  ])('throws a configuration error for %s', (_, actor) => {
    expect(codeOf(() => authority.as(actor as Actor))).toBe('configuration');
  });

  it('copies the actor', async () => {
    const { authority: own, viewer, admin, roleId } = await createTestOrganization();
    const actor = { ...viewer };
    const manage = own.as(actor);
    actor.userId = admin.userId;
    const input = { name: 'n', roleId: roleId('Viewer') };
    expect(await manage.issueServiceToken(input)).toMatchObject({ reason: 'forbidden' });
  });
});

describe('createOrganization', () => {
  const ada = { userId: 'ada', name: 'Ada', email: 'ada@example.com' };

  it('creates the system roles and an administrator', async () => {
    const { authority } = await createTestOrganization();
    const { organization, roles, admin } = expectOk(
      await authority.createOrganization({ id: 'beta', name: ' Beta ', admin: ada }),
    );
    expect(organization).toMatchObject({ id: 'beta', name: 'Beta' });
    expect(roles.map(({ id, name }) => [id, name])).toEqual([
      ['admin', 'Admin'],
      ['operator', 'Operator'],
      ['viewer', 'Viewer'],
    ]);
    expect(roles.every((role) => role.system && role.organizationId === organization.id)).toBe(true);
    expect(admin).toMatchObject({ ...ada, role: { name: 'Admin' } });
    const system = authority.as(systemActor(organization.id));
    expect(expectOk(await system.listRoles()).roles).toEqual(roles);
    expect(expectOk(await system.listMembers()).members).toEqual([admin]);
    expect(expectOk(await system.getOrganization()).organization).toEqual(organization);
  });

  it('takes the ids of roles from the host', async () => {
    const { authority } = await createTestOrganization();
    const roleIds = { Admin: 'r-1', Viewer: 'r-3', Unknown: 'r-9' };
    const input = { id: 'beta', name: 'Beta', roleIds, admin: ada };
    const { roles, admin } = expectOk(await authority.createOrganization(input));
    expect(roles.map(({ id }) => id)).toEqual(['r-1', 'operator', 'r-3']);
    expect(admin?.role.id).toBe('r-1');
    const again = expectOk(await authority.createOrganization({ ...input, roleIds: { Admin: 'other' } }));
    expect(again.roles).toEqual(roles);
    const twice = { name: 'B', roleIds: { Admin: 'x', Viewer: 'x' }, admin: ada };
    expect(await authority.createOrganization(twice)).toMatchObject({ reason: 'conflict' });
  });

  it('needs no name and no email address of the administrator', async () => {
    const { authority } = await createTestOrganization();
    const created = await authority.createOrganization({ name: 'Beta', admin: { userId: 'ada' } });
    expect(expectOk(created).admin).toMatchObject({ userId: 'ada', name: null, email: null });
  });

  it('changes nothing when it is called again, for example at every start', async () => {
    const { authority, store } = await createTestOrganization();
    const input = { id: 'beta', name: 'Beta', admin: ada };
    const first = expectOk(await authority.createOrganization(input));
    const count = (await store.changes(0)).length;
    expect(await authority.createOrganization(input)).toEqual(first);
    const together = await Promise.all([input, input].map(authority.createOrganization));
    expect(together).toEqual([first, first]);
    const other = { id: 'beta', name: 'Other', admin: { userId: 'eve' } };
    expect(await authority.createOrganization(other)).toEqual({ ...first, admin: null });
    expect((await store.changes(0)).length).toBe(count);
    expect(await store.listMembers('beta')).toEqual([first.admin]);
  });

  it('does not bring back an administrator who was removed', async () => {
    const { authority, store } = await createTestOrganization();
    const input = { id: 'beta', name: 'Beta', admin: ada };
    await authority.createOrganization(input);
    const ids = { organizationId: 'beta', userId: 'ada', administratorRoleName: 'none' };
    const removed = await store.apply({
      ...{ type: 'remove_member', ...ids },
      ...{ actor: { kind: 'system', id: null }, at: 1 },
    } as Command);
    expect(removed).toMatchObject({ ok: true });
    expect(expectOk(await authority.createOrganization(input)).admin).toBeNull();
    const actor = authority.as({ kind: 'user', organizationId: 'beta', userId: 'ada' });
    expect(await actor.listRoles()).toMatchObject({ reason: 'forbidden' });
  });

  it.each([
    [{ name: '', admin: ada }, 'name'],
    [{ name: 'A', admin: { ...ada, name: ' ' } }, 'name'],
    [{ name: 'A', admin: { ...ada, email: 'nonsense' } }, 'email'],
    [{ name: 'A', admin: { ...ada, userId: '' } }, 'userId'],
    [{ name: 'A', admin: { name: 'Ada' } }, 'userId'],
    [{ id: 'a b', name: 'A', admin: ada }, 'id'],
    [{ name: 'A' }, 'admin'],
    [null, undefined],
  ])('rejects %o', async (input, field) => {
    const { authority, store } = await createTestOrganization();
    const outcome = await authority.createOrganization(input as never);
    expect(outcome).toMatchObject({ reason: 'invalid', ...(field && { field }) });
    expect(await store.listOrganizations()).toHaveLength(1);
  });
});

describe('other system roles in a new version', () => {
  const admin = { userId: 'ada' };
  const permissions = { read: 'Read' };
  const before = { Owner: 'all', Reader: ['read'] } as const;
  const after = { Owner: 'all', Reader: ['read', 'write'], Robot: ['read'] } as const;

  async function createVersions() {
    const store = createMemoryStore();
    const old = createAuthority({ store, permissions, systemRoles: before });
    for (const id of ['acme', 'beta']) expectOk(await old.createOrganization({ id, name: id, admin }));
    const current = createAuthority({
      store,
      permissions: { ...permissions, write: 'Write' },
      systemRoles: after,
    });
    return { store, old, current };
  }

  it('reach all organizations with updateSystemRoles', async () => {
    const { store, old, current } = await createVersions();
    const reader = expectOk(
      await old.as(systemActor('acme')).issueServiceToken({ name: 'n', roleId: 'reader' }),
    );
    const verifier = createVerifier({ source: current.source });
    const permissionsOf = async () => {
      const result = await verifier.verify(reader.secret.reveal());
      return result.ok ? result.principal.permissions : null;
    };
    expect(await permissionsOf()).toEqual(['read']);
    expect(await current.updateSystemRoles()).toEqual({ ok: true, organizations: 2, conflicts: [] });
    expect(await permissionsOf()).toEqual(['read', 'write']);
    for (const id of ['acme', 'beta']) {
      const roles = await store.listRoles(id);
      expect(roles.map((role) => role.name)).toEqual(['Owner', 'Reader', 'Robot']);
      expect(roles[0]?.permissions).toContain('write');
    }
    const count = (await store.changes(0)).length;
    await current.updateSystemRoles();
    expect((await store.changes(0)).length).toBe(count);
  });

  it('do not stop at an organization that has a custom role with the id of a new one', async () => {
    const { store, current } = await createVersions();
    const command = { organizationId: 'acme', actor: { kind: 'system', id: null }, at: 1 } as const;
    const role = { roleId: 'robot', name: 'Own robot', permissions: [], limit: null };
    await store.apply({ type: 'create_role', ...command, ...role });
    expect(await current.updateSystemRoles()).toEqual({ ok: true, organizations: 1, conflicts: ['acme'] });
    expect((await store.listRoles('beta')).map(({ name }) => name)).toContain('Robot');
    expect((await store.getRole('acme', 'reader'))?.permissions).toEqual(['read']);
  });

  it('reach an organization that is created again', async () => {
    const { current, store } = await createVersions();
    const { roles } = expectOk(await current.createOrganization({ id: 'acme', name: 'x', admin }));
    expect(roles).toEqual(await store.listRoles('acme'));
    expect(await store.listRoles('beta')).toHaveLength(2);
  });

  it('keep a role that they no longer name', async () => {
    const { old, current, store } = await createVersions();
    await current.updateSystemRoles();
    expect(await old.updateSystemRoles()).toMatchObject({ ok: true });
    const roles = await store.listRoles('acme');
    expect(roles.map((role) => [role.name, role.permissions.includes('write')])).toEqual([
      ['Owner', false],
      ['Reader', false],
      ['Robot', false],
    ]);
  });
});
