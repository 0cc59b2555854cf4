import { assertOption, assertPermissions, readOwnOptions } from '@lynk-auth/core/internal';
import { lynkPermissions, lynkSystemRoles } from './lynk-permissions.ts';
import {
  completeRights,
  type ReservedPermission,
  type Rights,
  reservedPermissions,
  rightNames,
} from './rights.ts';

/** The host's permissions and roles. */
export interface PermissionOptions<Key extends string = string> {
  /**
   * Every permission of the application: its key, and a sentence for people. A key is printable ASCII without spaces,
   * quotes and backslashes (RFC 6749 section 3.3). The reserved permissions are added to them.
   * @default lynkPermissions
   */
  readonly permissions?: Readonly<Record<Key, string>> | undefined;
  /**
   * The roles that every organization has and that cannot be changed there, with their permissions, or `'all'` for
   * every permission. The first role is that of the administrators: it must have every right. Required with
   * `permissions`.
   * @default lynkSystemRoles
   */
  readonly systemRoles?:
    | Readonly<Record<string, 'all' | readonly (NoInfer<Key> | ReservedPermission)[]>>
    | undefined;
  /**
   * The permission that a right of management needs, where it is another one than by default.
   * @default the reserved permissions
   */
  readonly rights?: { readonly [Right in keyof Rights]?: NoInfer<Key> | ReservedPermission } | undefined;
}

/** A role that every organization has. */
export interface SystemRole {
  /** Its name in lower case, with a hyphen for everything but letters and digits. */
  readonly id: string;
  readonly name: string;
  readonly permissions: readonly string[];
}

/** The permissions, the roles and the rights of the host, validated. */
export interface PermissionModel {
  readonly permissions: Readonly<Record<string, string>>;
  /** The first one is the role of the administrators. */
  readonly systemRoles: readonly [SystemRole, ...SystemRole[]];
  readonly rights: Rights;
}

/** Validates the permissions, the roles and the rights, and adds the reserved permissions. */
export function readPermissionModel(caller: string, options: PermissionOptions): PermissionModel {
  const { permissions: own = lynkPermissions, systemRoles } = options;
  assertOption(caller, isTable(own), 'permissions must be an object of keys and descriptions');
  assertOption(
    caller,
    systemRoles !== undefined || own === lynkPermissions,
    'systemRoles is required with permissions: name the roles, that of the administrators first',
  );
  const rights = completeRights(readOwnOptions(`${caller}: rights`, options.rights ?? {}, rightNames));
  const permissions = Object.freeze({ ...own, ...missing(reservedPermissions(rights), own) });
  const keys = Object.keys(permissions);
  assertPermissions(`${caller}: permissions`, keys);
  for (const name of rightNames) {
    assertOption(
      caller,
      Object.hasOwn(permissions, rights[name]),
      `rights.${name} must be a key of permissions`,
    );
  }
  const roles = readRoles(caller, systemRoles ?? lynkSystemRoles, keys);
  const [first] = roles;
  assertOption(caller, first !== undefined, 'systemRoles must have at least one role');
  for (const name of rightNames) {
    assertOption(
      caller,
      first?.permissions.includes(rights[name]) === true,
      `the first of systemRoles is the role of the administrators, which needs every right: add that of rights.${name}, or use "all"`,
    );
  }
  return { permissions, systemRoles: roles as [SystemRole, ...SystemRole[]], rights };
}

function readRoles(caller: string, roles: unknown, known: readonly string[]): readonly SystemRole[] {
  assertOption(caller, isObject(roles), 'systemRoles must be an object of names and permissions');
  const read = Object.entries(roles as Record<string, unknown>).map(([name, value]) => {
    const permissions = value === 'all' ? known : value;
    assertOption(
      caller,
      Array.isArray(permissions) && permissions.every((key) => known.includes(key)),
      'every system role must be "all" or a list of keys of permissions',
    );
    return Object.freeze({
      id: toId(name),
      name: name.normalize(),
      permissions: Object.freeze([...new Set(permissions as readonly string[])]),
    });
  });
  const ids = read.map(({ id }) => id);
  assertOption(
    caller,
    !ids.includes('') && new Set(ids).size === ids.length,
    'the names of systemRoles must have letters from A to Z or digits, and differ in them',
  );
  return read;
}

const toId = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

const isObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isTable = (value: unknown): boolean =>
  isObject(value) && Object.values(value as object).every((text) => typeof text === 'string');

const missing = (table: Readonly<Record<string, string>>, own: object): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(table).filter(([key]) => !Object.hasOwn(own, key)));
