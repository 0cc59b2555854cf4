/** The most that a body may have, in bytes. */
const LIMIT = 16 * 1024 * 1024;

type Body = AsyncIterable<Uint8Array> | ReadableStream<Uint8Array> | null;

/** What a body says, or why it is refused. */
export type JsonResult =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly code: 'bad_request' | 'content_too_large' };

/**
 * Reads the JSON of a body, no more of it than the limit.
 *
 * @param body Node's request, or the `body` of a web `Request`.
 * @returns Its value, `undefined` where there is no body.
 */
export async function readJson(body: Body): Promise<JsonResult> {
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  // Every runtime iterates over a stream; not every library of types knows.
  for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > LIMIT) return { ok: false, code: 'content_too_large' };
    text += decoder.decode(chunk, { stream: true });
  }
  text += decoder.decode();
  try {
    return { ok: true, value: text === '' ? undefined : JSON.parse(text) };
  } catch {
    return { ok: false, code: 'bad_request' };
  }
}
