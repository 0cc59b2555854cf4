/// <reference types="node" />
import crypto from 'node:crypto';

// `crypto.hash` makes no hash object, which is four times as fast; not every Deno and Bun has it.
const hash: typeof crypto.hash | undefined = crypto.hash;

/** SHA-256 of a text's UTF-8 bytes. For Node, Deno and Bun. */
export function sha256(text: string): Uint8Array {
  // By way of hex, which takes half the time of asking for a buffer.
  const hex =
    hash === undefined ? crypto.createHash('sha256').update(text).digest('hex') : hash('sha256', text);
  // A copy, since a `Buffer` is not equal to the plain bytes that other runtimes give.
  return new Uint8Array(Buffer.from(hex, 'hex'));
}
