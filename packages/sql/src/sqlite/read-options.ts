import { LynkConfigurationError } from '@lynk-auth/core';
import { readOwnOptions } from '@lynk-auth/core/internal';
import { assertTimeOptions } from '../assert-time-options.ts';
import type { SqliteDriver } from './driver.ts';

/** Options of {@link migrateSqlite}: the file and its driver. */
export interface SqliteOptions {
  /** The default export of `libsql`. */
  readonly driver: SqliteDriver;
  /** The path of the file. Its folder must exist; the file is created if needed. */
  readonly path: string;
  /**
   * What the names of the tables begin with, so that the file can be the database of another application. No other table
   * of it may begin with the same: lower-case letters, digits and `_`, at most 32 characters.
   * @default no prefix: the file has no other tables
   */
  readonly prefix?: string | undefined;
  /**
   * How long a command waits while another process writes, in milliseconds, without blocking this process.
   * @default 5000
   */
  readonly busyTimeoutMs?: number | undefined;
  /**
   * How long one read of the change log stays valid as proof, in whole milliseconds, 1 to 60,000. It is fixed
   * when the database is created. Later, any other value is an error.
   * @default the lease of the database; 100 for a new one
   */
  readonly leaseMs?: number | undefined;
}

const optionNames = ['driver', 'path', 'prefix', 'busyTimeoutMs', 'leaseMs'] as const;

/**
 * Validates the options of a function that uses a database.
 *
 * @param names The names of its further options, which the caller validates.
 * @throws {LynkConfigurationError} When an option is unknown or invalid.
 */
export function readOptions<Options extends SqliteOptions = SqliteOptions>(
  caller: string,
  options: Options,
  names: readonly Exclude<keyof Options, keyof SqliteOptions>[] = [],
): SqliteOptions & { readonly prefix: string; readonly busyTimeoutMs: number } {
  const own = readOwnOptions<Options>(caller, options, [...optionNames, ...names] as never[]);
  const { driver, path, prefix, busyTimeoutMs = 5000, leaseMs }: SqliteOptions = own;
  if (typeof driver !== 'function') {
    throw new LynkConfigurationError(`${caller}: driver must be the default export of libsql.`);
  }
  if (typeof path !== 'string' || path === '' || path.includes('\0')) {
    throw new LynkConfigurationError(`${caller}: path must be the path of a file.`);
  }
  // For a URL, the driver would silently connect to another machine or use memory. One letter is a drive.
  if (path.startsWith(':') || /^[a-z][a-z0-9+.-]+:/i.test(path)) {
    throw new LynkConfigurationError(
      `${caller}: path must be the path of a file, not a URL; use createMemoryStore() for a store in memory.`,
    );
  }
  // The name is part of statements, so it must not need quotes, and SQLite reserves names that begin with sqlite_.
  const isPrefix = typeof prefix === 'string' && /^(?!sqlite_)[a-z][a-z0-9_]{0,31}$/.test(prefix);
  if (prefix !== undefined && !isPrefix) {
    throw new LynkConfigurationError(
      `${caller}: prefix must begin with a lower-case letter, and have lower-case letters, digits and _ only, at most 32 characters.`,
    );
  }
  assertTimeOptions(caller, { busyTimeoutMs, leaseMs });
  return { driver, path, prefix: prefix ?? '', busyTimeoutMs, leaseMs };
}
