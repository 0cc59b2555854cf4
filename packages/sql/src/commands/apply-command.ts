// The commands of the store, one file each. Each is one atomic, idempotent transaction with its audit
// entry and its row of the change log.
import {
  type AccessReads,
  type ApplyOutcome,
  type AuditReads,
  type Command,
  describeChange,
  findDenial,
  readAudited,
} from '@lynk-auth/authority';
import type { Kysely } from 'kysely';
import type { Engine } from '../engine/engine.ts';
import { inTransaction } from '../engine/in-transaction.ts';
import { assertVersion, readVersion } from '../migrations/assert-version.ts';
import { listChanges } from '../reads/changes.ts';
import { listTokens } from '../reads/list-tokens.ts';
import { findMember } from '../reads/members.ts';
import { findOrganization } from '../reads/organizations.ts';
import { findRole, listRoles } from '../reads/roles.ts';
import { findToken } from '../reads/tokens.ts';
import type { Schema } from '../schema.ts';
import { activateSecret } from './activate-secret.ts';
import { addMember } from './add-member.ts';
import type { CommandResult, WriteSummary } from './command-result.ts';
import { createOrganization } from './create-organization.ts';
import { createRole } from './create-role.ts';
import { deleteRole } from './delete-role.ts';
import { deleteToken } from './delete-token.ts';
import { issueToken } from './issue-token.ts';
import { addChange, recordChange } from './record-change.ts';
import { removeMember } from './remove-member.ts';
import { resumeMember } from './resume-member.ts';
import { resumeToken } from './resume-token.ts';
import { retireSecrets } from './retire-secrets.ts';
import { revokeToken } from './revoke-token.ts';
import { rotateToken } from './rotate-token.ts';
import { setPolicy } from './set-policy.ts';
import { setSystemRoles } from './set-system-roles.ts';
import { suspendMember } from './suspend-member.ts';
import { suspendToken } from './suspend-token.ts';
import { updateMember } from './update-member.ts';
import { updateRole } from './update-role.ts';
import { updateToken } from './update-token.ts';

type Handlers = {
  readonly [Type in Command['type']]: (
    db: Kysely<Schema>,
    command: Extract<Command, { type: Type }>,
  ) => Promise<CommandResult<Extract<Command, { type: Type }>>>;
};

const handlers: Handlers = {
  create_organization: createOrganization,
  set_system_roles: setSystemRoles,
  set_policy: setPolicy,
  add_member: addMember,
  update_member: updateMember,
  suspend_member: suspendMember,
  resume_member: resumeMember,
  remove_member: removeMember,
  create_role: createRole,
  update_role: updateRole,
  delete_role: deleteRole,
  issue_token: issueToken,
  update_token: updateToken,
  delete_token: deleteToken,
  suspend_token: suspendToken,
  resume_token: resumeToken,
  rotate_token: rotateToken,
  activate_secret: activateSecret,
  retire_secrets: retireSecrets,
  revoke_token: revokeToken,
};

/**
 * Applies a command in one transaction, with its audit entry and its row in the change log.
 *
 * @throws {LynkStoreError} `store_newer` or `store_older` when the tables have another version.
 */
export function applyCommand<C extends Command>(engine: Engine, command: C): Promise<ApplyOutcome<C>> {
  // TypeScript cannot infer that the handler matches the type of the command.
  const handle = handlers[command.type] as (
    db: Kysely<Schema>,
    command: Command,
  ) => Promise<CommandResult<C>>;
  const receivedAt = performance.now();
  return inTransaction(engine, async (db) => {
    await engine.lockOrganization?.(db, command.organizationId);
    assertVersion(await readVersion(db));
    // Under the lock of the organization, so that the actor's rights stay the same until the commit.
    const reads = readsOf(db, engine, command);
    const denial = await findDenial(reads, command, performance.now() - receivedAt);
    const before = await readAudited(reads, command);
    const { outcome, written } = await handle(db, command);
    // A command that changes nothing may be the first one sent again, and returns the first outcome.
    if (denial !== null && (written !== null || !outcome.ok)) return { commit: false, value: denial };
    const logsAlways = command.basedOn !== undefined && denial === null;
    if (written !== null) {
      const entry = describeChange(command, before, await readAudited(reads, command));
      const rightsChanged = written.rightsChanged || logsAlways;
      await recordChange(db, entry, { ...written, rightsChanged });
    } else if (logsAlways && outcome.ok) {
      await addChange(db, command, subjectOf(command));
      return { commit: true, value: outcome };
    }
    return { commit: written !== null, value: outcome };
  });
}

/** The reads of a transaction that determine the access of an actor and describe a change. */
const readsOf = (
  db: Kysely<Schema>,
  { dialect }: Engine,
  { organizationId }: Pick<Command, 'organizationId'>,
): AccessReads & AuditReads => ({
  changes: (from) => listChanges(db, organizationId, from),
  getOrganization: (organizationId) => findOrganization(db, organizationId),
  listRoles: (organizationId) => listRoles(db, organizationId),
  getMember: (organizationId, userId) => findMember(db, organizationId, userId),
  getRole: (organizationId, roleId) => findRole(db, organizationId, roleId),
  getToken: (organizationId, tokenId) => findToken(db, organizationId, tokenId),
  listTokens: (query) => listTokens(db, dialect, query),
});

/** The member or the role that a command is about. */
const subjectOf = (command: Command): Pick<WriteSummary, 'userId' | 'roleId'> => {
  if ('userId' in command) return { userId: command.userId };
  return 'roleId' in command && command.roleId !== null ? { roleId: command.roleId } : {};
};
