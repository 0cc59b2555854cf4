/** The largest accepted body, in bytes. */
const LIMIT = 16 * 1024 * 1024;

type Body = AsyncIterable<Uint8Array> | ReadableStream<Uint8Array> | null;

/** The value of a body, or the code of the error response. */
export type JsonResult =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly code: 'bad_request' | 'content_too_large' };

/**
 * Reads a JSON body up to a limit.
 *
 * @param body Node's request, or the `body` of a web `Request`.
 * @returns The value, which is `undefined` if there is no body.
 */
export async function readJson(body: Body): Promise<JsonResult> {
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  // Every runtime can iterate over a stream, but not every type library declares it.
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
