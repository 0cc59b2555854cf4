import type { ResumeToken } from '@lynk-auth/authority';
import type { Kysely } from 'kysely';
import type { Schema } from '../schema.ts';
import type { CommandResult } from './command-result.ts';
import { setSuspension } from './set-suspension.ts';

export const resumeToken = (db: Kysely<Schema>, command: ResumeToken): Promise<CommandResult<ResumeToken>> =>
  setSuspension(db, command, null);
