/** Pseudo-random numbers: the same seed yields the same numbers (mulberry32). */
export interface Random {
  /** Returns a number from 0, inclusive, to `below`, exclusive. */
  number(below: number): number;
  chance(probability: number): boolean;
}

export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let value = Math.imul(state ^ (state >>> 15), state | 1);
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32;
  };
  return { number: (below) => next() * below, chance: (probability) => next() < probability };
}
