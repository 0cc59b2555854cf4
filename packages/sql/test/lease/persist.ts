import { isLynkStoreError } from '../../src/errors.ts';
import { sleep } from './random-timing.ts';

const PAUSE_MS = 100;

/**
 * Repeats a command until it succeeds, as an application does while the database is unavailable.
 *
 * @param code The only error after which it repeats the command. Default: all.
 */
export async function persist<Result>(command: () => Promise<Result>, code?: string): Promise<Result> {
  for (;;) {
    try {
      return await command();
    } catch (error) {
      if (code !== undefined && !(isLynkStoreError(error) && error.code === code)) throw error;
      await sleep(PAUSE_MS);
    }
  }
}
