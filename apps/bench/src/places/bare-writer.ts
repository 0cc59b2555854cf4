import Database from 'libsql';
import pg from 'pg';
import { isPostgres } from './open-address.ts';

/** Writes rows to a table without an index, on the driver of a store and with the same guarantee at the commit. */
export interface BareWriter {
  /** Writes some rows in one transaction. */
  write(rows: number): Promise<void>;
  close(): Promise<void>;
}

const values = (count: number) =>
  Array<string>(count).fill("('0123456789abcdef0123456789abcdef')").join(', ');

/**
 * Opens a writer beside a store.
 *
 * @param address That of the store's place.
 */
export async function openBareWriter(address: string): Promise<BareWriter> {
  if (isPostgres(address)) {
    const { connection, schema } = JSON.parse(address);
    const pool = new pg.Pool({ ...connection, max: 10 });
    await pool.query(`create table public.bare_${schema} (value text)`);
    return {
      async write(rows) {
        await pool.query(`insert into public.bare_${schema} values ${values(rows)}`);
      },
      close: () => pool.end(),
    };
  }
  const database = new Database(`${address}.bare`);
  database.exec('pragma journal_mode = wal; pragma synchronous = full; create table bare (value text)');
  return {
    async write(rows) {
      database.exec(`insert into bare values ${values(rows)}`);
    },
    async close() {
      database.close();
    },
  };
}
