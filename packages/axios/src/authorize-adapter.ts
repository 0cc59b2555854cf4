import { createRedactor, isLynkError, type TokenFormat } from '@lynk-auth/core';
import { isQueryRequest, type Transport } from '@lynk-auth/core/client';
import axios, { type AxiosAdapter, type AxiosResponse, type InternalAxiosRequestConfig } from 'axios';
import { addAxiosProperties } from './add-axios-properties.ts';
import { canReplay } from './can-replay.ts';
import { checkResponse } from './check-response.ts';
import { type Adapter, sendOnce } from './send-once.ts';
import { withCancelToken } from './with-cancel-token.ts';

/** Creates an adapter that sends through a transport and uses another adapter for each attempt. */
export function authorizeAdapter(adapter: Adapter, transport: Transport, format: TokenFormat): AxiosAdapter {
  const { endpoint, maxResponseBytes } = transport;
  const redact = createRedactor({ formats: [format] });

  return async (config) => {
    const { method = 'get', data, timeout: timeoutMs } = config;
    let url = resolveUrl(config);
    const isQuery = () => isQueryRequest({ method, url: new URL(url, endpoint).href, body: data }, endpoint);
    const send = (signal: AbortSignal | undefined) =>
      transport.send({ url, canReplay: canReplay(data), isQuery, timeoutMs, signal }, async (attempt) => {
        url = attempt.url;
        const response = await sendOnce({ adapter, config, maxResponseBytes }, attempt);
        const { status, headers } = response;
        // A stream outlives the attempt. No listener is added otherwise: a signal may serve a thousand calls.
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
      // The response of a failure may repeat the token.
      const masked = typeof plain.data === 'string' ? redact(plain.data) : plain.data;
      const headers = redact({ ...plain.headers }) as AxiosResponse['headers'];
      throw addAxiosProperties(error, { config, response: { ...plain, data: masked, headers } });
    } catch (error) {
      throw isLynkError(error) && !('config' in error) ? addAxiosProperties(error, { config }) : error;
    }
  };
}

/** Resolves the URL as axios does. `getUri` takes a tenth of the time of a call, so it is called only if needed. */
const resolveUrl = (config: InternalAxiosRequestConfig): string =>
  config.baseURL || config.params ? axios.getUri(config) : (config.url ?? '');

/** Drops the attempt's config and the request (a `ClientRequest` or `Request`), which contain the token. */
const withoutRequest = (
  { data, status, statusText, headers }: AxiosResponse,
  config: InternalAxiosRequestConfig,
): AxiosResponse => ({ data, status, statusText, headers, config });

/** Closes a body that is a Node.js or web stream. */
function discard({ data }: AxiosResponse): void {
  const { destroy, cancel } = (data ?? {}) as { destroy?: unknown; cancel?: unknown };
  if (typeof destroy === 'function') destroy.call(data);
  else if (typeof cancel === 'function') cancel.call(data).catch(() => undefined);
}
