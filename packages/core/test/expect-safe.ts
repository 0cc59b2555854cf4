import { expect } from 'vitest';

/** Fails where an output is empty, or holds five characters of a token's body in a row; without showing it. */
export function expectSafe(output: string, body: string): void {
  expect(output).not.toBe('');
  for (let start = 0; start + 5 <= body.length; start += 1) {
    if (output.includes(body.slice(start, start + 5)))
      throw new Error('The output holds a part of the secret.');
  }
}
