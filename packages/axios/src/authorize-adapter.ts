import { isLynkError } from '@lynk-auth/core';
import { isQueryRequest, type Transport } from '@lynk-auth/core/client';
import { assertOption, createJsonRedactor, describeFailure, discardBody } from '@lynk-auth/core/internal';
import axios, { type AxiosAdapter, type AxiosResponse, type InternalAxiosRequestConfig } from 'axios';
import { addAxiosProperties } from './add-axios-properties.ts';
import { canReplay } from './can-replay.ts';
import { checkResponse } from './check-response.ts';
import { guardStreamResponse } from './guard-stream-response.ts';
import { type Adapter, sendOnce } from './send-once.ts';
import { signalOf } from './signal-of.ts';

/**
 * Creates an adapter that sends through a transport and uses another adapter for each attempt.
 *
 * @param adapter The adapter that sends the requests.
 * @param transport The transport.
 * @param isInsecure Whether the token may be sent without TLS.
 */
export function authorizeAdapter(adapter: Adapter, transport: Transport, isInsecure: boolean): AxiosAdapter {
  const { endpoint, maxResponseBytes, format } = transport;
  const redact = createJsonRedactor(format);

  return async (config) => {
    const { method = 'get', data, timeout: timeoutMs } = config;
    // Without TLS, and to whichever process has opened the socket.
    assertOption(
      'axios',
      isInsecure || !config.socketPath,
      'socketPath would send the token to a local socket instead of the endpoint: remove it, or set [allowInsecureTransport]: true',
    );
    let url = resolveUrl(config);
    const isQuery = () => isQueryRequest({ method, url: new URL(url, endpoint).href, body: data }, endpoint);
    const signal = signalOf(config);
    try {
      const { response, token } = await transport.send(
        { method, url, canReplay: canReplay(data), isQuery, timeoutMs, signal },
        async (attempt) => {
          url = attempt.url;
          const response = await sendOnce({ adapter, config, maxResponseBytes }, attempt);
          const { status, headers } = response;
          return {
            status,
            headers: headers as Record<string, string>,
            response,
            token: attempt.token,
            discard: () => discardBody(response.data),
          };
        },
      );
      const plain = withoutRequest(response, config);
      const failure = checkResponse(plain, { endpoint, url, redact });
      if (failure === undefined) return guardStreamResponse(plain, signal, response.request);
      const error = describeFailure(failure, { method, url: endpoint, token, format });
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
