import { defineTokenFormat, generateToken, lynk } from '@lynk-auth/core';
import { describe, expect, it } from 'vitest';
import { expectOk } from '../../test/create-test-organization.ts';
import { systemActor } from '../access/actor.ts';
import { createAuthority } from '../create-authority.ts';
import type { DirectoryMember } from '../directory/directory.ts';
import { createMemoryStore } from '../memory/create-memory-store.ts';
import type { TokenView } from '../store/views.ts';
import { inputSchemas, readInput } from './read-input.ts';

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

describe('an input', () => {
  /** The shortest input of every schema. */
  const shortest = {
    organization: { name: 'Acme', admin: { userId: 'ada' } },
    member: { roleId: 'viewer' },
    personalToken: { name: 'ci' },
    memberUpdate: {},
    role: { name: 'auditor', permissions: [] },
    roleUpdate: {},
    roleDeletion: {},
    serviceToken: { name: 'ci', roleId: 'viewer' },
    tokenUpdate: {},
    tokenSearch: {},
    rotation: {},
    retirement: {},
    policy: {},
    directoryMember: { roleId: 'viewer' },
    directoryRole: { name: 'auditor', permissions: [] },
    directoryChange: { organizationId: 'acme' },
    auditFilter: { actor: { kind: 'user', id: null } },
    tokenFilter: {},
  } satisfies Record<keyof ReturnType<typeof inputSchemas>, object>;

  /** A valid value for every optional field. */
  const optional = {
    id: 'evil',
    name: 'evil',
    email: 'evil@example.com',
    userId: 'evil',
    ownerId: 'evil',
    roleId: 'admin',
    successorRoleId: 'admin',
    roleIds: { Viewer: 'admin' },
    permissions: ['view_sboms'],
    expiresAt: null,
    overlapSeconds: 0,
    drainSeconds: 0,
    retireOnFirstUse: true,
    newestCreatedAt: 0,
    allowedNetworks: null,
    maxPersonalLifetimeSeconds: null,
    maxServiceLifetimeSeconds: null,
    allowNoExpiry: true,
    grantableRoles: null,
    suspended: false,
    action: 'evil',
    tokenId: 'evil',
    from: 0,
    to: 0,
    limit: 1,
    cursor: '1',
    kind: 'service',
    state: 'revoked',
    expiresBefore: 0,
    neverExpires: true,
    unusedSince: 0,
    search: 'evil',
    order: 'name',
    token: 'evil',
    digest: '0'.repeat(64),
  };

  type Field = keyof typeof optional;
  const every = Object.keys(optional) as Field[];

  /** Runs a body while every object inherits these fields. */
  async function whilePolluted(names: readonly Field[], body: () => void | Promise<void>) {
    for (const name of names) {
      Object.defineProperty(Object.prototype, name, {
        value: optional[name],
        configurable: true,
        writable: true,
      });
    }
    try {
      await body();
    } finally {
      for (const name of names) Reflect.deleteProperty(Object.prototype, name);
    }
  }

  it('has no field that it inherits', async () => {
    const read: Record<string, unknown> = {};
    const fields: Record<string, unknown> = {};
    await whilePolluted(every, () => {
      for (const [name, schema] of Object.entries(inputSchemas())) {
        const result = readInput(schema, shortest[name as keyof typeof shortest], null);
        const { value } = result as unknown as { value: Record<string, unknown> };
        read[name] = result.ok;
        fields[name] = every.filter((each) => value[each] !== undefined);
      }
    });
    const own = (input: object) => every.filter((each) => Object.hasOwn(input, each));
    for (const [name, input] of Object.entries(shortest)) {
      expect(read[name], name).toBe(true);
      expect(fields[name], name).toEqual(own(input));
    }
  });

  it('has no field of an object in it that it inherits', async () => {
    let admin: Record<string, unknown> = {};
    await whilePolluted(every, () => {
      const result = readInput(inputSchemas().organization, shortest.organization, null);
      const { value } = result as unknown as { value: { admin: Record<string, unknown> } };
      admin = { name: value.admin['name'], email: value.admin['email'] };
    });
    expect(admin).toEqual({ name: undefined, email: undefined });
  });

  it('issues the same token while Object.prototype is polluted', async () => {
    const authority = createAuthority({ store: createMemoryStore() });
    expectOk(await authority.createOrganization({ id: 'acme', name: 'Acme', admin: { userId: 'ada' } }));
    const manage = authority.as({ kind: 'user', organizationId: 'acme', userId: 'ada' });
    const issue = async () => [
      expectOk(await manage.issuePersonalToken({ name: 'ci' })).token,
      expectOk(await manage.issueServiceToken({ name: 'ci', roleId: 'viewer' })).token,
    ];
    const describeToken = ({ kind, ownerId, roleId, ceiling, expiresAt }: TokenView) => ({
      ...{ kind, ownerId, roleId, ceiling },
      expires: expiresAt !== null,
    });
    const clean = (await issue()).map(describeToken);
    let polluted: unknown;
    await whilePolluted(['expiresAt', 'permissions', 'name', 'roleId', 'id', 'token'], async () => {
      polluted = (await issue()).map(describeToken);
    });
    expect(polluted).toEqual(clean);
    expect(clean.every(({ expires }) => expires)).toBe(true);
  });
});
