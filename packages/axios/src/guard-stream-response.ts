import { discardBody, guardStream, hasMethod } from '@lynk-auth/core/internal';
import type { AxiosResponse } from 'axios';

/** The part of a Node.js stream that is used. */
interface NodeStream {
  once(event: 'close', listener: () => void): void;
  destroy(): void;
}

/**
 * Lets the caller's signal end the body of a response with `responseType: 'stream'`, which outlives the call. The listener
 * is removed as soon as the body has ended, since a signal may serve a thousand calls.
 *
 * @param response The response of the adapter.
 * @param signal The caller's signal.
 * @param request The request of the adapter: for `http`, a `ClientRequest` of Node.
 * @returns The response. Its data is still a stream of the same kind.
 */
export function guardStreamResponse(
  response: AxiosResponse,
  signal: AbortSignal | undefined,
  request: unknown,
): AxiosResponse {
  const { data, status } = response;
  if (signal === undefined) return response;
  if (hasMethod(data, 'getReader'))
    return { ...response, data: guardStream({ body: data, status }, { signal }) };
  if (hasMethod(data, 'destroy') && hasMethod(data, 'once'))
    destroyOnAbort(data as NodeStream, signal, request);
  return response;
}

function destroyOnAbort(stream: NodeStream, signal: AbortSignal, request: unknown): void {
  const abort = () => {
    stream.destroy();
    // The stream of axios waits for the next chunk before it closes, and closes the connection only then.
    discardBody(request);
  };
  if (signal.aborted) {
    abort();
    return;
  }
  signal.addEventListener('abort', abort);
  stream.once('close', () => signal.removeEventListener('abort', abort));
}
