import { LynkBadAnswerError } from '@lynk-auth/core';

/** No true answer comes near it. */
const MAX_BYTES = 65_536;

/**
 * Reads a body, which must not be larger than 64 KiB when it is unpacked. It is counted while it
 * comes: what a header says of its length, or a compression hides, proves nothing.
 *
 * @throws {LynkBadAnswerError} when it is larger; the rest is not read.
 */
export async function readBody({ body, status }: Response): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = body?.getReader();
  for (let part = await reader?.read(); part?.value !== undefined; part = await reader?.read()) {
    length += part.value.length;
    if (length > MAX_BYTES) {
      // Not waited for: a server that does not let go must not hold the look-up.
      reader?.cancel().catch(() => undefined);
      throw new LynkBadAnswerError('too_large', status);
    }
    chunks.push(part.value);
  }
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}
