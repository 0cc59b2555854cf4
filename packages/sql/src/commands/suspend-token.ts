import type { SuspendToken } from '@lynk-auth/authority';
import type { Kysely } from 'kysely';
import type { Schema } from '../schema.ts';
import type { CommandResult } from './command-result.ts';
import { setSuspension } from './set-suspension.ts';

export const suspendToken = (
  db: Kysely<Schema>,
  command: SuspendToken,
): Promise<CommandResult<SuspendToken>> => setSuspension(db, command, command.at);
