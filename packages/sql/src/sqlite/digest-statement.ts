import type { Statement } from './connection.ts';

const LENGTH = 32;

/** Runs a statement whose values are digests, and gives its first row. */
export type DigestStatement = (digests: readonly Uint8Array[]) => unknown;

/**
 * Makes a statement of digests. They are copied to where the last ones were: bytes that the driver
 * has not seen before cost it as much as a join. It takes its own copy, and is done with it when it
 * answers.
 *
 * @param count How many digests it takes.
 * @throws {TypeError} when it is given what is no digest.
 */
export function createDigestStatement(statement: Statement, count: number): DigestStatement {
  // Made from a buffer: small ones are moved when they are first looked at from outside.
  const places = Array.from({ length: count }, () => new Uint8Array(new ArrayBuffer(LENGTH)));
  return (digests) => {
    digests.forEach((digest, index) => {
      if (digest.length !== LENGTH) throw new TypeError('A digest must have 32 bytes.');
      places[index]?.set(digest);
    });
    return statement.get(places);
  };
}
