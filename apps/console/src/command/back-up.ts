import { chmod, copyFile, mkdir, rm } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { Config } from '../config.ts';
import { assertDatabase, databaseIn } from '../data-folder.ts';
import { StartError } from '../start-error.ts';

/** The files of the identities, beside the database of the tokens. */
const IDENTITIES = 'identities.db';
const SECRET = 'session-secret';

/**
 * Copies both databases of a data folder, each as it is at one instant, and the secret of the sessions. The console may be running.
 *
 * @param folder A folder that does not exist yet.
 * @returns The path of the folder.
 * @throws {StartError} if the databases are not in a data folder, or the copy cannot be written. Nothing is left of it then.
 */
export async function backUp(
  { dataFolder, databaseUrl }: Pick<Config, 'dataFolder' | 'databaseUrl'>,
  folder: string,
): Promise<string> {
  if (databaseUrl !== null) {
    throw new StartError('The databases are on a Postgres server. Back them up with pg_dump.');
  }
  await assertDatabase(dataFolder);
  const target = resolve(folder);
  try {
    await mkdir(target, { mode: 0o700 });
  } catch {
    throw new StartError(
      'The folder of the backup cannot be created. Pass the path of a new folder, in one that exists.',
    );
  }
  try {
    for (const path of [databaseIn(dataFolder), join(dataFolder, IDENTITIES)])
      await copyDatabase(path, target);
    await copyFile(join(dataFolder, SECRET), join(target, SECRET));
  } catch {
    await rm(target, { recursive: true, force: true });
    throw new StartError(
      'The backup failed. Check that the data folder is complete, and that the disk has room.',
    );
  }
  return target;
}

/** Writes a complete copy, without side files. Neither side waits: it reads a snapshot. */
async function copyDatabase(path: string, folder: string): Promise<void> {
  const { default: Database } = await import('libsql');
  const copy = join(folder, basename(path));
  const database = new Database(path);
  try {
    database.prepare('VACUUM INTO ?').run(copy);
  } finally {
    database.close();
  }
  await chmod(copy, 0o600);
}
