import type { IncomingMessage } from 'node:http';

/** What became of reading a body. */
export type BodyResult =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly reason: 'too_large' | 'not_utf8' | 'cut' };

/**
 * Reads a body whole, but no more of it than the limit.
 *
 * @param request The request.
 * @param limit The most that is read, in bytes.
 */
export async function readBody(request: IncomingMessage, limit: number): Promise<BodyResult> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      size += chunk.length;
      if (size > limit) return { ok: false, reason: 'too_large' };
      chunks.push(chunk);
    }
  } catch {
    return { ok: false, reason: 'cut' };
  }
  try {
    return { ok: true, text: new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks)) };
  } catch {
    return { ok: false, reason: 'not_utf8' };
  }
}
