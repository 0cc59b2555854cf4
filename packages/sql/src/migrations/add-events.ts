import { type Kysely, sql } from 'kysely';
import type { Dialect } from '../engine/dialect.ts';
import type { Schema } from '../schema.ts';

/** Version 15: rejections of tokens, the outbox of events, and what was announced of expiries. */
export async function addEvents(db: Kysely<Schema>, dialect: Dialect): Promise<void> {
  const { integer, text, keyed } = dialect;
  const { schema } = db;
  await schema
    .createTable('refusals')
    .addColumn('token_number', integer, (column) => column.notNull().references('tokens.number'))
    .addColumn('reason', text, (column) => column.notNull())
    .addColumn('count', integer, (column) => column.notNull())
    .addColumn('first_at', integer, (column) => column.notNull())
    .addColumn('last_at', integer, (column) => column.notNull())
    .addColumn('client_ip', text)
    .addColumn('user_agent', text)
    .addPrimaryKeyConstraint('refusals_key', ['token_number', 'reason'])
    .modifyEnd(keyed)
    .execute();
  await schema
    .createTable('events')
    .addColumn('id', text, (column) => column.primaryKey())
    .addColumn('token_number', integer, (column) => column.notNull().references('tokens.number'))
    .addColumn('at', integer, (column) => column.notNull())
    .addColumn('body', text, (column) => column.notNull())
    .addColumn('attempts', integer, (column) => column.notNull())
    .addColumn('due_at', integer, (column) => column.notNull())
    .modifyEnd(keyed)
    .execute();
  await schema.createIndex('events_due').on('events').columns(['due_at', 'id']).execute();
  // Those whose expiry has passed come first, and are deleted.
  await schema
    .createTable('expiry_notices')
    .addColumn('expires_at', integer, (column) => column.notNull())
    .addColumn('token_number', integer, (column) => column.notNull().references('tokens.number'))
    .addColumn('days_left', integer, (column) => column.notNull())
    .addPrimaryKeyConstraint('expiry_notices_key', ['expires_at', 'token_number', 'days_left'])
    .modifyEnd(keyed)
    .execute();
  await schema
    .createIndex('tokens_by_expiry')
    .on('tokens')
    .columns(['expires_at', 'id'])
    .where(sql.ref('revoked_at'), 'is', null)
    .execute();
}
