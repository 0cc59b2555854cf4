import type { SuspendToken } from '@lynk-auth/authority';
import type { Kysely } from 'kysely';
import type { Schema } from '../schema.ts';
import type { Effect } from './effect.ts';
import { setSuspension } from './set-suspension.ts';

export const suspendToken = (db: Kysely<Schema>, command: SuspendToken): Promise<Effect<SuspendToken>> =>
  setSuspension(db, command, command.at);
