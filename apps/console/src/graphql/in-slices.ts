import { setImmediate } from 'node:timers/promises';

/** Few enough that their fields take less than a millisecond. */
const SLICE = 20;

/**
 * Iterates over a list for GraphQL, which resolves the fields of each item before it takes the next one. Other requests get
 * their turn after every few items, so that a long list does not stop the server.
 */
export async function* inSlices<Item>(items: readonly Item[]): AsyncGenerator<Item, void> {
  for (const [index, item] of items.entries()) {
    if (index % SLICE === SLICE - 1) await setImmediate();
    yield item;
  }
}
