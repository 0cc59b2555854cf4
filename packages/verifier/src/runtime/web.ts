import { sha256 as digest } from '@noble/hashes/sha2.js';

const encoder = new TextEncoder();

/**
 * SHA-256 of a text's UTF-8 bytes, as one character a byte. For all other runtimes: their WebCrypto
 * hashes asynchronously only.
 */
export function sha256(text: string): string {
  return String.fromCharCode(...digest(encoder.encode(text)));
}

/** An isolate can be gone at any time, and its clock stands still while it computes. */
export const keepsMemory = false;
