import { assertOption, readOwnOptions } from '@lynk-auth/core/internal';
import { assertTimeOptions } from '../assert-time-options.ts';
import type { PostgresDriver } from './driver.ts';

/** Options of {@link migratePostgres}: the database and its driver. */
export interface PostgresOptions {
  /** The class `Pool` of `pg`. */
  readonly driver: PostgresDriver;
  /** A connection string, or the configuration object of `pg`: `host`, `user`, `password`, `ssl` and so on. */
  readonly connection: string | object;
  /**
   * The schema of the tables. A migration creates it if it does not exist.
   * @default 'lynk_auth'
   */
  readonly schema?: string | undefined;
  /**
   * How long a command waits for a lock of another command, and for a free connection, in whole milliseconds, at
   * least 1.
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

/** Options of {@link openPostgresStore}. */
export interface PostgresStoreOptions extends PostgresOptions {
  /**
   * Whether to migrate the tables first. With `false`, an outdated database is an error; use it to run
   * {@link migratePostgres} as a separate step with its own rights.
   * @default true
   */
  readonly migrate?: boolean | undefined;
  /**
   * The time limit of a lookup or a read of the change log, in whole milliseconds, at least 1. After it the read
   * fails, and its connection is closed.
   * @default 1000
   */
  readonly timeoutMs?: number | undefined;
  /**
   * The maximum number of connections for lookups and the change log.
   * @default 4
   */
  readonly readConnections?: number | undefined;
  /**
   * The maximum number of connections for commands and all other reads.
   * @default 8
   */
  readonly commandConnections?: number | undefined;
  /**
   * Whether revocation has to hold through a failover in which the old primary lives on. Each read of the change log
   * then waits for a synchronous standby, so the server must have one, and every standby that can be promoted must be
   * one that commits wait for. Set it in every process.
   * @default false
   */
  readonly failover?: boolean | undefined;
}

/** The options with their defaults, validated. */
export interface DatabaseSettings {
  /** The name of the called function, for error messages. */
  readonly caller: string;
  readonly driver: PostgresDriver;
  readonly connection: string | object;
  readonly schema: string;
  readonly busyTimeoutMs: number;
  readonly leaseMs: number | undefined;
}

/** The options of a store with their defaults, validated. */
export interface StoreSettings extends DatabaseSettings {
  readonly migrate: boolean;
  readonly timeoutMs: number;
  readonly readConnections: number;
  readonly commandConnections: number;
  readonly failover: boolean;
}

const optionNames = ['driver', 'connection', 'schema', 'busyTimeoutMs', 'leaseMs'] as const;
const storeOptionNames = [
  ...optionNames,
  'migrate',
  'timeoutMs',
  'readConnections',
  'commandConnections',
  'failover',
] as const;

/**
 * Validates the options of a function that uses a database.
 *
 * @throws {LynkConfigurationError} When an option is unknown or invalid.
 */
export function readOptions(caller: string, options: PostgresOptions): DatabaseSettings {
  return readDatabaseOptions(caller, readOwnOptions(caller, options, optionNames));
}

function readDatabaseOptions(caller: string, options: PostgresOptions): DatabaseSettings {
  const { driver, connection, schema = 'lynk_auth', busyTimeoutMs = 5000, leaseMs } = options;
  assertOption(caller, typeof driver === 'function', 'driver must be the class Pool of pg');
  assertOption(
    caller,
    typeof connection === 'string'
      ? connection !== ''
      : typeof connection === 'object' && connection !== null && !Array.isArray(connection),
    'connection must be a connection string or a configuration object of pg',
  );
  // The name is part of statements, so it must not need quotes.
  assertOption(
    caller,
    typeof schema === 'string' && /^(?!pg_)[a-z_][a-z0-9_]{0,62}$/.test(schema),
    'schema must be a schema name of lower-case letters, digits and _, not starting with pg_',
  );
  assertOption(
    caller,
    isPositiveInt32(busyTimeoutMs),
    'busyTimeoutMs must be a whole number of milliseconds, at least 1',
  );
  assertTimeOptions(caller, { busyTimeoutMs, leaseMs });
  return { caller, driver, connection, schema, busyTimeoutMs, leaseMs };
}

/**
 * Validates the options of a store.
 *
 * @throws {LynkConfigurationError} When an option is unknown or invalid.
 */
export function readStoreOptions(caller: string, options: PostgresStoreOptions): StoreSettings {
  const own = readOwnOptions(caller, options, storeOptionNames);
  const settings = readDatabaseOptions(caller, own);
  const {
    migrate = true,
    timeoutMs = 1000,
    readConnections = 4,
    commandConnections = 8,
    failover = false,
  } = own;
  assertOption(caller, typeof migrate === 'boolean', 'migrate must be true or false');
  assertOption(
    caller,
    isPositiveInt32(timeoutMs),
    'timeoutMs must be a whole number of milliseconds, at least 1',
  );
  assertOption(
    caller,
    isPositiveInt32(readConnections),
    'readConnections must be a whole number, at least 1',
  );
  assertOption(
    caller,
    isPositiveInt32(commandConnections),
    'commandConnections must be a whole number, at least 1',
  );
  assertOption(caller, typeof failover === 'boolean', 'failover must be true or false');
  return { ...settings, migrate, timeoutMs, readConnections, commandConnections, failover };
}

/** Within the range of the server's settings and of timers. */
const isPositiveInt32 = (value: number): boolean => Number.isInteger(value) && value >= 1 && value < 2 ** 31;
