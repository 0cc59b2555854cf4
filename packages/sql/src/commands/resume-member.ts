import type { ResumeMember } from '@lynk-auth/authority';
import type { Kysely } from 'kysely';
import type { Schema } from '../schema.ts';
import type { CommandResult } from './command-result.ts';
import { setMemberSuspension } from './set-member-suspension.ts';

export const resumeMember = (
  db: Kysely<Schema>,
  command: ResumeMember,
): Promise<CommandResult<ResumeMember>> => setMemberSuspension(db, command, null);
