// directory/: the users and roles of a host that keeps them in tables of its own.

type Awaitable<Value> = Value | Promise<Value>;

/** A user in an organization, as the host knows them now. */
export interface DirectoryMember {
  /** The id of their role: a system role, or a role of the directory. */
  readonly roleId: string;
  /** Whether the host has disabled the user. Their personal tokens are rejected meanwhile. */
  readonly suspended?: boolean | undefined;
  /** For display. */
  readonly name?: string | null | undefined;
  readonly email?: string | null | undefined;
}

/** A role of the host in an organization. */
export interface DirectoryRole {
  readonly name: string;
  /** Keys of the authority's permissions. */
  readonly permissions: readonly string[];
}

/**
 * The users of a host, and optionally its roles. The store keeps a copy of the members and roles that tokens depend on, so
 * that no verification calls the host. The copy is updated before each call of a user, and by `directoryChanged`.
 */
export interface Directory {
  /** Returns a member as they are now; `null` if the user is not a member of the organization. */
  getMember(organizationId: string, userId: string): Awaitable<DirectoryMember | null>;
  /** Returns a role that is not a system role, as it is now; `null` if it does not exist. */
  getRole?(organizationId: string, roleId: string): Awaitable<DirectoryRole | null>;
}

/** What has changed in a directory. */
export interface DirectoryChange {
  readonly organizationId: string;
  readonly userId?: string | undefined;
  readonly roleId?: string | undefined;
}
