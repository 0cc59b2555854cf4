import { LynkStoreError } from '../errors.ts';
import { fileSystem } from './file-system.ts';

/** Access for the owner only. SQLite's own default lets every user read the file. */
const PRIVATE_MODE = 0o600;

/**
 * Creates the database file if it does not exist, so that no other user can ever open it.
 *
 * @throws {LynkStoreError} `store_unwritable`.
 */
export function createPrivateFile(path: string): void {
  const { openSync, closeSync } = fileSystem();
  attempt('EEXIST', () => {
    // Never opens an existing file: closing it would release the POSIX locks that other connections of this
    // process hold on it.
    closeSync(openSync(path, 'wx', PRIVATE_MODE));
  });
}

/**
 * Restricts the database files to their owner. SQLite creates its other files with the mode of the database
 * file.
 *
 * @throws {LynkStoreError} `store_unwritable`.
 */
export function makePrivate(path: string): void {
  const { chmodSync } = fileSystem();
  for (const file of [path, `${path}-wal`, `${path}-shm`]) {
    attempt('ENOENT', () => chmodSync(file, PRIVATE_MODE));
  }
}

function attempt(expected: string, work: () => void): void {
  try {
    work();
  } catch (cause) {
    if ((cause as { code?: unknown }).code === expected) return;
    throw new LynkStoreError('store_unwritable', { cause });
  }
}
