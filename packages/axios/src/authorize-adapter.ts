import { createRedactor, isLynkError, type TokenFormat } from '@lynk-auth/core';
import { isQueryRequest, type Transport } from '@lynk-auth/core/client';
import axios, { type AxiosAdapter, type AxiosResponse, type InternalAxiosRequestConfig } from 'axios';
import { canReplay } from './can-replay.ts';
import { checkResponse } from './check-response.ts';
import { type Adapter, sendOnce } from './send-once.ts';
import { toFailure } from './to-failure.ts';
import { withCancelToken } from './with-cancel-token.ts';

/** An adapter that sends by a transport, with another one on the wire. */
export function authorizeAdapter(adapter: Adapter, transport: Transport, format: TokenFormat): AxiosAdapter {
  const { endpoint, maxResponseBytes } = transport;
  const redact = createRedactor({ formats: [format] });

  return async (config) => {
    const { method = 'get', data, timeout: timeoutMs } = config;
    let url = addressOf(config);
    const isQuery = () => isQueryRequest({ method, url: new URL(url, endpoint).href, body: data }, endpoint);
    const send = (signal: AbortSignal | undefined) =>
      transport.send({ url, canReplay: canReplay(data), isQuery, timeoutMs, signal }, async (attempt) => {
        url = attempt.url;
        const response = await sendOnce({ adapter, config, maxResponseBytes }, attempt);
        const { status, headers } = response;
        // A stream goes on after the try. Nothing else is held on to: a signal may serve a thousand calls.
        if (config.responseType === 'stream') {
          signal?.addEventListener('abort', () => discard(response), { once: true });
        }
        return {
          status,
          headers: headers as Record<string, string>,
          response,
          discard: () => discard(response),
        };
      });
    try {
      const { response } = await withCancelToken(config, send);
      const plain = withoutRequest(response, config);
      const error = checkResponse(plain, { endpoint, url, redact });
      if (error === undefined) return plain;
      // What a server says of a failure may repeat what it was sent.
      const masked = typeof plain.data === 'string' ? redact(plain.data) : plain.data;
      const headers = redact({ ...plain.headers }) as AxiosResponse['headers'];
      throw toFailure(error, { config, response: { ...plain, data: masked, headers } });
    } catch (error) {
      throw isLynkError(error) && !('config' in error) ? toFailure(error, { config }) : error;
    }
  };
}

/** Where a request goes, as axios puts it together; that takes it as long as a tenth of a call. */
const addressOf = (config: InternalAxiosRequestConfig): string =>
  config.baseURL || config.params ? axios.getUri(config) : (config.url ?? '');

/** The config of the try and the request, a `ClientRequest` or a `Request`, hold the token. */
const withoutRequest = (
  { data, status, statusText, headers }: AxiosResponse,
  config: InternalAxiosRequestConfig,
): AxiosResponse => ({ data, status, statusText, headers, config });

/** Lets go of a body that is a stream: Node's, or a web one. */
function discard({ data }: AxiosResponse): void {
  const { destroy, cancel } = (data ?? {}) as { destroy?: unknown; cancel?: unknown };
  if (typeof destroy === 'function') destroy.call(data);
  else if (typeof cancel === 'function') cancel.call(data).catch(() => undefined);
}
