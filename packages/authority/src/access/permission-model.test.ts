import { describe, expect, it } from 'vitest';
import { createOwnOrganization } from '../../test/create-own-organization.ts';
import { expectOk } from '../../test/create-test-organization.ts';
import { createAuthority } from '../create-authority.ts';
import { createMemoryStore } from '../memory/create-memory-store.ts';
import { lynkPermissions, lynkSystemRoles } from './lynk-permissions.ts';
import { type PermissionOptions, readPermissionModel } from './permission-model.ts';

const read = (options: PermissionOptions) => readPermissionModel('createAuthority', options);
const permissions = { 'projects:read': 'See projects', 'projects:write': 'Change projects' };
const systemRoles = { Owner: 'all', 'Read only': ['projects:read', 'view_organization'] } as const;

it('is that of the Interlynk API by default', () => {
  const model = read({});
  expect(model.permissions).toEqual(lynkPermissions);
  expect(model.systemRoles.map(({ id }) => id)).toEqual(['admin', 'operator', 'viewer']);
  expect(model.systemRoles.map((role) => role.permissions)).toEqual(Object.values(lynkSystemRoles));
});

it('adds the reserved permissions to those of the host', () => {
  const { permissions: all, systemRoles: roles } = read({ permissions, systemRoles });
  expect(all).toMatchObject({ ...permissions, manage_api_tokens: lynkPermissions.manage_api_tokens });
  expect(Object.keys(all).sort()).toEqual(
    [
      ...['delete_users', 'edit_user_roles', 'introspect_tokens', 'invite_users', 'manage_api_tokens'],
      ...['projects:read', 'projects:write', 'update_organization', 'view_organization', 'view_users'],
    ].sort(),
  );
  expect(roles[0]).toEqual({ id: 'owner', name: 'Owner', permissions: Object.keys(all) });
  expect(roles[1]).toMatchObject({ id: 'read-only', name: 'Read only' });
});

it('keeps the sentence of the host for a reserved permission', () => {
  const own = { ...permissions, view_users: 'See the team' };
  expect(read({ permissions: own, systemRoles }).permissions['view_users']).toBe('See the team');
});

it('leaves out a reserved permission whose rights have another permission', () => {
  const rights = { manageTokens: 'projects:write' } as const;
  const model = read({ permissions, systemRoles, rights });
  expect(model.permissions).not.toHaveProperty('manage_api_tokens');
  expect(model.rights).toMatchObject({ manageTokens: 'projects:write', viewMembers: 'view_users' });
});

describe('throws a configuration error for', () => {
  it.each<[string, unknown]>([
    ['permissions without roles', { permissions }],
    ['a list of permissions', { permissions: ['projects:read'], systemRoles }],
    ['a permission without a sentence', { permissions: { read: 7 }, systemRoles }],
    ['a permission with a space', { permissions: { 'read all': 'x' }, systemRoles: { Owner: 'all' } }],
    ['a permission with a quotation mark', { permissions: { '"': 'x' }, systemRoles: { Owner: 'all' } }],
    ['an empty key', { permissions: { '': 'x' }, systemRoles: { Owner: 'all' } }],
    ['no role', { permissions, systemRoles: {} }],
    ['a list of roles', { permissions, systemRoles: ['Owner'] }],
    [
      'a role with a misspelt permission',
      { permissions, systemRoles: { ...systemRoles, X: ['project:read'] } },
    ],
    ['a role with a string', { permissions, systemRoles: { ...systemRoles, X: 'projects:read' } }],
    ['a first role without every right', { permissions, systemRoles: { Reader: ['projects:read'] } }],
    ['a role whose name has no letter', { permissions, systemRoles: { ...systemRoles, '…': [] } }],
    ['two roles with the same letters', { permissions, systemRoles: { ...systemRoles, 'read-ONLY': [] } }],
    ['a right that does not exist', { rights: { manageToken: 'manage_api_tokens' } }],
    ['a right that needs an unknown permission', { rights: { manageTokens: 'tokens' } }],
    ['a right that needs an inherited key', { rights: { manageTokens: 'toString' } }],
    ['a right that is a list', { rights: { manageTokens: ['manage_api_tokens'] } }],
  ])('%s', (_, options) => {
    expect(() => createAuthority({ store: createMemoryStore(), ...(options as object) })).toThrow(
      expect.objectContaining({ code: 'configuration' }),
    );
  });
});

it('types the keys of the host', () => {
  const store = createMemoryStore();
  createAuthority({ store, permissions, systemRoles });
  // @ts-expect-error a misspelt key of a role
  expect(() => createAuthority({ store, permissions, systemRoles: { Owner: ['projects:rea'] } })).toThrow();
  // @ts-expect-error a misspelt key of a right
  expect(() => createAuthority({ store, rights: { manageTokens: 'manage_tokens' } })).toThrow();
});

describe('in the operations', () => {
  it('a host’s own permission gives the right, and the reserved one does not', async () => {
    const { authority, owner, addMember } = await createOwnOrganization({
      permissions: { ...permissions, 'tokens:manage': 'Manage tokens' },
      systemRoles: {
        ...systemRoles,
        Bot: ['tokens:manage', 'projects:read'],
        Other: ['projects:read'],
      },
      rights: { manageTokens: 'tokens:manage' },
    });
    const bot = authority.as(await addMember('bot'));
    const { token } = expectOk(await bot.issuePersonalToken({ name: 'n', permissions: ['projects:read'] }));
    expect(token.ceiling).toEqual(['projects:read']);
    expect(await bot.listMembers()).toMatchObject({ reason: 'forbidden' });
    const other = authority.as(await addMember('other'));
    expect(await other.issuePersonalToken({ name: 'n' })).toMatchObject({ reason: 'forbidden' });
    const everything = await authority.as(owner).issueServiceToken({ name: 'n', roleId: 'owner' });
    expect(everything).toMatchObject({ ok: true });
    const unknown = { name: 'n', permissions: ['view_sboms'] };
    expect(await authority.as(owner).issuePersonalToken(unknown)).toMatchObject({
      field: 'permissions',
      reason: 'invalid',
    });
  });
});
