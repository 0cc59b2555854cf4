import type { ResumeToken } from '@lynk-auth/authority';
import type { Kysely } from 'kysely';
import type { Schema } from '../schema.ts';
import type { Effect } from './effect.ts';
import { setSuspension } from './set-suspension.ts';

export const resumeToken = (db: Kysely<Schema>, command: ResumeToken): Promise<Effect<ResumeToken>> =>
  setSuspension(db, command, null);
