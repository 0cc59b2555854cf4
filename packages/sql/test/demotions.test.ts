import Database from 'libsql';
import { Pool } from 'pg';
import { describe, expect, it } from 'vitest';
import { openPostgresStore } from '../src/postgres/open-postgres-store.ts';
import { openSqliteStore } from '../src/sqlite/open-sqlite-store.ts';
import { countIssuesAfterDemotions, expectStoppedIssueRejected } from './demotions.ts';
import { startPostgres } from './start-postgres.ts';
import { temporaryFolder } from './temporary-folder.ts';

const DEMOTIONS = 20;
const newPath = temporaryFolder();
const { connection, newSchema } = await startPostgres();

const databases = {
  'on Postgres': async () => {
    const schema = newSchema();
    const store = await openPostgresStore({ driver: Pool, connection, schema });
    return [store, JSON.stringify({ connection, schema })] as const;
  },
  'on SQLite': async () => {
    const path = newPath();
    return [await openSqliteStore({ driver: Database, path }), path] as const;
  },
};

describe.each(Object.entries(databases))('an admin who issues tokens, %s', (_, open) => {
  it('issues nothing in a process that is stopped after the check and resumed after the demotion', async () => {
    await expectStoppedIssueRejected(...(await open()));
  }, 60_000);

  it(`issues nothing after any of ${DEMOTIONS} demotions`, async () => {
    const { issued, late } = await countIssuesAfterDemotions(...(await open()), DEMOTIONS);
    expect(late).toBe(0);
    expect(issued).toBeGreaterThanOrEqual(DEMOTIONS);
  }, 120_000);
});
