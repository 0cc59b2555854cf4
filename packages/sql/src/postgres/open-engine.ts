import { Kysely, PostgresDialect, sql } from 'kysely';
import { postgresDialect } from '../engine/dialect.ts';
import type { Engine } from '../engine/engine.ts';
import type { Schema } from '../schema.ts';
import { createCommandPool, type TransactionLimits } from './create-command-pool.ts';
import { openPool } from './open-pool.ts';
import type { DatabaseSettings } from './read-options.ts';
import { isTransient } from './to-store-error.ts';

/** The connections that write. */
export interface PostgresEngine {
  readonly engine: Engine;
  readonly close: () => Promise<void>;
}

/**
 * Opens the connections that write.
 *
 * @param limits The time limits of a transaction.
 * @param connections The maximum number of connections.
 */
export function openEngine(
  settings: DatabaseSettings,
  limits: TransactionLimits,
  connections: number,
): PostgresEngine {
  const { schema, busyTimeoutMs } = settings;
  const pool = openPool(settings, { connections, waitMs: Math.max(limits.lockMs, limits.beginMs) });
  const tablesKey = sql`hashtext('lynk-auth'), hashtext(${schema})`;
  const commands = createCommandPool(pool, limits);
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool: commands }) }).withSchema(schema);
  return {
    close: pool.close,
    engine: {
      db,
      dialect: postgresDialect,
      busyTimeoutMs,
      shouldRetry: (error, attempt) => commands.failedToBegin(error, attempt) || isTransient(error, attempt),

      async control(on, statement) {
        await sql.raw(statement === 'begin' ? beginSql(limits) : statement).execute(on);
      },

      async lockOrganization(on, organizationId) {
        // A statement of its own, so that the next one sees what a migration has committed.
        await sql`select pg_advisory_xact_lock_shared(${tablesKey})`.execute(on);
        // Weaker than `for update`: foreign keys to the row, as of every new token, need not wait for this lock.
        await on
          .selectFrom('organizations')
          .select('id')
          .where('id', '=', organizationId)
          .forNoKeyUpdate()
          .execute();
      },

      async commitLocally(on) {
        await sql`set local synchronous_commit = local`.execute(on);
      },

      async lockTables(on) {
        await sql`select pg_advisory_xact_lock(${tablesKey})`.execute(on);
        const found = await sql`select 1 from pg_namespace where nspname = ${schema}`.execute(on);
        // `if not exists` would require the right to create schemas even if the schema exists.
        if (found.rows.length === 0) await sql`create schema ${sql.id(schema)}`.execute(on);
      },

      async hasTables(on) {
        const found = await sql`select 1 from pg_tables
          where schemaname = ${schema} and tablename = 'schema_version'`.execute(on);
        return found.rows.length > 0;
      },
    },
  };
}

/**
 * The start of a transaction as one message, so that it takes one round trip. The limits are local to the
 * transaction, so that a connection pooler can neither mix them up nor lose them.
 */
function beginSql({ lockMs, statementMs, idleMs }: TransactionLimits): string {
  return `begin isolation level read committed read write;
    set local lock_timeout = ${lockMs};
    set local statement_timeout = ${statementMs};
    set local idle_in_transaction_session_timeout = ${idleMs};
    select set_config('synchronous_commit', 'on', true) where current_setting('synchronous_commit') = 'off'`;
}
