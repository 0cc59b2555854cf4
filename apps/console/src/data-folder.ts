import type { Stats } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { StartError } from './start-error.ts';

/** Write access for the group or for everyone. */
const WRITABLE_BY_OTHERS = 0o022;

/** The path of the database in a data folder. */
export const databaseIn = (folder: string): string => join(folder, 'lynk-auth.db');

/**
 * Creates the data folder if it does not exist, so that only this user can access it. An existing folder is not changed.
 *
 * @throws {StartError} if it cannot be used, or if other users may write to it.
 */
export async function createDataFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  } catch {
    throw unusable(folder);
  }
  await assertDataFolder(folder);
}

/**
 * Checks that a data folder has a database.
 *
 * @throws {StartError} if there is none, or if other users may write to the folder.
 */
export async function assertDatabase(folder: string): Promise<void> {
  const file = await statOf(databaseIn(folder), folder);
  if (file === null || file.size === 0) {
    throw new StartError(`The data folder ${folder} has no database yet. Start the console first: npm start`);
  }
  await assertDataFolder(folder);
}

/** Others could replace the database by one of their own, which has their tokens in it. */
async function assertDataFolder(folder: string): Promise<void> {
  const found = await statOf(folder, folder);
  if (found?.isDirectory() !== true) throw unusable(folder);
  // Windows has neither modes nor user ids.
  const user = process.getuid?.();
  if (user === undefined) return;
  if ((found.mode & WRITABLE_BY_OTHERS) !== 0) {
    throw new StartError(
      `Other users may write to the data folder ${folder}. Set LYNK_AUTH_DATA to another folder, or run: chmod go-w '${folder}'`,
    );
  }
  // The superuser may be the owner of a container with a folder of another user.
  if (found.uid !== user && user !== 0) {
    throw new StartError(
      `The data folder ${folder} belongs to another user. Set LYNK_AUTH_DATA to a folder of your own.`,
    );
  }
}

async function statOf(path: string, folder: string): Promise<Stats | null> {
  try {
    return await stat(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw unusable(folder);
  }
}

const unusable = (folder: string) =>
  new StartError(
    `The data folder ${folder} cannot be created or used. Set LYNK_AUTH_DATA to another folder, or give this user access to it.`,
  );
