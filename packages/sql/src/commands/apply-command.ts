// The commands of the store, one file each. Each is one atomic, idempotent transaction with its audit
// entry and its row of the change log.
import type { ApplyOutcome, Command } from '@lynk-auth/authority';
import type { Kysely } from 'kysely';
import type { Engine } from '../engine/engine.ts';
import { inTransaction } from '../engine/in-transaction.ts';
import { assertVersion, readVersion } from '../migrations/assert-version.ts';
import type { Schema } from '../schema.ts';
import { activateSecret } from './activate-secret.ts';
import { addMember } from './add-member.ts';
import type { CommandResult } from './command-result.ts';
import { createOrganization } from './create-organization.ts';
import { issueToken } from './issue-token.ts';
import { recordChange } from './record-change.ts';
import { removeMember } from './remove-member.ts';
import { resumeToken } from './resume-token.ts';
import { revokeToken } from './revoke-token.ts';
import { rotateToken } from './rotate-token.ts';
import { setPolicy } from './set-policy.ts';
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
  set_policy: setPolicy,
  add_member: addMember,
  update_member: updateMember,
  remove_member: removeMember,
  update_role: updateRole,
  issue_token: issueToken,
  update_token: updateToken,
  suspend_token: suspendToken,
  resume_token: resumeToken,
  rotate_token: rotateToken,
  activate_secret: activateSecret,
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
  return inTransaction(engine, async (db) => {
    await engine.lockOrganization?.(db, command.organizationId);
    assertVersion(await readVersion(db));
    const { outcome, written } = await handle(db, command);
    if (written !== null) await recordChange(db, command, written);
    return { commit: written !== null, value: outcome };
  });
}
