import type { ResumeMember, SuspendMember } from '@lynk-auth/authority';
import type { Kysely } from 'kysely';
import { findMember } from '../reads/members.ts';
import type { Schema } from '../schema.ts';
import { type CommandResult, unchanged } from './command-result.ts';
import { readMember } from './read-back.ts';

/** The result of both commands. */
type SuspensionResult = Pick<CommandResult<ResumeMember>, keyof CommandResult<ResumeMember>>;

/** Starts or ends the suspension of a member. A suspended member keeps the original time. */
export async function setMemberSuspension(
  db: Kysely<Schema>,
  command: SuspendMember | ResumeMember,
  suspendedAt: number | null,
): Promise<SuspensionResult> {
  const { organizationId, userId } = command;
  const member = await findMember(db, organizationId, userId);
  if (member === null) return unchanged<ResumeMember>({ ok: false, reason: 'member_not_found' });
  if ((member.suspendedAt === null) === (suspendedAt === null)) {
    return unchanged<ResumeMember>({ ok: true, member });
  }
  await db
    .updateTable('members')
    .set({ suspended_at: suspendedAt })
    .where('organization_id', '=', organizationId)
    .where('user_id', '=', userId)
    .execute();
  return {
    outcome: { ok: true, member: await readMember(db, command) },
    written: { userId, rightsChanged: true },
  };
}
