import { assertOptions, LynkConfigurationError } from '@lynk-auth/core';
import { assertTimes } from '../assert-times.ts';
import type { SqliteDriver } from './driver.ts';

/** Where a SQLite database is, and what opens it. */
export interface SqliteOptions {
  /** The default export of `libsql`. */
  readonly driver: SqliteDriver;
  /** The path of the file. Its folder must exist; the file need not. */
  readonly path: string;
  /**
   * How long a command waits while another process writes, in milliseconds. It blocks nothing else.
   * @default 5000
   */
  readonly busyTimeoutMs?: number | undefined;
  /**
   * For how long one reading of the change log is proof, in whole milliseconds, from 1 to 60,000.
   * The database has it from when it is made; later it can only be asked for the one that it has.
   * @default the database's own; 100 for a new one
   */
  readonly leaseMs?: number | undefined;
}

const names = ['driver', 'path', 'busyTimeoutMs', 'leaseMs'] as const;

/**
 * Checks the options.
 *
 * @throws {LynkConfigurationError}
 */
export function readOptions(
  caller: string,
  options: SqliteOptions,
  more: readonly string[] = [],
): SqliteOptions & { readonly busyTimeoutMs: number } {
  assertOptions(caller, options, [...names, ...more]);
  const { driver, path, busyTimeoutMs = 5000, leaseMs } = options;
  if (typeof driver !== 'function') {
    throw new LynkConfigurationError(`${caller}: driver must be the default export of libsql.`);
  }
  if (typeof path !== 'string' || path === '' || path.includes('\0')) {
    throw new LynkConfigurationError(`${caller}: path must be the path of a file.`);
  }
  // The driver would go to another machine, or keep everything in memory, without a word. One letter is a drive.
  if (path.startsWith(':') || /^[a-z][a-z0-9+.-]+:/i.test(path)) {
    throw new LynkConfigurationError(
      `${caller}: path must be the path of a file, not a URL; for memory, use createMemoryStore().`,
    );
  }
  assertTimes(caller, { busyTimeoutMs, leaseMs });
  return { driver, path, busyTimeoutMs, leaseMs };
}
