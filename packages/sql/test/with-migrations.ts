import type { Migration } from '../src/migrations/migration.ts';
import { migrations } from '../src/migrations/migrations.ts';

/** Runs as another version of the package would: with these migrations. */
export async function withMigrations<T>(other: readonly Migration[], run: () => Promise<T>): Promise<T> {
  const list = migrations as Migration[];
  const own = [...list];
  list.splice(0, list.length, ...other);
  try {
    return await run();
  } finally {
    list.splice(0, list.length, ...own);
  }
}
