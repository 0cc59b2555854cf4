import { seededRandom } from '../seeded-random.ts';

/** The choices of one step, which its seed determines. */
export interface Choices {
  chance(probability: number): boolean;
  /** Returns a whole number from 0 up to, but not including, the limit. */
  integer(below: number): number;
  pick<Item>(items: readonly Item[]): Item;
  /** Returns some of the items. */
  some<Item>(items: readonly Item[]): Item[];
}

export function createChoices(seed: number): Choices {
  const random = seededRandom(seed);
  const integer = (below: number) => Math.floor(random() * below);
  return {
    integer,
    chance: (probability) => random() < probability,
    pick: <Item>(items: readonly Item[]) => items[integer(items.length)] as Item,
    some: (items) => items.filter(() => random() < 0.6),
  };
}
