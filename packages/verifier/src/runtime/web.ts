import { sha256 as digest } from '@noble/hashes/sha2.js';

const encoder = new TextEncoder();

/**
 * Returns the SHA-256 of a string's UTF-8 bytes, as one character a byte. For runtimes other than Node, Deno
 * and Bun: their WebCrypto only hashes asynchronously.
 */
export function sha256(text: string): string {
  return String.fromCharCode(...digest(encoder.encode(text)));
}

/** An isolate can end at any time, and its clock does not advance while it computes. */
export const keepsMemory = false;
