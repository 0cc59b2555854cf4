import { isLynkStoreError, LynkStoreError, type StoreErrorCode } from '../errors.ts';

/** By SQLSTATE, or by its class: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const codes: Readonly<Record<string, StoreErrorCode>> = {
  '08': 'store_unreachable', // connection exception
  '25006': 'store_unwritable', // read_only_sql_transaction
  '25P03': 'store_unreachable', // idle_in_transaction_session_timeout: the connection is gone
  '28': 'store_refused', // invalid authorization
  '3D': 'store_refused', // invalid catalog name: no such database
  '40': 'store_busy', // transaction rollback: serialization_failure, deadlock_detected
  '42501': 'store_unwritable', // insufficient_privilege
  '42P07': 'store_foreign', // duplicate_table: only a migration makes tables
  '53': 'store_unreachable', // insufficient resources: too_many_connections
  '53100': 'store_full', // disk_full
  '55P03': 'store_busy', // lock_not_available
  '57P': 'store_unreachable', // admin_shutdown, crash_shutdown, cannot_connect_now
  XX001: 'store_corrupt', // data_corrupted
  XX002: 'store_corrupt', // index_corrupted
};

/** A deadlock, or two transactions in each other's way: another attempt finds a way. */
const transient = ['40001', '40P01'];
const UNIQUE_VIOLATION = '23505';
/** Two equal commands at once: the second attempt finds the first command's rows. A third is for luck. */
const UNIQUE_ATTEMPTS = 3;

interface ServerError {
  readonly message: string;
  readonly code?: string;
  readonly severity?: string;
  readonly schema?: string;
  readonly table?: string;
  readonly column?: string;
  readonly constraint?: string;
}

/** Turns what the driver threw into an error of the store, with what of it may be shown as its cause. */
export function toStoreError(error: unknown): LynkStoreError {
  if (isLynkStoreError(error)) return error;
  const thrown = Object(error) as ServerError;
  return new LynkStoreError(codeOf(thrown), { cause: summary(thrown) });
}

/**
 * Tells whether a command that failed is to be carried out again from the start.
 *
 * @param round How often it was carried out again already.
 */
export function isTransient(error: unknown, round: number): boolean {
  if (!isLynkStoreError(error)) return false;
  const { code } = Object(error.cause) as { code?: string };
  if (code === undefined) return false;
  return transient.includes(code) || (code === UNIQUE_VIOLATION && round < UNIQUE_ATTEMPTS);
}

function codeOf({ code, severity }: ServerError): StoreErrorCode {
  // Only the server's own have a severity. All others are about the way to it.
  if (severity === undefined || code === undefined) return 'store_unreachable';
  return codes[code] ?? codes[code.slice(0, 3)] ?? codes[code.slice(0, 2)] ?? 'store_failed';
}

/** The server repeats values in `detail`, `where` and some messages; the driver adds its whole client. */
function summary({ message, code, severity, schema, table, column, constraint }: ServerError): Error {
  const aboutValue = severity !== undefined && code?.startsWith('22');
  const cause = new Error(aboutValue ? 'The server refused a value.' : message);
  for (const [name, value] of Object.entries({ code, severity, schema, table, column, constraint })) {
    if (value !== undefined) Object.assign(cause, { [name]: value });
  }
  return cause;
}
