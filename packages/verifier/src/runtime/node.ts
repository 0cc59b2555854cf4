/// <reference types="node" />
import crypto from 'node:crypto';

// `crypto.hash` makes no hash object, which is four times as fast; not every Deno and Bun has it.
const hash: typeof crypto.hash | undefined = crypto.hash;

/** SHA-256 of a text's UTF-8 bytes, as one character a byte: the shortest key. For Node, Deno and Bun. */
export function sha256(text: string): string {
  return hash === undefined
    ? crypto.createHash('sha256').update(text).digest('binary')
    : hash('sha256', text, 'binary');
}

/** A process lives long, and its monotonic clock runs. */
export const keepsMemory = true;
