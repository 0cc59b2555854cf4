import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createDataFolder } from './data-folder.ts';
import { StartError } from './start-error.ts';

/**
 * Writes a secret into a file of the data folder, which only this user can read. An existing file is replaced. The folder is
 * created if it does not exist.
 *
 * @param folder The data folder.
 * @param name The name of the file.
 * @param secret The content, without a line feed at the end.
 * @param instead What to do if the file cannot be written: the end of the error's message.
 * @returns The path of the file.
 * @throws {StartError} if it cannot be written, or if other users may write to the folder.
 */
export async function writePrivateFile(
  folder: string,
  name: string,
  secret: string,
  instead: string,
): Promise<string> {
  await createDataFolder(folder);
  const path = join(folder, name);
  try {
    // A new file: an existing one would keep its mode, or be a link.
    await rm(path, { force: true });
    const file = await open(path, 'wx', 0o600);
    try {
      await file.writeFile(`${secret}\n`);
    } finally {
      await file.close();
    }
  } catch {
    throw new StartError(`The file ${path} cannot be written. ${instead}`);
  }
  return path;
}
