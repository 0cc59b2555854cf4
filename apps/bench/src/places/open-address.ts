import type { Store } from '@lynk-auth/authority';
import { openPostgresStore, openSqliteStore } from '@lynk-auth/sql';
import Database from 'libsql';
import { Pool } from 'pg';

/** Opens a store from the path of a SQLite file or from Postgres options as JSON. */
export const openAddress = (address: string): Promise<Store> =>
  address.startsWith('{')
    ? openPostgresStore({ driver: Pool, ...JSON.parse(address) })
    : openSqliteStore({ driver: Database, path: address });
