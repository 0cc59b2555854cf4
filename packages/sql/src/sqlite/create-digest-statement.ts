import type { Statement } from './open-connection.ts';

const DIGEST_LENGTH = 32;

/** Executes a statement whose values are digests and returns its first row. */
export type DigestStatement = (digests: readonly Uint8Array[]) => unknown;

/**
 * Creates a statement whose values are digests. It reuses the same buffers for every execution: passing a new
 * buffer to the driver costs as much as a join. The driver copies them and keeps no reference.
 *
 * @param count The number of digests.
 * @throws {TypeError} When a value is not 32 bytes long.
 */
export function createDigestStatement(statement: Statement, count: number): DigestStatement {
  // With an explicit ArrayBuffer: a small array would be moved when native code first accesses it.
  const buffers = Array.from({ length: count }, () => new Uint8Array(new ArrayBuffer(DIGEST_LENGTH)));
  return (digests) => {
    digests.forEach((digest, index) => {
      if (digest.length !== DIGEST_LENGTH) throw new TypeError('A digest must have 32 bytes.');
      buffers[index]?.set(digest);
    });
    return statement.get(buffers);
  };
}
