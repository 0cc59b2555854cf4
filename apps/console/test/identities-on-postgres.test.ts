import { launchPostgres, type Postgres } from '@lynk-auth/test-kit/postgres';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { IdentityDatabase } from '../src/identity/identity-database.ts';
import { openPostgresIdentities } from '../src/identity/open-postgres-identities.ts';

let postgres: Postgres;
let identities: IdentityDatabase;

beforeAll(async () => {
  postgres = await launchPostgres();
  const { host, port, user } = postgres.connection;
  identities = await openPostgresIdentities(`postgres://${user}@${host}:${port}/postgres`);
});
afterAll(async () => {
  await identities?.close();
  await postgres?.remove();
});

const ownConnections = "from pg_stat_activity where application_name = 'lynk-auth-identities'";

/** Ends the connections, as a restart of the server does, and waits until they have ended. */
async function endConnections(): Promise<void> {
  await postgres.run(`select pg_terminate_backend(pid) ${ownConnections}`);
  await expect.poll(() => postgres.run(`select 1 ${ownConnections}`)).toEqual([]);
  await new Promise((resolve) => setTimeout(resolve, 50));
}

test('a connection that ends, idle or in a transaction, does not end the process', async () => {
  const errors: unknown[] = [];
  const note = (error: unknown) => errors.push(error);
  process.prependListener('uncaughtException', note);
  try {
    await expect(identities.exclusively(endConnections)).rejects.toThrow();
    const { db } = identities.settings;
    await sql`select 1`.execute(db);
    await endConnections();
    expect((await sql`select 1`.execute(db)).rows).toHaveLength(1);
    expect(errors).toEqual([]);
  } finally {
    process.off('uncaughtException', note);
  }
});
