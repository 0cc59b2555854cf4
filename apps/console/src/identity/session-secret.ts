import { randomBytes } from 'node:crypto';
import { open, readFile } from 'node:fs/promises';
import { StartError } from '../start-error.ts';

const BYTES = 32;

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
