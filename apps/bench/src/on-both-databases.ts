import { launchPostgres } from '@lynk-auth/test-kit/postgres';
import type { Place } from './places/place.ts';
import { createPostgresPlace } from './places/postgres-place.ts';
import { createSqlitePlace } from './places/sqlite-place.ts';
import type { Row } from './row.ts';

/** Measures a new SQLite file, and then a new schema on Postgres. */
export async function onBothDatabases(
  measure: (name: 'SQLite' | 'Postgres', place: Place) => Promise<readonly Row[]>,
): Promise<readonly Row[]> {
  const sqlite = await measure('SQLite', await createSqlitePlace());
  const postgres = await launchPostgres();
  try {
    return [...sqlite, ...(await measure('Postgres', await createPostgresPlace(postgres)))];
  } finally {
    await postgres.remove();
  }
}
