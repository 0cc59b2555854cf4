/// <reference types="node" />
import * as authority from '@lynk-auth/authority';
import { createVerifier } from '@lynk-auth/verifier';
import Database from 'libsql';
import { Pool } from 'pg';
import { describe, expect, it } from 'vitest';
import { openPostgresStore } from '../../src/postgres/open-postgres-store.ts';
import { openSqliteStore } from '../../src/sqlite/open-sqlite-store.ts';
import { startPostgres } from '../start-postgres.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import type { YearReport } from './play-year.ts';
import { firstSeeds, playYears } from './play-years.ts';
import { stepNames } from './steps/steps.ts';

const code = { ...authority, createVerifier };
const { connection, newSchema } = await startPostgres();
const newPath = temporaryFolder();

/** `npm run test:soak` plays more years: see story.soak.ts. */
const stores = {
  memory: { open: async () => authority.createMemoryStore(), years: 5, steps: 250 },
  SQLite: {
    open: () => openSqliteStore({ driver: Database, path: newPath(), leaseMs: 1 }),
    years: 1,
    steps: 250,
  },
  Postgres: {
    open: () => openPostgresStore({ driver: Pool, connection, schema: newSchema(), leaseMs: 1 }),
    years: 1,
    steps: 150,
  },
} as const;

describe.each(Object.entries(stores))('a year of one organization, on %s', (_, { open, years, steps }) => {
  it('every operation and every verification is as the rules say', { timeout: 600_000 }, async () => {
    const report = await playYears(code, open, { seeds: firstSeeds(years), steps });
    expectVariety(report, years * steps);
  });
});

/** The years prove something only if all of it happened, and the cache was used. */
function expectVariety({ accepted, rejected, lookups, succeeded, failed }: YearReport, steps: number): void {
  expect(accepted).toBeGreaterThan(steps);
  expect(rejected).toBeGreaterThan(steps);
  // A rejection reads the store, and some acceptances do not.
  expect(accepted + rejected - lookups).toBeGreaterThan(accepted / 5);
  // A short story lacks some of the rare ones.
  expect(Object.keys(succeeded).length).toBeGreaterThan((stepNames.length * 3) / 4);
  const refused = Object.values(failed).reduce((sum, count) => sum + count, 0);
  expect(refused).toBeGreaterThan(steps / 20);
}
