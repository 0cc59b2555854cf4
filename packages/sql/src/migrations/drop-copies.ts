import { type Kysely, sql } from 'kysely';
import type { Dialect } from '../engine/dialect.ts';
import type { Schema } from '../schema.ts';

/** The columns of `secrets` that repeated a column of another table. */
const copies = [
  'token_id',
  'organization_id',
  'owner_id',
  'limits',
  'holder_number',
  'token_expires_at',
] as const;

/** Version 4: the lookup joins the tables, so each property has one column again. */
export async function dropCopies(db: Kysely<Schema>, { firstElement }: Dialect): Promise<void> {
  const { schema } = db;
  await schema.dropTable('holders').execute();
  for (const name of copies) await schema.alterTable('secrets').dropColumn(name).execute();

  // The second element repeats the networks of the organization.
  await schema.alterTable('roles').renameColumn('rights', 'permissions').execute();
  await db
    .updateTable('roles')
    .set({ permissions: firstElement(sql.ref('permissions')) })
    .execute();
}
