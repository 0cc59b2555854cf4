import { Kysely, PostgresDialect, sql } from 'kysely';
import { postgresDialect } from '../dialect.ts';
import type { Engine } from '../engine.ts';
import type { Schema } from '../schema.ts';
import { createCommandPool, type Guards } from './command-pool.ts';
import { openPool } from './open-pool.ts';
import type { Settings } from './read-options.ts';
import { isTransient } from './to-store-error.ts';

/** Connections that write. */
export interface PostgresEngine {
  readonly engine: Engine;
  readonly close: () => Promise<void>;
}

/**
 * Opens the connections that write.
 *
 * @param guards How long the server lets a transaction of theirs take.
 * @param connections How many of them, at most.
 */
export function openEngine(settings: Settings, guards: Guards, connections: number): PostgresEngine {
  const { schema, busyTimeoutMs } = settings;
  const pool = openPool(settings, { connections, waitMs: Math.max(guards.lockMs, guards.beginMs) });
  const commands = createCommandPool(pool, guards);
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool: commands }) }).withSchema(schema);
  return {
    close: pool.close,
    engine: {
      db,
      dialect: postgresDialect,
      busyTimeoutMs,
      retries: (error, round) => commands.hadNotBegun(error, round) || isTransient(error, round),

      async control(on, statement) {
        await sql.raw(statement === 'begin' ? beginSql(guards) : statement).execute(on);
      },

      async lockOrganization(on, organizationId) {
        // References to the row, which every new token makes, need not wait for this lock.
        await on
          .selectFrom('organizations')
          .select('id')
          .where('id', '=', organizationId)
          .forNoKeyUpdate()
          .execute();
      },

      async lockTables(on) {
        await sql`select pg_advisory_xact_lock(hashtext('lynk-auth'), hashtext(${schema}))`.execute(on);
        const found = await sql`select 1 from pg_namespace where nspname = ${schema}`.execute(on);
        // Not "if not exists": that asks for a right which nobody needs where the schema is there.
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
 * All in one message, so that beginning is one way to the server and back. The limits are the
 * transaction's own: a pooler between us and the server cannot mix them up, nor forget them.
 */
function beginSql({ lockMs, statementMs, idleMs }: Guards): string {
  return `begin isolation level read committed read write;
    set local lock_timeout = ${lockMs};
    set local statement_timeout = ${statementMs};
    set local idle_in_transaction_session_timeout = ${idleMs};
    select set_config('synchronous_commit', 'on', true) where current_setting('synchronous_commit') = 'off'`;
}
