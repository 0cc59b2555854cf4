import type { SuspendMember } from '@lynk-auth/authority';
import type { Kysely } from 'kysely';
import type { Schema } from '../schema.ts';
import { type CommandResult, unchanged } from './command-result.ts';
import { isLastAdministrator } from './is-last-administrator.ts';
import { setMemberSuspension } from './set-member-suspension.ts';

export async function suspendMember(
  db: Kysely<Schema>,
  command: SuspendMember,
): Promise<CommandResult<SuspendMember>> {
  if (await isLastAdministrator(db, command)) return unchanged({ ok: false, reason: 'last_administrator' });
  return setMemberSuspension(db, command, command.at);
}
