import type { Kysely } from 'kysely';
import type { Dialect } from '../engine/dialect.ts';
import type { Schema } from '../schema.ts';

/**
 * Version 8: an audit entry has the changed fields before and after, the role that it is about, and the origin of the
 * call. The details of older entries become their fields after the change.
 */
export async function extendAudit(db: Kysely<Schema>, { text }: Dialect): Promise<void> {
  const { schema } = db;
  await schema.alterTable('audit').renameColumn('detail', 'new_fields').execute();
  for (const name of ['old_fields', 'role_id', 'client_ip', 'user_agent']) {
    await schema.alterTable('audit').addColumn(name, text).execute();
  }
  for (const name of ['token_id', 'user_id', 'actor_id'] as const) {
    await schema
      .createIndex(`audit_by_${name.replace('_id', '')}`)
      .on('audit')
      .columns(['organization_id', name, 'sequence'])
      .where(name, 'is not', null)
      .execute();
  }
}
