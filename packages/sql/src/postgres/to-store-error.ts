import { isLynkStoreError, LynkStoreError, type StoreErrorCode } from '../errors.ts';

/** By SQLSTATE or its class: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const codes: Readonly<Record<string, StoreErrorCode>> = {
  '08': 'store_unreachable', // connection exception
  '25006': 'store_unwritable', // read_only_sql_transaction
  '25P03': 'store_unreachable', // idle_in_transaction_session_timeout: the connection is gone
  '28': 'store_refused', // invalid authorization
  '3D': 'store_refused', // invalid catalog name: no such database
  '40': 'store_busy', // transaction rollback: serialization_failure, deadlock_detected
  '42501': 'store_unwritable', // insufficient_privilege
  '42P07': 'store_foreign', // duplicate_table: only a migration creates tables
  '53': 'store_unreachable', // insufficient resources: too_many_connections
  '53100': 'store_full', // disk_full
  '55000': 'store_unwritable', // object_not_in_prerequisite_state: the server is a standby
  '55P03': 'store_busy', // lock_not_available
  '57P': 'store_unreachable', // admin_shutdown, crash_shutdown, cannot_connect_now
  XX001: 'store_corrupt', // data_corrupted
  XX002: 'store_corrupt', // index_corrupted
};

/** serialization_failure and deadlock_detected: another attempt can succeed. */
const transientCodes = ['40001', '40P01'];
const UNIQUE_VIOLATION = '23505';
/**
 * After a unique violation by two equal commands at once, the second attempt finds the rows of the first command.
 * A third one leaves a margin.
 */
const MAX_UNIQUE_RETRIES = 3;

interface ServerError {
  readonly message: string;
  readonly code?: string;
  readonly severity?: string;
  readonly schema?: string;
  readonly table?: string;
  readonly column?: string;
  readonly constraint?: string;
}

/** Converts an error of the driver to a store error. Its cause contains only properties without values. */
export function toStoreError(error: unknown): LynkStoreError {
  if (isLynkStoreError(error)) return error;
  const thrown = Object(error) as ServerError;
  return new LynkStoreError(codeOf(thrown), { cause: toCause(thrown) });
}

/**
 * Returns whether to run a failed command again from the start.
 *
 * @param attempt The number of attempts before this one.
 */
export function isTransient(error: unknown, attempt: number): boolean {
  if (!isLynkStoreError(error)) return false;
  const { code } = Object(error.cause) as { code?: string };
  if (code === undefined) return false;
  return transientCodes.includes(code) || (code === UNIQUE_VIOLATION && attempt < MAX_UNIQUE_RETRIES);
}

function codeOf({ code, severity }: ServerError): StoreErrorCode {
  // Only errors of the server have a severity. All others are connection errors.
  if (severity === undefined || code === undefined) return 'store_unreachable';
  return codes[code] ?? codes[code.slice(0, 3)] ?? codes[code.slice(0, 2)] ?? 'store_failed';
}

/** Drops `detail`, `where` and some messages, which repeat values, and the client, which the driver attaches. */
function toCause({ message, code, severity, schema, table, column, constraint }: ServerError): Error {
  const mentionsValue = severity !== undefined && code?.startsWith('22');
  const cause = new Error(mentionsValue ? 'The server rejected a value.' : message);
  for (const [name, value] of Object.entries({ code, severity, schema, table, column, constraint })) {
    if (value !== undefined) Object.assign(cause, { [name]: value });
  }
  return cause;
}
