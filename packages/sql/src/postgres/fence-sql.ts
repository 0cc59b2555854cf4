import { LynkStoreError } from '../errors.ts';

/**
 * Makes a statement a synchronous commit: it writes a message to the write-ahead log, which changes nothing, and so
 * the statement ends only when a standby has acknowledged it. A response then proves that the server was still the
 * primary after it had read the rows: a standby that was promoted acknowledges nothing more. The message is written once,
 * and nothing else depends on it, so that a commit that is cancelled or repeated does no harm.
 *
 * The first column is false if the server does not wait for a standby.
 */
export const FENCE = `current_setting('synchronous_commit') not in ('off', 'local')
    and current_setting('synchronous_standby_names') <> ''
    and (select pg_logical_emit_message(true, 'lynk-auth', '')) is not null`;

/** @throws {LynkStoreError} `store_unfenced` when the server did not wait for a standby. */
export function assertFenced(value: unknown): void {
  if (value !== 't') throw new LynkStoreError('store_unfenced');
}
