import type { Store } from '@lynk-auth/authority';

/** Creates an empty store. Each case creates one and closes it. */
export type CreateStore = () => Store | Promise<Store>;

/** One behavior that every store must have. */
export interface StoreCase {
  /** The behavior, as the title of a test. */
  readonly name: string;
  /**
   * Checks the behavior.
   *
   * @param create Creates an empty store.
   * @throws {Error} if the store behaves differently. The message contains no data of the store.
   */
  run(create: CreateStore): Promise<void>;
}

/** Creates a case that opens an empty store, runs the body and closes the store. */
export function storeCase(name: string, body: (store: Store) => Promise<void>): StoreCase {
  return {
    name,
    async run(create) {
      const store = await create();
      try {
        await body(store);
      } finally {
        await store.close();
      }
    },
  };
}
