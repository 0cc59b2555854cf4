import { LynkStoreError } from '../errors.ts';
import { fileSystem } from './file-system.ts';

/**
 * Returns the device and the inode of the file behind a path, as one string. An open file keeps its inode when
 * another file is renamed over its path.
 *
 * @throws {LynkStoreError} `store_unwritable` when there is no such file.
 */
export function readFileIdentity(path: string): string {
  const file = stat(path);
  if (file === undefined) throw new LynkStoreError('store_unwritable');
  return `${file.dev}:${file.ino}`;
}

function stat(path: string) {
  try {
    return fileSystem().statSync(path, { bigint: true, throwIfNoEntry: false });
  } catch (cause) {
    throw new LynkStoreError('store_unwritable', { cause });
  }
}
