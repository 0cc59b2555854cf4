import type { Kysely } from 'kysely';
import type { Dialect } from '../engine/dialect.ts';
import type { Schema } from '../schema.ts';

/**
 * Version 6: the name and the email address belong to a membership, and both may be absent. So an organization cannot
 * rename a user for the other ones. The table of users keeps their ids only.
 */
export async function nameMembers(db: Kysely<Schema>, { text }: Dialect): Promise<void> {
  const { schema } = db;
  const old = db.withTables<{ users: { id: string; name: string; email: string } }>();
  for (const name of ['name', 'email'] as const) {
    await schema.alterTable('members').addColumn(name, text).execute();
    await old
      .updateTable('members')
      .set((row) => ({
        [name]: row.selectFrom('users').select(name).whereRef('users.id', '=', 'members.user_id'),
      }))
      .execute();
    await schema.alterTable('users').dropColumn(name).execute();
  }
}
