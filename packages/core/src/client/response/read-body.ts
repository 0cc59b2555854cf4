import { LynkBadResponseError } from '../../errors/errors.ts';
import { openBody } from './open-body.ts';

/**
 * Reads a body with a limit on its decompressed size. It counts the bytes as they arrive, since `Content-Length` is not
 * reliable.
 *
 * @param response A web `Response`, that of another implementation of `fetch`, or its `body` and `status`.
 * @param maxBytes The limit, in bytes.
 * @returns The whole body.
 * @throws {LynkBadResponseError} as a rejection, if it is larger. The rest is not read.
 */
export async function readBody(
  { body, status }: { readonly body: unknown; readonly status: number },
  maxBytes: number,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  if (body === null || body === undefined) return new Uint8Array();
  const reader = openBody(body);
  for (let part = await reader.read(); part.value !== undefined; part = await reader.read()) {
    length += part.value.length;
    if (length > maxBytes) {
      // Not awaited: a server that does not close the stream must not delay the caller.
      void reader.cancel();
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
