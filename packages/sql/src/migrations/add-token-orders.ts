import { type ColumnDefinitionBuilder, type Kysely, sql } from 'kysely';
import type { Dialect } from '../engine/dialect.ts';
import type { Schema } from '../schema.ts';

/**
 * Version 16: what lists of tokens by name and by expiry compare, as columns that the database computes, and an index for each
 * list. Tokens that never expire come last.
 */
export async function addTokenOrders(
  db: Kysely<Schema>,
  { integer, text, computed }: Dialect,
): Promise<void> {
  const { schema } = db;
  const from = (expression: ReturnType<typeof sql>) => (column: ColumnDefinitionBuilder) =>
    computed(column.generatedAlwaysAs(expression));
  await schema.alterTable('tokens').addColumn('sort_name', text, from(sql`lower(name)`)).execute();
  await schema
    .alterTable('tokens')
    .addColumn('sort_end', integer, from(sql`coalesce(expires_at, 9007199254740991)`))
    .execute();
  for (const [index, columns] of [
    ['tokens_by_name', ['sort_name']],
    ['tokens_by_kind_and_name', ['kind', 'sort_name']],
    ['tokens_by_manager_and_name', ['managed_by_id', 'sort_name']],
    ['tokens_by_end', ['sort_end']],
    ['tokens_by_kind_and_end', ['kind', 'sort_end']],
    ['tokens_by_manager_and_end', ['managed_by_id', 'sort_end']],
  ] as const) {
    await schema
      .createIndex(index)
      .on('tokens')
      .columns(['organization_id', ...columns, 'id'])
      .where(sql.ref('deleted_at'), 'is', null)
      .execute();
  }
}
