import { type Authority, createAuthority, type Store } from '@lynk-auth/authority';
import { isLynkStoreError, openSqliteStore } from '@lynk-auth/sql';
import { createVerifier, type Verifier } from '@lynk-auth/verifier';
import Database from 'libsql';
import type { Logger } from './create-logger.ts';
import { assertDatabase, createDataFolder, databaseIn } from './data-folder.ts';
import type { Notices } from './notices/create-notices.ts';
import { StartError } from './start-error.ts';

/** The store, authority and verifier on one database. */
export interface System {
  readonly store: Store;
  readonly authority: Authority;
  readonly verifier: Verifier;
  close(): Promise<void>;
}

/** Options of {@link openSystem}. */
export interface SystemOptions {
  /**
   * Whether to create what does not exist, and to migrate the database.
   * @default false
   */
  readonly create?: boolean;
  /**
   * Delivers the events of the authority, in a process that serves requests.
   * @default no events are kept
   */
  readonly notices?: Notices | null;
}

/**
 * Opens the database in the data folder, with an authority and a verifier on it.
 *
 * @param folder The data folder.
 * @param logger Logs the events of the verifier.
 * @param options Whether to create the folder and the database.
 * @throws {StartError} if the folder or the database cannot be used.
 */
export async function openSystem(
  folder: string,
  logger: Logger,
  { create = false, notices = null }: SystemOptions = {},
): Promise<System> {
  const store = await openStore(folder, create);
  const authority: Authority = createAuthority({
    store,
    policies: { personalTokensByToken: true },
    onEvent: notices === null ? undefined : (event) => notices.deliver(event, authority),
  });
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
      await notices?.close();
    },
  };
}

async function openStore(folder: string, create: boolean): Promise<Store> {
  await (create ? createDataFolder(folder) : assertDatabase(folder));
  try {
    return await openSqliteStore({ driver: Database, path: databaseIn(folder), migrate: create });
  } catch (error) {
    if (!isLynkStoreError(error)) throw error;
    if (error.code === 'store_older') {
      throw new StartError('The database is of an earlier version. Start the console first: npm start');
    }
    throw new StartError(`The data folder ${folder} cannot be used. ${error.message}`);
  }
}
