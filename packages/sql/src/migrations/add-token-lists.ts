import { type Kysely, sql } from 'kysely';
import type { Dialect } from '../engine/dialect.ts';
import type { Schema } from '../schema.ts';

/** Version 10: who manages a token, deleted tokens, and an index for each list of tokens, newest first. */
export async function addTokenLists(db: Kysely<Schema>, { integer, text }: Dialect): Promise<void> {
  const { schema } = db;
  await schema
    .alterTable('tokens')
    .addColumn('managed_by_kind', text, (column) => column.notNull().defaultTo('system'))
    .execute();
  await schema.alterTable('tokens').addColumn('managed_by_id', text).execute();
  await schema.alterTable('tokens').addColumn('deleted_at', integer).execute();
  await db
    .updateTable('tokens')
    .set({ managed_by_kind: sql.ref('created_by_kind'), managed_by_id: sql.ref('created_by_id') })
    .execute();
  await db
    .updateTable('tokens')
    .set({ managed_by_kind: 'user', managed_by_id: sql.ref('owner_id') })
    .where('kind', '=', 'personal')
    .execute();
  // A service token that a personal token created is managed by that token's owner.
  await db
    .updateTable('tokens')
    .set((token) => ({
      managed_by_kind: 'user',
      managed_by_id: token
        .selectFrom('tokens as creators')
        .select('creators.owner_id')
        .whereRef('creators.id', '=', 'tokens.created_by_id'),
    }))
    .where('kind', '=', 'service')
    .where('created_by_kind', '=', 'token')
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('tokens as creators')
          .select('creators.id')
          .whereRef('creators.id', '=', 'tokens.created_by_id')
          .whereRef('creators.organization_id', '=', 'tokens.organization_id')
          .where('creators.kind', '=', 'personal'),
      ),
    )
    .execute();

  // Each ends with the order of a list, so that a page needs no sorting. The removal of a member needs the second one
  // for deleted tokens too.
  await schema.dropIndex('tokens_by_organization').execute();
  await schema.dropIndex('tokens_by_owner').execute();
  await schema
    .createIndex('tokens_by_owner')
    .on('tokens')
    .columns(['organization_id', 'owner_id', 'created_at', 'id'])
    .execute();
  for (const [name, columns] of [
    ['tokens_by_organization', []],
    ['tokens_by_kind', ['kind']],
    ['tokens_by_manager', ['managed_by_id']],
  ] as const) {
    await schema
      .createIndex(name)
      .on('tokens')
      .columns(['organization_id', ...columns, 'created_at', 'id'])
      .where(sql.ref('deleted_at'), 'is', null)
      .execute();
  }
}
