import { Kysely, PostgresDialect, sql } from 'kysely';
import { StartError } from '../start-error.ts';
import type { IdentityDatabase } from './identity-database.ts';

/** The schema of better-auth's tables, beside `lynk_auth`. */
const SCHEMA = 'lynk_identities';

/** Any number that no other lock of the database has: "lynk" in ASCII, and one more byte. */
const LOCK = 0x6c796e6b01;

const MAX_CONNECTIONS = 5;
const CONNECT_MS = 5000;
const QUERY_MS = 10_000;
/** How long a console that does not respond any more may hold the lock, in milliseconds. */
const HOLD_MS = 60_000;

const ignore = () => undefined;

/** Opens the identities on a Postgres server. Nothing is connected before the first query. */
export async function openPostgresIdentities(url: string): Promise<IdentityDatabase> {
  const { Pool } = await import('pg');
  const pool = new Pool({
    connectionString: url,
    fallback_application_name: 'lynk-auth-identities',
    max: MAX_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: QUERY_MS,
    keepAlive: true,
  });
  // A query reports the end of its connection itself. Without a listener, the event would crash the process: that of the pool for
  // an idle connection, that of the client for one in use, to which Kysely adds none.
  pool.on('error', ignore);
  pool.on('connect', (client) => client.on('error', ignore));
  // biome-ignore lint/suspicious/noExplicitAny: better-auth knows the tables.
  const db = new Kysely<any>({ dialect: new PostgresDialect({ pool }) });
  return {
    settings: { db, type: 'postgres', schemaName: SCHEMA, transaction: true },
    exclusively: (act) =>
      db.transaction().execute(async (transaction) => {
        await sql`set local idle_in_transaction_session_timeout = ${sql.lit(HOLD_MS)}`.execute(transaction);
        await sql`select pg_advisory_xact_lock(${LOCK})`.execute(transaction);
        return act();
      }),
    close: () => db.destroy(),
  };
}

/** Explains why better-auth's tables cannot be used. The message has no part of `DATABASE_URL`. */
export const unusableIdentities = (error: unknown): StartError =>
  new StartError(
    `The schema ${SCHEMA} in the database of DATABASE_URL cannot be created or used (${codeOf(error)}). Let the user of DATABASE_URL create it.`,
  );

const codeOf = (error: unknown): string => {
  const { code } = Object(error) as { code?: unknown };
  return typeof code === 'string' && /^\w+$/.test(code) ? code : 'unknown error';
};
