import { lynkPermissions } from './lynk-permissions.ts';

/** The permission that each right of management needs. */
export interface Rights {
  /** To see the organization and its roles. */
  readonly viewOrganization: string;
  /** To create tokens and to manage one's own. */
  readonly manageTokens: string;
  /** To see and end all tokens of the organization, together with {@link Rights.manageTokens}. */
  readonly manageAllTokens: string;
  /** To verify tokens for another service (RFC 7662). */
  readonly introspectTokens: string;
  readonly viewMembers: string;
  readonly addMembers: string;
  /** To change the roles of members, and to suspend and resume members. */
  readonly changeMembers: string;
  readonly removeMembers: string;
  /** To create, change and delete custom roles. */
  readonly changeRoles: string;
  /** To change what the organization requires of its tokens. */
  readonly changePolicies: string;
  /** To read the audit log. */
  readonly viewAudit: string;
}

/** The permissions that the rights need by default. Their keys are reserved: every table of permissions has them. */
const defaultRights = {
  viewOrganization: 'view_organization',
  manageTokens: 'manage_api_tokens',
  manageAllTokens: 'update_organization',
  introspectTokens: 'introspect_tokens',
  viewMembers: 'view_users',
  addMembers: 'invite_users',
  changeMembers: 'edit_user_roles',
  removeMembers: 'delete_users',
  changeRoles: 'update_organization',
  changePolicies: 'update_organization',
  viewAudit: 'update_organization',
} as const satisfies { readonly [Right in keyof Rights]: keyof typeof lynkPermissions };

/** A key that every table of permissions has, unless the host gives its right to another permission. */
export type ReservedPermission = (typeof defaultRights)[keyof Rights];

export const rightNames = Object.keys(defaultRights) as (keyof Rights)[];

/** Adds the default rights to those of the host. */
export const completeRights = (rights: Partial<Rights>): Rights => {
  const complete = { ...defaultRights } as Record<keyof Rights, string>;
  for (const name of rightNames) complete[name] = rights[name] ?? complete[name];
  return Object.freeze(complete);
};

/** The reserved permissions that the rights need, each with its description. */
export const reservedPermissions = (rights: Rights): Readonly<Record<string, string>> =>
  Object.fromEntries(
    rightNames
      .filter((name) => rights[name] === defaultRights[name])
      .map((name) => [defaultRights[name], lynkPermissions[defaultRights[name]]]),
  );
