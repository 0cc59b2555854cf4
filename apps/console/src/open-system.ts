import { type Authority, type AuthorityEvent, createAuthority, type Store } from '@lynk-auth/authority';
import { createVerifier, type Verifier } from '@lynk-auth/verifier';
import type { Logger } from './create-logger.ts';
import type { Metrics } from './metrics/create-metrics.ts';
import type { Notices } from './notices/create-notices.ts';
import { type DatabaseLocation, openStore } from './open-store.ts';

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
  /**
   * Counts reads of tokens from the database, and keeps the age of events.
   * @default nothing is counted
   */
  readonly metrics?: Pick<Metrics, 'countLookup' | 'keepEventAge'> | undefined;
}

/**
 * Opens the database, with an authority and a verifier on it.
 *
 * @param location Where the database is.
 * @param logger Logs the events of the verifier.
 * @param options Whether to create the folder and the database.
 * @throws {StartError} if the folder or the database cannot be used.
 */
export async function openSystem(
  location: DatabaseLocation,
  logger: Logger,
  { create = false, notices = null, metrics }: SystemOptions = {},
): Promise<System> {
  const store = await openStore(location, create);
  const deliver = (event: AuthorityEvent) => {
    metrics?.keepEventAge(event.at);
    return notices?.deliver(event, authority);
  };
  const authority: Authority = createAuthority({
    store,
    policies: { personalTokensByToken: true },
    onEvent: notices === null ? undefined : deliver,
  });
  const { source } = authority;
  const counted: typeof source = {
    ...source,
    lookup(...token) {
      metrics?.countLookup();
      return source.lookup(...token);
    },
  };
  const verifier = createVerifier({
    source: metrics === undefined ? source : counted,
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
