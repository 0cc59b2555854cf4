import { randomBytes } from 'node:crypto';
import { open, readFile } from 'node:fs/promises';
import type { Config } from '../config.ts';
import { StartError } from '../start-error.ts';

const BYTES = 32;

/**
 * Returns the secret of consoles on one Postgres database: one of this console alone would end the
 * sessions of all others.
 *
 * @throws {StartError} if it is missing.
 */
export function requireSharedSecret(secret: Config['sessionSecret']): string {
  if (secret !== null) return secret;
  throw new StartError(
    'LYNK_AUTH_SESSION_SECRET is missing. With DATABASE_URL, all consoles need the same one, of at least 32 characters. To create one: openssl rand -base64 32',
  );
}

/**
 * Returns the secret that signs the cookies of log-in sessions. The first call creates it, in a file that only this user can
 * read.
 *
 * @param path The path of the file.
 * @throws {StartError} if the file cannot be read or written, or is damaged.
 */
export async function readSessionSecret(path: string): Promise<string> {
  try {
    const file = await open(path, 'wx', 0o600);
    try {
      const secret = randomBytes(BYTES).toString('base64url');
      await file.writeFile(secret);
      return secret;
    } finally {
      await file.close();
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw unusable(path);
  }
  const secret = await readFile(path, 'utf8').catch(() => '');
  if (Buffer.from(secret, 'base64url').length < BYTES) throw unusable(path);
  return secret;
}

const unusable = (path: string) =>
  new StartError(
    `The file ${path} cannot be used. Give this user access to it, or delete it: everyone must log in again then.`,
  );
