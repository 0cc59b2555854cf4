import { readResponse } from '@lynk-auth/core/client';
import type { AxiosResponse } from 'axios';

/**
 * Reads an answer of the fetch adapter, which by itself neither lets go of the connection where there is too
 * much of it, nor tells the status then.
 *
 * @param response What the adapter gave, asked for a stream.
 * @param responseType What the caller asked for.
 * @param maxBytes The most that it may hold.
 * @returns The same, with its data as asked for.
 */
export async function readStream(
  response: AxiosResponse,
  responseType: string | undefined,
  maxBytes: number,
): Promise<AxiosResponse> {
  const { data, status, headers } = response;
  const bytes = await readResponse({ body: data ?? null, status }, maxBytes);
  const type = String(headers['content-type'] ?? '');
  const whole = new Response(bytes as Uint8Array<ArrayBuffer>, { headers: { 'content-type': type } });
  switch (responseType?.toLowerCase()) {
    case 'arraybuffer':
      return { ...response, data: await whole.arrayBuffer() };
    case 'blob':
      return { ...response, data: await whole.blob() };
    case 'formdata':
      return { ...response, data: await whole.formData() };
    default:
      return { ...response, data: new TextDecoder().decode(bytes) };
  }
}
