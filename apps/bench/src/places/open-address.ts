import type { Store } from '@lynk-auth/authority';
import { openPostgresStore, openSqliteStore } from '@lynk-auth/sql';
import Database from 'libsql';
import pg from 'pg';

/** Opens a store from the path of a SQLite file or from Postgres options as JSON. */
export const openAddress = (address: string): Promise<Store> =>
  isPostgres(address)
    ? openPostgresStore({ driver: pg.Pool, ...JSON.parse(address) })
    : openSqliteStore({ driver: Database, path: address });

/** Opens a connection that reads the row of a digest, prepared, and nothing else. */
export async function openBare(address: string): Promise<(digest: Uint8Array) => unknown> {
  if (isPostgres(address)) {
    const { connection, schema } = JSON.parse(address);
    const client = new pg.Client(connection);
    await client.connect();
    const text = `SELECT token_number FROM ${schema}.secrets WHERE digest = $1`;
    return async (digest) => (await client.query({ name: 'bare', text, values: [digest] })).rows[0];
  }
  const database = new Database(address, { readonly: true });
  database.exec('pragma cache_size = -65536; pragma mmap_size = 1073741824');
  const statement = database.prepare('SELECT token_number FROM secrets WHERE digest = ?');
  return (digest) => statement.get([digest]);
}

/** Whether an address is that of a Postgres schema. */
export const isPostgres = (address: string): boolean => address.startsWith('{');
