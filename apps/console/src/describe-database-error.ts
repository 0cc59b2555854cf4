import { isLynkStoreError } from '@lynk-auth/sql';

/** The errors of Postgres whose message names the server, its users or its databases. */
const NAMES_ADDRESS = /^(?:28|3D)|^42501$/;

/** The errors of a connection: `ECONNREFUSED`, `ENOTFOUND` and so on. */
const SYSTEM_ERROR = /^E[A-Z_]+$/;

const codeOf = (error: unknown): string => String((Object(error) as { code?: unknown }).code ?? '');

/** Returns whether a database or the connection to it has failed: an error of the store, of `pg`, or of a socket. */
export function isDatabaseError(error: unknown): boolean {
  return isLynkStoreError(error) || 'severity' in Object(error) || SYSTEM_ERROR.test(codeOf(error));
}

/**
 * Describes an error of a database driver for a person, without any part of `DATABASE_URL`.
 *
 * @param error What the driver has thrown.
 * @returns Its message; its code instead if the message may name the server, a user or a database; `null` if it has neither.
 */
export function describeDatabaseError(error: unknown): string | null {
  const code = codeOf(error);
  if (SYSTEM_ERROR.test(code) || NAMES_ADDRESS.test(code)) return `Code: ${code}.`;
  const { message } = Object(error) as { message?: unknown };
  return typeof message === 'string' && message !== '' ? message : null;
}
