/// <reference types="node" />
import crypto from 'node:crypto';

// `crypto.hash` creates no hash object, which is four times as fast. Some versions of Deno and Bun lack it.
const hash: typeof crypto.hash | undefined = crypto.hash;

// Deno creates hexadecimal strings in a third of the time; Node finds the shorter string faster in a Map.
const encoding = 'Deno' in globalThis ? 'hex' : 'binary';

/**
 * Returns the SHA-256 of a string's UTF-8 bytes, in the encoding that this runtime creates and finds fastest:
 * one character a byte, or hexadecimal. For Node, Deno and Bun.
 */
export function sha256(text: string): string {
  return hash === undefined
    ? crypto.createHash('sha256').update(text).digest(encoding)
    : hash('sha256', text, encoding);
}

/** A process lives long, and its monotonic clock advances. */
export const keepsMemory = true;
