import type { AddMember, CreateOrganization, IssueToken, Store } from '@lynk-auth/authority';

/** The ids of a test organization. */
export const acme = {
  organizationId: 'acme',
  userId: 'ada',
  adminRoleId: 'admin',
  base: { organizationId: 'acme', actor: { kind: 'system', id: null }, at: 1000 },
} as const;

const organization: CreateOrganization = {
  ...acme.base,
  type: 'create_organization',
  name: 'Acme Corp',
  roles: [{ id: acme.adminRoleId, name: 'Admin', permissions: ['view_sboms'], system: true }],
};

const member: AddMember = {
  ...acme.base,
  type: 'add_member',
  userId: acme.userId,
  name: 'Ada',
  email: 'ada@example.com',
  roleId: acme.adminRoleId,
};

/** Creates the organization Acme with one administrator, Ada. */
export async function addAcme(store: Store): Promise<void> {
  for (const command of [organization, member]) {
    if (!(await store.apply(command)).ok) throw new Error('The organization Acme could not be created.');
  }
}

/** Creates a command that issues a personal token to Ada. */
export function personalToken(tokenId: string, overrides: Partial<IssueToken> = {}): IssueToken {
  return {
    ...acme.base,
    type: 'issue_token',
    tokenId,
    kind: 'personal',
    environment: 'live',
    name: 'laptop',
    mask: 'lynk_live_eTQw…',
    digest: crypto.getRandomValues(new Uint8Array(32)),
    ownerId: acme.userId,
    roleId: null,
    ceiling: null,
    managedBy: { kind: 'user', id: acme.userId },
    expiresAt: null,
    limit: null,
    ...overrides,
  };
}
