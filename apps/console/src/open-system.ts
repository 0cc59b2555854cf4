import { chmod, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Authority, createAuthority, type Store } from '@lynk-auth/authority';
import { isLynkStoreError, openSqliteStore } from '@lynk-auth/sql';
import { createVerifier, type Verifier } from '@lynk-auth/verifier';
import Database from 'libsql';
import type { Logger } from './create-logger.ts';
import { StartError } from './start-error.ts';

/** The store, authority and verifier on one database. */
export interface System {
  readonly store: Store;
  readonly authority: Authority;
  readonly verifier: Verifier;
  close(): Promise<void>;
}

/**
 * Opens the database in the data folder, with an authority and a verifier on it.
 *
 * @param folder The data folder. It is created if it does not exist, and only its owner can access it.
 * @param logger Logs the events of the verifier.
 * @throws {StartError} if the folder or the database cannot be used.
 */
export async function openSystem(folder: string, logger: Logger): Promise<System> {
  const store = await openStore(folder);
  const authority = createAuthority({ store, policies: { personalTokensByToken: true } });
  const verifier = createVerifier({
    source: authority.source,
    environments: ['live'],
    observe: (event) => {
      if (event.type === 'refused' && event.error !== undefined) {
        logger.error({ error: event.error, mask: event.mask }, 'the token store is unavailable');
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
      `The data folder ${folder} cannot be created or used. Set LYNK_AUTH_DATA to another folder, or give this user access to it.`,
    );
  }
  try {
    return await openSqliteStore({ driver: Database, path: join(folder, 'lynk-auth.db') });
  } catch (error) {
    if (!isLynkStoreError(error)) throw error;
    throw new StartError(`The data folder ${folder} cannot be used. ${error.message}`);
  }
}
