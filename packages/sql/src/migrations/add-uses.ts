import type { Kysely } from 'kysely';
import type { Dialect } from '../engine/dialect.ts';
import type { Schema } from '../schema.ts';

/** Version 12: the uses of secrets. They are written without a row in the change log, apart from all commands. */
export async function addUses(db: Kysely<Schema>, dialect: Dialect): Promise<void> {
  const { digest, integer, text, keyed } = dialect;
  const { schema } = db;
  await schema
    .createTable('secret_uses')
    .addColumn('digest', digest, (column) =>
      column.primaryKey().references('secrets.digest').onDelete('cascade'),
    )
    .addColumn('first_used_at', integer, (column) => column.notNull())
    .addColumn('last_used_at', integer, (column) => column.notNull())
    .addColumn('calls', integer, (column) => column.notNull())
    .addColumn('calls_since', integer, (column) => column.notNull())
    .addColumn('user_agent', text)
    .modifyEnd(keyed)
    .execute();
  await schema
    .createTable('use_days')
    .addColumn('digest', digest, (column) =>
      column.notNull().references('secrets.digest').onDelete('cascade'),
    )
    .addColumn('day', integer, (column) => column.notNull())
    .addColumn('calls', integer, (column) => column.notNull())
    .addPrimaryKeyConstraint('use_days_key', ['digest', 'day'])
    .modifyEnd(keyed)
    .execute();
  await schema
    .createTable('use_addresses')
    .addColumn('digest', digest, (column) =>
      column.notNull().references('secrets.digest').onDelete('cascade'),
    )
    .addColumn('address', text, (column) => column.notNull())
    .addColumn('last_used_at', integer, (column) => column.notNull())
    .addPrimaryKeyConstraint('use_addresses_key', ['digest', 'address'])
    .modifyEnd(keyed)
    .execute();
  await schema
    .createTable('use_batches')
    .addColumn('id', text, (column) => column.primaryKey())
    .addColumn('at', integer, (column) => column.notNull())
    .modifyEnd(keyed)
    .execute();
}
