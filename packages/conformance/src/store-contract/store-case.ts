import type { Store } from '@lynk-auth/authority';

/** Makes a store that holds nothing. Each case asks for one of its own, and closes it. */
export type CreateStore = () => Store | Promise<Store>;

/** One thing that every store must do. */
export interface StoreCase {
  /** What must hold, as a test's title. */
  readonly name: string;
  /**
   * Tries it.
   *
   * @param create Makes an empty store.
   * @throws {Error} that says what did not hold; it shows none of the store's data.
   */
  run(create: CreateStore): Promise<void>;
}

/** Makes a case: an empty store, the body, and a store that is closed whatever happened. */
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
