import { readResponse } from '@lynk-auth/core/client';
import type { AxiosResponse } from 'axios';

/** Shared, since creating a decoder costs more than using it. */
const decoder = /* @__PURE__ */ new TextDecoder();

/**
 * Reads a streamed response of the fetch adapter. If a body is too large, the adapter itself neither closes the
 * connection nor reports the status.
 *
 * @param response The response of the adapter with `responseType: 'stream'`.
 * @param responseType The `responseType` of the caller.
 * @param maxBytes The maximum size of the body.
 * @returns The response with its data converted to `responseType`.
 */
export async function readStream(
  response: AxiosResponse,
  responseType: string | undefined,
  maxBytes: number,
): Promise<AxiosResponse> {
  const { data, status, headers } = response;
  const bytes = await readResponse({ body: data ?? null, status }, maxBytes);
  const whole = () => {
    const type = String(headers['content-type'] ?? '');
    return new Response(bytes as Uint8Array<ArrayBuffer>, { headers: { 'content-type': type } });
  };
  switch (responseType?.toLowerCase()) {
    case 'arraybuffer':
      return { ...response, data: await whole().arrayBuffer() };
    case 'blob':
      return { ...response, data: await whole().blob() };
    case 'formdata':
      return { ...response, data: await whole().formData() };
    default:
      return { ...response, data: decoder.decode(bytes) };
  }
}
