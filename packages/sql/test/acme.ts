import type { AddMember, CreateOrganization, IssueToken, Store } from '@lynk-auth/authority';

/** One organization, with ids that tests can name. */
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

export async function addAcme(store: Store): Promise<void> {
  for (const command of [organization, member]) {
    if (!(await store.apply(command)).ok) throw new Error('Acme could not be made.');
  }
}

/** A personal token of Ada's. */
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
    expiresAt: null,
    limit: null,
    ...overrides,
  };
}
