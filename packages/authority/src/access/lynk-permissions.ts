/** The permissions of the Interlynk API, each with a description for people. */
export const lynkPermissions = {
  view_organization: 'See the organization and its roles',
  update_organization: 'Change the organization, and see all of its tokens',
  delete_organization: 'Delete the organization',
  manage_billing: 'Manage billing',
  view_products: 'See products',
  create_products: 'Create products',
  update_products: 'Change products',
  delete_products: 'Delete products',
  view_sboms: 'See SBOMs',
  update_sboms: 'Upload and change SBOMs',
  delete_sboms: 'Delete SBOMs',
  view_users: 'See the members',
  invite_users: 'Invite members',
  edit_user_roles: 'Change the roles of members',
  delete_users: 'Remove members',
  view_policies: 'See policies',
  edit_policies: 'Change policies',
  manage_api_tokens: 'Create and manage API tokens',
  introspect_tokens: 'Verify tokens for another service',
} as const;

/** A permission of {@link lynkPermissions}. */
export type LynkPermission = keyof typeof lynkPermissions;

const all = Object.keys(lynkPermissions) as LynkPermission[];
const adminOnly: readonly LynkPermission[] = ['update_organization', 'delete_organization', 'manage_billing'];

/** The three system roles of the Interlynk API. */
export const lynkSystemRoles = {
  Admin: all,
  Operator: all.filter((permission) => !adminOnly.includes(permission)),
  Viewer: all.filter((permission) => permission.startsWith('view_')),
} as const satisfies Record<string, readonly LynkPermission[]>;
