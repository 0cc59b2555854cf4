import Database from 'libsql';
import { Pool } from 'pg';
import { describe, expect, it } from 'vitest';
import { openPostgresStore } from '../src/postgres/open-postgres-store.ts';
import { openSqliteStore } from '../src/sqlite/open-sqlite-store.ts';
import { countIssuesAfterDemotions, expectStoppedIssueRejected } from './demotions.ts';
import { expectAdministratorKept } from './expect-administrator-kept.ts';
import { startPostgres } from './start-postgres.ts';
import { temporaryFolder } from './temporary-folder.ts';

const DEMOTIONS = 20;
const newPath = temporaryFolder();
const { connection, newSchema } = await startPostgres();

const databases = {
  'on Postgres': () => {
    const schema = newSchema();
    const database = JSON.stringify({ connection, schema });
    return { database, open: () => openPostgresStore({ driver: Pool, connection, schema }) };
  },
  'on SQLite': () => {
    const path = newPath();
    return { database: path, open: () => openSqliteStore({ driver: Database, path }) };
  },
};

describe.each(Object.entries(databases))('an admin who issues tokens, %s', (_, create) => {
  it('issues nothing in a process that is stopped after the check and resumed after the demotion', async () => {
    const { open, database } = create();
    await expectStoppedIssueRejected(await open(), database);
  }, 60_000);

  it(`issues nothing after any of ${DEMOTIONS} demotions`, async () => {
    const { open, database } = create();
    const { issued, late } = await countIssuesAfterDemotions(await open(), database, DEMOTIONS);
    expect(late).toBe(0);
    expect(issued).toBeGreaterThanOrEqual(DEMOTIONS);
  }, 120_000);
});

describe.each(Object.entries(databases))('two administrators, %s', (_, create) => {
  it('who end each other at the same time leave one', async () => {
    const { open } = create();
    await expectAdministratorKept([await open(), await open()]);
  }, 60_000);
});
