import { LynkConfigurationError } from '@lynk-auth/core/internal';
import type { Source } from '@lynk-auth/verifier';
import { type Access, readAccess } from './access/access.ts';
import { type Actor, assertActor } from './access/actor.ts';
import type { LynkPermission } from './access/lynk-permissions.ts';
import type { Rights } from './access/rights.ts';
import { type CallOrigin, createOriginAdder } from './audit/create-origin-adder.ts';
import type { DirectoryChange } from './directory/directory.ts';
import { directoryChanged } from './directory/directory-changed.ts';
import { syncActor } from './directory/sync-actor.ts';
import type { EventDelivery } from './events/deliver-events.ts';
import type { Management } from './operations/management.ts';
import { addMember } from './operations/members/add-member.ts';
import { getMember } from './operations/members/get-member.ts';
import { listMembers } from './operations/members/list-members.ts';
import { createMemberRequest } from './operations/members/member-request.ts';
import { removeMember } from './operations/members/remove-member.ts';
import { resumeMember } from './operations/members/resume-member.ts';
import { suspendMember } from './operations/members/suspend-member.ts';
import { createMemberUpdate, updateMember } from './operations/members/update-member.ts';
import {
  type CreatedOrganization,
  createOrganization,
  type OrganizationInput,
} from './operations/organization/create-organization.ts';
import { exportAudit } from './operations/organization/export-audit.ts';
import { getOrganization } from './operations/organization/get-organization.ts';
import { getSelf } from './operations/organization/get-self.ts';
import { listAudit } from './operations/organization/list-audit.ts';
import { createPolicyRequest, updatePolicy } from './operations/organization/update-policy.ts';
import { type UpdatedSystemRoles, updateSystemRoles } from './operations/organization/update-system-roles.ts';
import { createRole } from './operations/roles/create-role.ts';
import { createRoleDeletion, deleteRole } from './operations/roles/delete-role.ts';
import { getRole } from './operations/roles/get-role.ts';
import { listRoles } from './operations/roles/list-roles.ts';
import { createRoleUpdate, updateRole } from './operations/roles/update-role.ts';
import { deleteToken } from './operations/tokens/delete-token.ts';
import { findToken } from './operations/tokens/find-token.ts';
import { getToken } from './operations/tokens/get-token.ts';
import { issuePersonalToken } from './operations/tokens/issue-personal-token.ts';
import { issueServiceToken } from './operations/tokens/issue-service-token.ts';
import { listRefusals } from './operations/tokens/list-refusals.ts';
import { listSecrets } from './operations/tokens/list-secrets.ts';
import { listTokens } from './operations/tokens/list-tokens.ts';
import { resumeToken } from './operations/tokens/resume-token.ts';
import { createRetireRequest, retireSecrets } from './operations/tokens/retire-secrets.ts';
import { createRevokeRequest, revokeByToken, revokeToken } from './operations/tokens/revoke-token.ts';
import { rotateToken } from './operations/tokens/rotate-token.ts';
import { suspendToken } from './operations/tokens/suspend-token.ts';
import { updateToken } from './operations/tokens/update-token.ts';
import { failWith, type Outcome } from './outcome.ts';
import { type AuthorityOptions, readOptions, type Settings } from './read-options.ts';
import { createRecordingSource } from './source/create-store-source.ts';

/** Issues tokens and decides who may manage them. Created by {@link createAuthority}. */
export interface Authority {
  /** The permission that each right of management needs. */
  readonly rights: Rights;
  /** The source for a verifier in the same process. */
  readonly source: Source;

  /**
   * Returns the operations of an actor. Each call reads what the actor may do from the store.
   *
   * @param actor A signed-in user, the principal of a token, or {@link systemActor}.
   * @param origin Where the call comes from, for the audit log. Default: unknown.
   * @returns The operations, within the actor's organization.
   * @throws {LynkConfigurationError} if the value is not an actor, or the origin has an unknown or wrong property.
   * @example
   * ```ts
   * import { createAuthority, createMemoryStore } from '@lynk-auth/authority';
   *
   * const authority = createAuthority({ store: createMemoryStore() });
   * const actor = { kind: 'user', organizationId: 'acme', userId: 'ada' } as const;
   * await authority.as(actor).listTokens({ kind: 'service' });
   * ```
   */
  as(actor: Actor, origin?: CallOrigin): Management;

  /**
   * Creates an organization with the system roles and its administrator. For the operator: it checks no permission.
   * Called again with the same id, for example at every start, it changes nothing but the system roles, which get the
   * permissions of this authority. An administrator who has been removed since then stays removed.
   *
   * @param input The organization's id and name, and the user who administers it.
   * @returns The organization, its system roles and its administrator; `invalid` for a bad id, name or email address.
   */
  createOrganization(input: OrganizationInput): Promise<Outcome<CreatedOrganization>>;

  /**
   * Brings the system roles of all organizations up to date with this authority. Call it when you have deployed other
   * permissions or system roles. A system role that you no longer name stays, because members and tokens may have it. It
   * resolves once the new permissions hold in every process.
   *
   * @returns The number of organizations, and the ids of those that have a custom role with the id or the name of a new system role:
   *   they stay as they were.
   */
  updateSystemRoles(): Promise<Outcome<UpdatedSystemRoles>>;

  /**
   * Copies what has changed in the directory of the host to the store. Call it after the host's commit: when a user was
   * disabled, deleted or enabled, when their role has changed, and when the permissions of a role have changed. It resolves
   * once the change holds in every process. A user who is not a member any more loses their personal tokens for good.
   *
   * @param change The user or the role. With neither, all members of the organization are copied again.
   * @returns Whether the copy was changed; `not_found` for an unknown organization; `invalid` without a directory.
   * @throws {LynkConfigurationError} if the directory returns something of another shape.
   */
  directoryChanged(change: DirectoryChange): Promise<Outcome<{ changed: boolean }>>;

  /**
   * Announces the tokens that expire soon, and delivers the events that are due to `onEvent`. A process that lives on
   * does this by itself, every minute and every hour. Call it from a scheduled job where no process does, such as on
   * Workers.
   *
   * @returns How many events were delivered, and how many failed and are delivered again later.
   * @throws {LynkConfigurationError} without `onEvent`. Errors of the store are thrown, too.
   * @example
   * ```ts
   * import { createAuthority, createMemoryStore } from '@lynk-auth/authority';
   *
   * const onEvent = (event: { type: string }) => console.log(event.type);
   * const authority = createAuthority({ store: createMemoryStore(), onEvent });
   * await authority.deliverEvents();
   * ```
   */
  deliverEvents(): Promise<EventDelivery>;
}

/**
 * Creates an authority over a store.
 *
 * Expected failures are values, with a sentence for a person. Errors of the store are thrown.
 *
 * @param options The store; optionally the permissions and roles of the host, the token format, environment, clock and
 *   policies.
 * @returns The authority.
 * @throws {LynkConfigurationError} for an unknown or wrong option.
 * @example
 * ```ts
 * import { createAuthority, createMemoryStore } from '@lynk-auth/authority';
 *
 * const authority = createAuthority({ store: createMemoryStore() });
 * const acme = await authority.createOrganization({ name: 'Acme Corp', admin: { userId: 'ada' } });
 * ```
 */
export function createAuthority<const Key extends string = LynkPermission>(
  options: AuthorityOptions<Key>,
): Authority {
  const settings = readOptions(options as AuthorityOptions<string>);
  const addOrigin = createOriginAdder(settings);
  const { store, clock } = settings;
  return Object.freeze({
    rights: settings.rights,
    source: createRecordingSource(store, { clock, leaseMs: store.leaseMs }, settings),
    as: (actor: Actor, origin?: CallOrigin) => createManagement(addOrigin(origin), actor),
    createOrganization: (input: OrganizationInput) => createOrganization(settings, input),
    updateSystemRoles: () => updateSystemRoles(settings),
    directoryChanged: (change: DirectoryChange) => directoryChanged(settings, change),
    async deliverEvents() {
      const { events } = settings;
      if (events === null) throw new LynkConfigurationError(NO_LISTENER);
      return events.run();
    },
  });
}

const NO_LISTENER = 'deliverEvents: createAuthority has no onEvent; pass the function that receives events.';

function createManagement(settings: Settings, callersActor: Actor): Management {
  assertActor(callersActor);
  const actor = Object.freeze({ ...callersActor });

  /** Reads what the actor may do now, then runs the operation. */
  const run = async <Input, Result extends object>(
    operation: (settings: Settings, access: Access, input: Input) => Promise<Outcome<Result>>,
    input: Input,
  ): Promise<Outcome<Result>> => {
    await syncActor(settings, actor);
    const access = await readAccess(settings, actor);
    return access === null ? failWith('forbidden') : operation(settings, access, input);
  };

  return Object.freeze<Management>({
    issuePersonalToken: (input) => run(issuePersonalToken, input),
    issueServiceToken: (input) => run(issueServiceToken, input),
    updateToken: (id, update) => run(updateToken, { id, update }),
    rotateToken: (id, options) => run(rotateToken, { id, options }),
    retireSecrets: async (id, options) => run(retireSecrets, createRetireRequest(id, options)),
    revokeToken: async (id, options) => run(revokeToken, createRevokeRequest(id, options)),
    revokeByToken: async (token, options) => run(revokeByToken, createRevokeRequest(token, options)),
    suspendToken: async (id, options) => run(suspendToken, createRevokeRequest(id, options, 'suspend')),
    resumeToken: (id) => run(resumeToken, id),
    deleteToken: async (id, options) => run(deleteToken, createRevokeRequest(id, options, 'delete')),
    findToken: (search) => run(findToken, search),
    getToken: (id) => run(getToken, id),
    listSecrets: (id) => run(listSecrets, id),
    listRefusals: (id) => run(listRefusals, id),
    listTokens: (filter) => run(listTokens, filter),
    getSelf: () => run(getSelf, undefined),
    getOrganization: () => run(getOrganization, undefined),
    listRoles: () => run(listRoles, undefined),
    getRole: (id) => run(getRole, id),
    createRole: (input) => run(createRole, input),
    updateRole: async (id, update, options) => run(updateRole, createRoleUpdate(id, update, options)),
    deleteRole: async (id, options) => run(deleteRole, createRoleDeletion(id, options)),
    listMembers: () => run(listMembers, undefined),
    getMember: (userId) => run(getMember, userId),
    addMember: (input) => run(addMember, input),
    updatePolicy: async (update, options) => run(updatePolicy, createPolicyRequest(update, options)),
    listAudit: (filter) => run(listAudit, filter),
    exportAudit: (filter) => run(exportAudit, filter),
    updateMember: async (userId, update, options) =>
      run(updateMember, createMemberUpdate(userId, update, options)),
    suspendMember: async (userId, options) =>
      run(suspendMember, createMemberRequest('suspendMember', userId, options)),
    resumeMember: (userId) => run(resumeMember, userId),
    removeMember: async (userId, options) =>
      run(removeMember, createMemberRequest('removeMember', userId, options)),
  });
}
