import type { TransactionLimits } from './create-command-pool.ts';
import type { StoreSettings } from './read-options.ts';

/**
 * Shorter than the default of `busyTimeoutMs`: when a process is stopped or disconnected during a command, the
 * commands that wait for its locks still succeed.
 */
const IDLE_MS = 2000;
/** How long a statement may take in addition to waiting for locks. */
const STATEMENT_MS = 5000;
/** A migration may rewrite a large table, or wait for the migration of another process. */
const MIGRATION_MS = 600_000;

/** The limits of commands. */
export const commandLimits = ({ busyTimeoutMs, timeoutMs }: StoreSettings): TransactionLimits => ({
  lockMs: busyTimeoutMs,
  statementMs: busyTimeoutMs + STATEMENT_MS,
  idleMs: IDLE_MS,
  beginMs: timeoutMs,
});

/** The limits of migrations. */
export const migrationLimits: TransactionLimits = {
  lockMs: MIGRATION_MS,
  statementMs: MIGRATION_MS,
  idleMs: IDLE_MS,
  beginMs: STATEMENT_MS,
};
