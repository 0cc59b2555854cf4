/// <reference types="node" />
import * as authority from '@lynk-auth/authority';
import { createVerifier } from '@lynk-auth/verifier';
import Database from 'libsql';
import { Pool } from 'pg';
import { it } from 'vitest';
import { openPostgresStore } from '../../src/postgres/open-postgres-store.ts';
import { openSqliteStore } from '../../src/sqlite/open-sqlite-store.ts';
import { startPostgres } from '../start-postgres.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { playYears } from './play-years.ts';

const code = { ...authority, createVerifier };
const { connection, newSchema } = await startPostgres();
const newPath = temporaryFolder();

const stores = {
  memory: { open: async () => authority.createMemoryStore(), years: 1000 },
  SQLite: { open: () => openSqliteStore({ driver: Database, path: newPath(), leaseMs: 1 }), years: 100 },
  Postgres: {
    open: () => openPostgresStore({ driver: Pool, connection, schema: newSchema(), leaseMs: 1 }),
    years: 40,
  },
} as const;

// A failure names the seed that repeats it.
it.each(Object.entries(stores))('years of one organization, on %s', async (_, { open, years }) => {
  const seeds = Array.from({ length: years }, () => crypto.getRandomValues(new Uint32Array(1))[0] ?? 0);
  await playYears(code, open, { seeds, steps: 500 });
});
