import { LynkBadResponseError } from '../../errors/errors.ts';

/**
 * Reads a body, which must not be larger than the limit when it is unpacked. It is counted while it
 * comes: what a header says of its length, or a compression hides, proves nothing.
 *
 * @param response A web `Response`, or as much of it.
 * @param maxBytes The limit, in bytes.
 * @returns The whole body.
 * @throws {LynkBadResponseError} when it is larger; the rest is not read.
 */
export async function readBody(
  { body, status }: Pick<Response, 'body' | 'status'>,
  maxBytes: number,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = body?.getReader();
  for (let part = await reader?.read(); part?.value !== undefined; part = await reader?.read()) {
    length += part.value.length;
    if (length > maxBytes) {
      // Not waited for: a server that does not let go must not hold the lookup.
      reader?.cancel().catch(() => undefined);
      throw new LynkBadResponseError('too_large', status);
    }
    chunks.push(part.value);
  }
  const [first] = chunks;
  if (first !== undefined && chunks.length === 1) return first;
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}
