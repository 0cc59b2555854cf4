/** The message of each code. */
const messages = {
  store_newer: 'The database was written by a newer version of lynk-auth: use that version or a newer one.',
  store_older: 'The database was written by an older version of lynk-auth: migrate it first.',
  store_lease: 'The lease of the database differs from the leaseMs option: pass the same value or omit it.',
  store_foreign:
    'The database contains tables of another application in place of those of lynk-auth: use another file, prefix or schema.',
  store_corrupt: 'The database is damaged, or the file is not a database.',
  store_unwritable:
    'The database cannot be opened for writing: check that it exists and that this process may write to it.',
  store_busy: 'The database or all connections to it stayed in use for longer than busyTimeoutMs.',
  store_unreachable: 'The database server cannot be reached or did not respond in time.',
  store_refused: 'The database server rejected the user, the password or the name of the database.',
  store_unfenced:
    'The server does not wait for a synchronous standby: set synchronous_standby_names, and synchronous_commit to on, remote_write or remote_apply, or open the store without failover.',
  store_full: 'The disk of the database is full.',
  store_closed: 'The store is closed.',
  store_failed: 'The database failed: see the cause.',
} as const;

/** The `code` of a {@link LynkStoreError}. */
export type StoreErrorCode = keyof typeof messages;

/**
 * A failure of the database. It is thrown; the expected failures of a command are return values.
 * Recognize it with {@link isLynkStoreError} and `code`.
 *
 * Each code has one fixed message. `cause` is the driver's error, if there is one. It can name the file and a
 * column, but never contains a value.
 */
export class LynkStoreError extends Error {
  declare readonly name: 'LynkStoreError';
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, options?: ErrorOptions) {
    super(messages[code], options);
    // Not enumerable, like the name of built-in errors.
    Object.defineProperty(this, 'name', { value: 'LynkStoreError', configurable: true, writable: true });
    this.code = code;
  }
}

/**
 * Returns whether a value is a {@link LynkStoreError}, also of another copy of this package.
 *
 * @param value Any value, usually the one that a `catch` clause received.
 * @returns `true` for a LynkStoreError.
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
  return name === 'LynkStoreError' && typeof code === 'string' && Object.hasOwn(messages, code);
}
