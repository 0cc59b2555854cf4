import { type Kysely, sql } from 'kysely';
import type { Dialect } from '../engine/dialect.ts';
import type { Schema } from '../schema.ts';

/**
 * Version 14: the last use of a token, for lists of tokens. It is a table of its own, so that to record a use locks no row
 * of a command, and it stays when a rotation forgets the secret that was used.
 */
export async function addTokenUses(db: Kysely<Schema>, { integer, numbered }: Dialect): Promise<void> {
  await db.schema
    .createTable('token_uses')
    .addColumn('token_number', integer, (column) => column.primaryKey().references('tokens.number'))
    .addColumn('last_used_at', integer, (column) => column.notNull())
    .modifyEnd(numbered)
    .execute();
  await db
    .insertInto('token_uses')
    .columns(['token_number', 'last_used_at'])
    .expression((from) =>
      from
        .selectFrom('secret_uses')
        .innerJoin('secrets', 'secrets.digest', 'secret_uses.digest')
        .select(['token_number', sql<number>`max(last_used_at)`.as('last_used_at')])
        .groupBy('token_number'),
    )
    .execute();
}
