import { type Kysely, sql } from 'kysely';
import type { Dialect } from '../engine/dialect.ts';
import type { Schema } from '../schema.ts';

/** Version 11: the suspension of members, and the tokens of a role, which the deletion of the role reads. */
export async function addMemberSuspension(db: Kysely<Schema>, { integer }: Dialect): Promise<void> {
  const { schema } = db;
  await schema.alterTable('members').addColumn('suspended_at', integer).execute();
  await schema
    .createIndex('tokens_by_role')
    .on('tokens')
    .columns(['organization_id', 'role_id'])
    .where(sql.ref('role_id'), 'is not', null)
    .execute();
}
