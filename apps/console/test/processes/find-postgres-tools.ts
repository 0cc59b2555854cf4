import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Where Debian has its servers, one folder for each major version. */
const FOLDER = '/usr/lib/postgresql';

/** Returns the folder of a Postgres that has the programs of the server and those for backups, or `null`. */
export function findPostgresTools(): string | null {
  const versions = existsSync(FOLDER) ? readdirSync(FOLDER) : [];
  const folders = versions.map((version) => join(FOLDER, version));
  const has = (folder: string, name: string) => existsSync(join(folder, 'bin', name));
  return folders.find((each) => ['initdb', 'postgres', 'pg_dump'].every((name) => has(each, name))) ?? null;
}
