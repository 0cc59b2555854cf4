import type { Store } from '@lynk-auth/authority';
import { openPostgresStore, openSqliteStore } from '@lynk-auth/sql';
import Database from 'libsql';
import { Pool } from 'pg';

/** Opens a store: by the path of a SQLite file, or by what leads to Postgres, as JSON. */
export const openAddress = (address: string): Promise<Store> =>
  address.startsWith('{')
    ? openPostgresStore({ driver: Pool, ...JSON.parse(address) })
    : openSqliteStore({ driver: Database, path: address });
