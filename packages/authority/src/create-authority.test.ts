import { defineTokenFormat, isLynkError } from '@lynk-auth/core';
import { createVerifier } from '@lynk-auth/verifier';
import { describe, expect, it } from 'vitest';
import { createTestOrganization, expectOk } from '../test/create-test-organization.ts';
import { type Actor, systemActor } from './access/actor.ts';
import { createAuthority } from './create-authority.ts';
import * as index from './index.ts';
import { createMemoryStore } from './memory/create-memory-store.ts';
import type { AuthorityOptions } from './read-options.ts';

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
  const { organization, admin } = expectOk(
    await authority.createOrganization({
      name: 'Acme Corp',
      admin: { name: 'Ada', email: 'ada@acme.example' },
    }),
  );
  const ada = authority.as({ kind: 'user', organizationId: organization.id, userId: admin.userId });
  const { secret, token } = expectOk(await ada.issuePersonalToken({ name: 'my scripts' }));
  const verifier = createVerifier({ source: authority.source });
  expect(await verifier.verify(secret.reveal())).toMatchObject({
    ok: true,
    principal: { kind: 'personal', tokenId: token.id, userId: admin.userId },
  });
  await ada.revokeToken(token.id);
  expect(await verifier.verify(secret.reveal())).toMatchObject({ ok: false, reason: 'revoked' });
});

it('exports exactly these values', () => {
  expect(Object.keys(index).sort()).toEqual([
    'applyAndWait',
    'createAuthority',
    'createMemoryStore',
    'createStoreSource',
    'findDenial',
    'lynkPermissions',
    'lynkSystemRoles',
    'systemActor',
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
    const { organization, roles, admin } = expectOk(
      await authority.createOrganization({ name: 'A', admin: { name: 'A', email: 'a@example.com' } }),
    );
    const actor = authority.as({ kind: 'user', organizationId: organization.id, userId: admin.userId });
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
  it('creates the three system roles and an administrator', async () => {
    const { authority } = await createTestOrganization();
    const { organization, roles, admin } = expectOk(
      await authority.createOrganization({
        name: ' Beta ',
        admin: { name: 'Bob', email: 'bob@example.com' },
      }),
    );
    expect(organization.name).toBe('Beta');
    expect(roles.map((role) => role.name)).toEqual(['Admin', 'Operator', 'Viewer']);
    expect(roles.every((role) => role.system && role.organizationId === organization.id)).toBe(true);
    expect(admin).toMatchObject({ name: 'Bob', email: 'bob@example.com', role: { name: 'Admin' } });
    const system = authority.as(systemActor(organization.id));
    expect(expectOk(await system.listRoles()).roles).toEqual(roles);
    expect(expectOk(await system.listMembers()).members).toEqual([admin]);
    expect(expectOk(await system.getOrganization()).organization).toEqual(organization);
  });

  it.each([
    { name: '', admin: { name: 'A', email: 'a@example.com' } },
    { name: 'A', admin: { name: ' ', email: 'a@example.com' } },
    { name: 'A', admin: { name: 'A', email: 'nonsense' } },
    { name: 'A' },
    null,
  ])('rejects %o', async (input) => {
    const { authority, store } = await createTestOrganization();
    expect(await authority.createOrganization(input as never)).toMatchObject({ reason: 'invalid' });
    expect(await store.listOrganizations()).toHaveLength(1);
  });
});
