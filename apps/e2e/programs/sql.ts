import { isLynkStoreError, migrateSqlite, openPostgresStore, openSqliteStore } from '@lynk-auth/sql';
import Database from 'libsql';

export const open = (path: string) => openSqliteStore({ driver: Database, path });
export const postgres = openPostgresStore;
export const migrate = (path: string) => migrateSqlite({ driver: Database, path });

export async function main() {
  const store = await open('consumer.db');
  const found = await store.lookup([new Uint8Array(32)]);
  await store.close();
  if (found !== null) throw new Error('An empty store has a token.');
  const failure: unknown = await open('no/such/folder/lynk.db').catch((error) => error);
  if (!isLynkStoreError(failure) || failure.code !== 'store_unwritable') throw failure;
}

main().then(() => console.log('fine'));
