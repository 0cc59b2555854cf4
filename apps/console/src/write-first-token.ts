import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { SecurityToken } from '@lynk-auth/core';
import { StartError } from './start-error.ts';

/**
 * Writes the first token into the file `first-token` of the data folder, which only this user can read.
 *
 * @returns The path of the file.
 * @throws {StartError} if it cannot be written.
 */
export async function writeFirstToken(folder: string, token: SecurityToken): Promise<string> {
  const path = join(folder, 'first-token');
  try {
    // A new file: an existing one would keep its mode, or be a link.
    await rm(path, { force: true });
    const file = await open(path, 'wx', 0o600);
    try {
      await file.writeFile(`${token.reveal()}\n`);
    } finally {
      await file.close();
    }
  } catch {
    throw new StartError(
      `The first token cannot be written to ${path}. Create another one: npm run token -- create --name my-laptop`,
    );
  }
  return path;
}
