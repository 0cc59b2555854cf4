import type { ApplyOutcome, Command } from '@lynk-auth/authority';
import type { Kysely } from 'kysely';
import type { Engine } from '../engine.ts';
import { inTransaction } from '../in-transaction.ts';
import type { Schema } from '../schema.ts';
import { addMember } from './add-member.ts';
import { createOrganization } from './create-organization.ts';
import type { Effect } from './effect.ts';
import { issueToken } from './issue-token.ts';
import { record } from './record.ts';
import { revokeToken } from './revoke-token.ts';
import { updateToken } from './update-token.ts';

type Handlers = {
  readonly [Type in Command['type']]: (
    db: Kysely<Schema>,
    command: Extract<Command, { type: Type }>,
  ) => Promise<Effect<Extract<Command, { type: Type }>>>;
};

const handlers: Handlers = {
  create_organization: createOrganization,
  add_member: addMember,
  issue_token: issueToken,
  update_token: updateToken,
  revoke_token: revokeToken,
};

/** Carries out a command in one transaction, with its audit entry and its row in the change log. */
export function applyCommand<C extends Command>(engine: Engine, command: C): Promise<ApplyOutcome<C>> {
  // The compiler cannot see that the table's row and the command go together.
  const handle = handlers[command.type] as (db: Kysely<Schema>, command: Command) => Promise<Effect<C>>;
  return inTransaction(engine, async (db) => {
    const { outcome, written } = await handle(db, command);
    if (written !== null) await record(db, command, written);
    return { keep: written !== null, value: outcome };
  });
}
