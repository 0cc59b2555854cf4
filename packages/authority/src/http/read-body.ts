/** The body, or why it was not read. */
export type BodyResult =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly code: 'content_too_large' | 'bad_request' };

const tooLarge: BodyResult = Object.freeze({ ok: false, code: 'content_too_large' });

/**
 * Reads the body of a request as UTF-8. It stops reading at the limit, whatever the header says.
 *
 * @param request The request.
 * @param maxBytes The size of the largest body, in bytes.
 */
export async function readBody(request: Request, maxBytes: number): Promise<BodyResult> {
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) return tooLarge;
  const { body } = request;
  if (body === null) return { ok: true, text: '' };
  const reader = body.getReader();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  let size = 0;
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      size += part.value.byteLength;
      if (size > maxBytes) {
        reader.cancel().catch(() => undefined);
        return tooLarge;
      }
      text += decoder.decode(part.value, { stream: true });
    }
    return { ok: true, text: text + decoder.decode() };
  } catch {
    // The client went away, or it did not send UTF-8. Neither error may be shown: it can quote the body.
    reader.cancel().catch(() => undefined);
    return { ok: false, code: 'bad_request' };
  }
}

/** Whether the media type of a request is this one. Its parameters, such as `charset`, do not matter. */
export const hasMediaType = (request: Request, type: string): boolean =>
  request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() === type;
