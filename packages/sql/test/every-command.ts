import type { Command, IssueToken, Store } from '@lynk-auth/authority';
import { acme, personalToken } from './acme.ts';

const digestOf = (byte: number) => new Uint8Array(32).fill(byte);
const { base } = acme;
const at = base.at + 1000;

// Another name than that of the administrators' role, so that the only administrator can go.
const guard = { administratorRoleName: 'Owner' };

const member = (userId: string, roleId: string = acme.adminRoleId) =>
  ({
    ...base,
    type: 'add_member',
    userId,
    name: userId,
    email: `${userId}@example.com`,
    roleId,
  }) as const;
const service = (tokenId: string, digest: Uint8Array, roleId = 'viewer'): IssueToken =>
  personalToken(tokenId, { kind: 'service', ownerId: null, roleId, digest });
const rotate = (digest: Uint8Array, tokenId = 't1') =>
  ({
    ...base,
    type: 'rotate_token',
    tokenId,
    mask: `lynk_live_${digest[0]}…`,
    digest,
    overlapUntil: 9000,
    drainUntil: 5000,
  }) as const;

/** Creates the rows that {@link everyCommand} needs. */
export async function prepareEveryCommand(store: Store): Promise<void> {
  const commands: readonly Command[] = [
    {
      ...base,
      type: 'create_organization',
      name: 'Acme Corp',
      roles: [
        { id: acme.adminRoleId, name: 'Admin', permissions: ['view_sboms', 'view_users'], system: true },
        { id: 'viewer', name: 'Viewer', permissions: ['view_sboms'], system: false },
        { id: 'retired', name: 'Retired', permissions: ['view_sboms'], system: false },
      ],
    },
    member(acme.userId),
    member('dora'),
    { ...base, ...guard, type: 'remove_member', userId: 'dora' },
    member('eric'),
    { ...base, ...guard, type: 'suspend_member', userId: 'eric' },
    member('fred', 'retired'),
    personalToken('t1', { digest: digestOf(1) }),
    personalToken('t2', { digest: digestOf(2) }),
    service('t3', digestOf(3)),
    service('t9', digestOf(9)),
    { ...base, type: 'revoke_token', tokenId: 't9' },
    { ...base, type: 'suspend_token', tokenId: 't3' },
    service('t6', digestOf(6), 'retired'),
    { ...rotate(digestOf(11)), firstUseDrainMs: 100 },
    service('t10', digestOf(13)),
    rotate(digestOf(14), 't10'),
  ];
  for (const command of commands) {
    if (!(await store.apply(command)).ok)
      throw new Error(`The test data could not be created: ${command.type}.`);
  }
}

/** One or two commands of each type. Each succeeds alone after {@link prepareEveryCommand}, and all in this order. */
export const everyCommand: readonly Command[] = [
  {
    ...base,
    type: 'set_system_roles',
    roles: [{ id: acme.adminRoleId, name: 'Admin', permissions: ['view_sboms', 'view_users', 'fly'] }],
    at,
  },
  {
    ...base,
    organizationId: 'umbrella',
    type: 'create_organization',
    name: 'Umbrella',
    roles: ['Admin', 'Viewer'].map((name) => ({ id: name, name, permissions: ['view_sboms'], system: true })),
    at,
  },
  { ...base, type: 'set_policy', policy: { allowedNetworks: ['192.0.2.0/24'] }, at },
  { ...member('carl'), at },
  // A former member, under a new name.
  { ...member('dora'), name: 'Dora', at },
  { ...base, ...guard, type: 'update_member', userId: acme.userId, roleId: 'viewer', at },
  { ...base, ...guard, type: 'suspend_member', userId: acme.userId, at },
  { ...base, type: 'resume_member', userId: 'eric', at },
  {
    ...base,
    type: 'create_role',
    roleId: 'auditor',
    name: 'Auditor',
    permissions: ['view_sboms'],
    limit: 3,
    at,
  },
  { ...base, type: 'delete_role', roleId: 'retired', successorRoleId: 'viewer', at },
  { ...base, type: 'update_role', roleId: 'viewer', name: 'Watcher', permissions: ['view_feeds'], at },
  { ...personalToken('t4', { digest: digestOf(4), limit: 5 }), at },
  { ...service('t5', digestOf(5)), at },
  { ...base, type: 'update_token', tokenId: 't1', name: 'desktop', expiresAt: 8000, at },
  { ...base, type: 'suspend_token', tokenId: 't1', at },
  { ...base, type: 'resume_token', tokenId: 't3', at },
  { ...base, type: 'activate_secret', tokenId: 't1', digest: digestOf(11), at },
  { ...rotate(digestOf(12)), at, expiresAt: 8500, firstUseDrainMs: 100, forgetEndedBefore: 1 },
  { ...base, type: 'retire_secrets', tokenId: 't10', digest: digestOf(14), at },
  { ...base, type: 'revoke_token', tokenId: 't1', at },
  { ...base, type: 'delete_token', tokenId: 't9', at },
  { ...base, ...guard, type: 'remove_member', userId: acme.userId, at },
];

/** The type of every command. A missing one does not compile. */
export const commandTypes = Object.keys({
  create_organization: 1,
  set_system_roles: 1,
  set_policy: 1,
  add_member: 1,
  update_member: 1,
  suspend_member: 1,
  resume_member: 1,
  remove_member: 1,
  create_role: 1,
  update_role: 1,
  delete_role: 1,
  issue_token: 1,
  update_token: 1,
  suspend_token: 1,
  resume_token: 1,
  rotate_token: 1,
  activate_secret: 1,
  retire_secrets: 1,
  revoke_token: 1,
  delete_token: 1,
} satisfies Record<Command['type'], 1>);
