import { chmod, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Authority, createAuthority, type Store } from '@lynk-auth/authority';
import { isLynkStoreError, openSqliteStore } from '@lynk-auth/sql';
import { createVerifier, type Verifier } from '@lynk-auth/verifier';
import Database from 'libsql';
import type { Logger } from './create-logger.ts';
import { StartError } from './start-error.ts';

/** The parts that know the tokens, over one database. */
export interface System {
  readonly store: Store;
  readonly authority: Authority;
  readonly verifier: Verifier;
  close(): Promise<void>;
}

/**
 * Opens the database in the data folder, which is made where it does not exist, and what stands on it.
 *
 * @param folder The data folder. Only its owner may look into it.
 * @param logger For what a verifier reports.
 * @throws {StartError} with the sentence for a person.
 */
export async function openSystem(folder: string, logger: Logger): Promise<System> {
  const store = await openStore(folder);
  const authority = createAuthority({ store, policies: { personalTokensByToken: true } });
  const verifier = createVerifier({
    source: authority.source,
    environments: ['live'],
    observe: (event) => {
      if (event.type === 'refused' && event.error !== undefined) {
        logger.error({ error: event.error, mask: event.mask }, 'the tokens cannot be read');
      }
      if (event.type === 'unthrottled') {
        logger.warn(
          { clientIp: event.clientIp },
          'requests come through a proxy: failures are not throttled',
        );
      }
    },
  });
  return {
    store,
    authority,
    verifier,
    async close() {
      await verifier.close();
      await store.close();
    },
  };
}

async function openStore(folder: string): Promise<Store> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await chmod(folder, 0o700);
  } catch {
    throw new StartError(
      `The data folder ${folder} cannot be made or used. Name another with LYNK_AUTH_DATA, or give this user the right to it.`,
    );
  }
  try {
    return await openSqliteStore({ driver: Database, path: join(folder, 'lynk-auth.db') });
  } catch (error) {
    if (!isLynkStoreError(error)) throw error;
    throw new StartError(`The data folder ${folder} cannot be used. ${error.message}`);
  }
}
