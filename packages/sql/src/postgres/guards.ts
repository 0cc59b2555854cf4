import type { Guards } from './command-pool.ts';
import type { StoreSettings } from './read-options.ts';

/**
 * Shorter than a lock is waited for by default: where a process is stopped or cut off in the middle of a
 * command, the commands that wait for it succeed.
 */
const IDLE_MS = 2000;
/** How long a statement may take beyond the locks that it waits for. */
const STATEMENT_MS = 5000;
/** A migration may have a large table to go through, and waits for another process's. */
const MIGRATION_MS = 600_000;

/** The limits of commands. */
export const commandGuards = ({ busyTimeoutMs, timeoutMs }: StoreSettings): Guards => ({
  lockMs: busyTimeoutMs,
  statementMs: busyTimeoutMs + STATEMENT_MS,
  idleMs: IDLE_MS,
  beginMs: timeoutMs,
});

/** The limits of migrations. */
export const migrationGuards: Guards = {
  lockMs: MIGRATION_MS,
  statementMs: MIGRATION_MS,
  idleMs: IDLE_MS,
  beginMs: STATEMENT_MS,
};
