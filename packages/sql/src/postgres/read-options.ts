import { assertOption, assertOptions } from '@lynk-auth/core';
import { assertTimes } from '../assert-times.ts';
import type { PostgresDriver } from './driver.ts';

/** Where a Postgres database is, and what connects to it. */
export interface PostgresOptions {
  /** The class `Pool` of `pg`. */
  readonly driver: PostgresDriver;
  /** What `pg` takes: a connection string, or an object with `host`, `user`, `password`, `ssl`, and so on. */
  readonly connection: string | object;
  /**
   * The schema that holds the tables. It is made where it is missing.
   * @default 'lynk_auth'
   */
  readonly schema?: string | undefined;
  /**
   * How long a command waits for a lock that another one holds, and for a free connection, in whole
   * milliseconds, at least 1.
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

/** What {@link openPostgresStore} is given. */
export interface PostgresStoreOptions extends PostgresOptions {
  /**
   * Whether to bring the tables up to this version first. With `false`, a database that is not up
   * to date is refused: for those who migrate in a step of their own, with rights of its own.
   * @default true
   */
  readonly migrate?: boolean | undefined;
  /**
   * How long a lookup, or a reading of the change log, may take, in whole milliseconds, at least 1.
   * One that takes longer fails, and its connection is not used again.
   * @default 1000
   */
  readonly timeoutMs?: number | undefined;
  /**
   * How many connections the lookup and the change log have, at most.
   * @default 4
   */
  readonly readConnections?: number | undefined;
  /**
   * How many connections the commands and all other reads have, at most.
   * @default 8
   */
  readonly commandConnections?: number | undefined;
}

/** The options with their defaults, validated. */
export interface Settings {
  /** Whose options they are, for a message. */
  readonly caller: string;
  readonly driver: PostgresDriver;
  readonly connection: string | object;
  readonly schema: string;
  readonly busyTimeoutMs: number;
  readonly leaseMs: number | undefined;
}

/** The options of a store with their defaults, validated. */
export interface StoreSettings extends Settings {
  readonly migrate: boolean;
  readonly timeoutMs: number;
  readonly readConnections: number;
  readonly commandConnections: number;
}

const names = ['driver', 'connection', 'schema', 'busyTimeoutMs', 'leaseMs'] as const;
const storeNames = [...names, 'migrate', 'timeoutMs', 'readConnections', 'commandConnections'] as const;

/**
 * Checks the options of whatever uses a database.
 *
 * @throws {LynkConfigurationError}
 */
export function readOptions(
  caller: string,
  options: PostgresOptions,
  allowed: readonly string[] = names,
): Settings {
  assertOptions(caller, options, allowed);
  const { driver, connection, schema = 'lynk_auth', busyTimeoutMs = 5000, leaseMs } = options;
  assertOption(caller, typeof driver === 'function', 'driver must be the class Pool of pg');
  assertOption(
    caller,
    typeof connection === 'string'
      ? connection !== ''
      : typeof connection === 'object' && connection !== null && !Array.isArray(connection),
    'connection must be a connection string, or an object with the configuration of pg',
  );
  // It stands in statements: what needs no quotes needs no thought.
  assertOption(
    caller,
    typeof schema === 'string' && /^(?!pg_)[a-z_][a-z0-9_]{0,62}$/.test(schema),
    'schema must be the name of a schema, in lower case letters, digits and _',
  );
  assertOption(caller, isCount(busyTimeoutMs), 'busyTimeoutMs must be a whole number of milliseconds');
  assertTimes(caller, { busyTimeoutMs, leaseMs });
  return { caller, driver, connection, schema, busyTimeoutMs, leaseMs };
}

/**
 * Checks the options of a store.
 *
 * @throws {LynkConfigurationError}
 */
export function readStoreOptions(caller: string, options: PostgresStoreOptions): StoreSettings {
  const settings = readOptions(caller, options, storeNames);
  const { migrate = true, timeoutMs = 1000, readConnections = 4, commandConnections = 8 } = options;
  assertOption(caller, typeof migrate === 'boolean', 'migrate must be true or false');
  assertOption(caller, isCount(timeoutMs), 'timeoutMs must be a whole number of milliseconds');
  assertOption(caller, isCount(readConnections), 'readConnections must be a whole number, at least 1');
  assertOption(caller, isCount(commandConnections), 'commandConnections must be a whole number, at least 1');
  return { ...settings, migrate, timeoutMs, readConnections, commandConnections };
}

/** What the server, and a timer, take. */
const isCount = (value: number): boolean => Number.isInteger(value) && value >= 1 && value < 2 ** 31;
