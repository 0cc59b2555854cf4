import type { TransportAttempt } from '@lynk-auth/core/client';
import { AxiosHeaders, type InternalAxiosRequestConfig } from 'axios';

/**
 * Creates the config of one attempt. It is a copy, since the caller's config is part of every response and error.
 * This is the only place where the token becomes part of a config.
 *
 * @param config The caller's config. It is not changed.
 * @param attempt The attempt of the transport.
 * @param maxResponseBytes The maximum size of the response body.
 */
export function createAttemptConfig(
  config: InternalAxiosRequestConfig,
  { url, authorization, signal }: TransportAttempt,
  maxResponseBytes: number,
): InternalAxiosRequestConfig {
  const { maxContentLength = -1, fetchOptions, proxy } = config;
  // A plain copy. `AxiosHeaders.concat` normalizes every header again, which takes ten times as long.
  const headers = Object.assign(new AxiosHeaders(), config.headers);
  // `true` overrides a header that the caller has set, or disabled with `false`.
  headers.set('Authorization', authorization, true);
  return {
    ...config,
    url,
    headers,
    signal,
    baseURL: undefined,
    params: undefined,
    // Basic credentials would replace the token.
    auth: undefined,
    // The transport enforces both with the signal.
    cancelToken: undefined,
    timeout: 0,
    maxRedirects: 0,
    fetchOptions: { ...fetchOptions, redirect: 'manual' },
    maxContentLength: maxContentLength < 0 ? maxResponseBytes : Math.min(maxContentLength, maxResponseBytes),
    // A proxy could read the token over plain http.
    proxy: url.startsWith('http:') ? false : (proxy as never),
    // The transport evaluates every status.
    validateStatus: () => true,
  } as unknown as InternalAxiosRequestConfig;
}
