import { LynkConfigurationError } from '@lynk-auth/core';
import { LynkStoreError } from '../errors.ts';

interface FileSystem {
  openSync(path: string, flags: string, mode: number): number;
  closeSync(file: number): void;
  chmodSync(path: string, mode: number): void;
}

/** For the owner alone: SQLite would let everybody read it. */
const PRIVATE = 0o600;

/**
 * Makes the database's file where there is none, so that nobody else can ever open it.
 *
 * @throws {LynkStoreError} `store_unwritable`.
 */
export function createPrivateFile(path: string): void {
  const { openSync, closeSync } = fileSystem();
  attempt('EEXIST', () => {
    // Never opens a file that is there: to close it again would drop the locks that other
    // connections of this process have on it (POSIX).
    closeSync(openSync(path, 'wx', PRIVATE));
  });
}

/**
 * Takes the database's files away from everybody but their owner. SQLite gives the files that it
 * makes beside a database the database's own mode.
 *
 * @throws {LynkStoreError} `store_unwritable`.
 */
export function makePrivate(path: string): void {
  const { chmodSync } = fileSystem();
  for (const file of [path, `${path}-wal`, `${path}-shm`]) {
    attempt('ENOENT', () => chmodSync(file, PRIVATE));
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

/**
 * Node, Deno and Bun have it; an import of `node:fs` would break every bundle that only mentions
 * this package.
 */
function fileSystem(): FileSystem {
  const { process } = globalThis as {
    process?: { getBuiltinModule?: (id: string) => FileSystem | undefined };
  };
  const found = process?.getBuiltinModule?.('node:fs');
  if (found === undefined) {
    throw new LynkConfigurationError('openSqliteStore: a SQLite file needs a runtime that has node:fs.');
  }
  return found;
}
