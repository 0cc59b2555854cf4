import { sha256 as digest } from '@noble/hashes/sha2.js';

const encoder = new TextEncoder();

/** SHA-256 of a text's UTF-8 bytes. For all other runtimes: their WebCrypto hashes asynchronously only. */
export function sha256(text: string): Uint8Array {
  return digest(encoder.encode(text));
}
