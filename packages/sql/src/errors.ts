/** The codes of {@link LynkStoreError}, and what each says. */
const sentences = {
  store_newer: 'The database was written by a newer version of lynk-auth: use that version, or a newer one.',
  store_older: 'The database was written by an older version of lynk-auth, and must be migrated first.',
  store_lease: 'The database was made with another lease than the one that is asked for.',
  store_foreign: 'The database has tables of something else, in the place of those of lynk-auth.',
  store_corrupt: 'The database is damaged, or is no database.',
  store_unwritable: 'The database cannot be opened for writing: it, or its folder, is missing or not ours.',
  store_busy: 'The database is locked by another process, and stayed locked.',
  store_unreachable: 'The database server cannot be reached, or does not answer in time.',
  store_refused: 'The database server refuses the user, the password or the name of the database.',
  store_full: 'There is no room left for the database.',
  store_closed: 'The store is closed.',
  store_failed: 'The database failed. The cause says how.',
} as const;

/** Why a store failed. */
export type StoreErrorCode = keyof typeof sentences;

/**
 * A database that does not do what it is told. Thrown, since nobody expects it; what a command is
 * expected to fail with is a value. Tell it by {@link isLynkStoreError} and by `code`.
 *
 * The message is one fixed sentence a code. `cause` is the driver's error, where there is one: it
 * can name the file and a column, never a value.
 */
export class LynkStoreError extends Error {
  declare readonly name: 'LynkStoreError';
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, options?: ErrorOptions) {
    super(sentences[code], options);
    // Not enumerable, like the name of any other error.
    Object.defineProperty(this, 'name', { value: 'LynkStoreError', configurable: true, writable: true });
    this.code = code;
  }
}

/**
 * Tells a {@link LynkStoreError} from any other value, whichever copy of the package it was made in.
 *
 * @param value Anything, most often what a `catch` caught.
 * @returns True for a LynkStoreError.
 * @example
 * ```ts
 * import { isLynkStoreError, openSqliteStore } from '@lynk-auth/sql';
 * import Database from 'libsql';
 *
 * try {
 *   await openSqliteStore({ driver: Database, path: 'lynk.db' });
 * } catch (error) {
 *   if (isLynkStoreError(error) && error.code === 'store_newer') console.error(error.message);
 *   else throw error;
 * }
 * ```
 */
export function isLynkStoreError(value: unknown): value is LynkStoreError {
  if (typeof value !== 'object' || value === null) return false;
  const { name, code } = value as { name?: unknown; code?: unknown };
  return name === 'LynkStoreError' && typeof code === 'string' && Object.hasOwn(sentences, code);
}
