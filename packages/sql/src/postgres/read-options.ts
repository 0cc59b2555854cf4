import { assertOption, hasMethod, readOwnOptions } from '@lynk-auth/core/internal';
import { assertTimeOptions } from '../assert-time-options.ts';
import type { ApplicationPool, PostgresDriver } from './driver.ts';

/** Options of {@link migratePostgres}: the database and its driver. */
export interface PostgresOptions {
  /** The class `Pool` of `pg`. Required without `pool`. */
  readonly driver?: PostgresDriver | undefined;
  /**
   * A connection string, or the configuration object of `pg`: `host`, `user`, `password`, `ssl` and so on. Required without
   * `pool`.
   */
  readonly connection?: string | object | undefined;
  /**
   * A pool of `pg` that the application has already, instead of `driver` and `connection`. Its class and its configuration
   * are used for connections of the store's own: no command waits for a query of the application, and the pool stays as it is.
   */
  readonly pool?: ApplicationPool | undefined;
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

const optionNames = ['driver', 'connection', 'pool', 'schema', 'busyTimeoutMs', 'leaseMs'] as const;
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
  const { schema = 'lynk_auth', busyTimeoutMs = 5000, leaseMs } = options;
  const { driver, connection } = readConnection(caller, options);
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

/** Reads how to connect: from `driver` and `connection`, or from a pool of the application. */
function readConnection(
  caller: string,
  { driver, connection, pool }: PostgresOptions,
): Pick<DatabaseSettings, 'driver' | 'connection'> {
  if (pool === undefined) {
    assertOption(caller, typeof driver === 'function', 'driver must be the class Pool of pg');
    assertOption(
      caller,
      typeof connection === 'string'
        ? connection !== ''
        : typeof connection === 'object' && connection !== null && !Array.isArray(connection),
      'connection must be a connection string or a configuration object of pg',
    );
    return { driver, connection: connection as string | object };
  }
  assertOption(
    caller,
    driver === undefined && connection === undefined,
    'pool has a driver and a connection: leave out the options driver and connection',
  );
  const { constructor: driverOfPool, options } = Object(pool) as {
    constructor?: unknown;
    options?: object & { password?: unknown };
  };
  assertOption(
    caller,
    hasMethod(pool, 'connect') &&
      typeof driverOfPool === 'function' &&
      typeof options === 'object' &&
      options !== null,
    'pool must be a pool of pg',
  );
  // The password is not enumerable in a pool.
  return { driver: driverOfPool as PostgresDriver, connection: { ...options, password: options.password } };
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
