import type { TransportAttempt } from '@lynk-auth/core/client';
import { AxiosHeaders, type InternalAxiosRequestConfig } from 'axios';

/**
 * The config of one try: a copy, since the one that axios passes on is part of every answer and every
 * error. Here, and nowhere else, the token becomes part of one.
 *
 * @param config The caller's; it is not changed.
 * @param attempt The try.
 * @param maxResponseBytes The most that the answer may hold.
 */
export function attemptConfig(
  config: InternalAxiosRequestConfig,
  { url, authorization, signal }: TransportAttempt,
  maxResponseBytes: number,
): InternalAxiosRequestConfig {
  const { maxContentLength = -1, fetchOptions, proxy } = config;
  // A copy of it as it is. `concat` writes every name and value anew, which takes ten times as long.
  const headers = Object.assign(new AxiosHeaders(), config.headers);
  // True: one that the caller set, or forbade by `false`, gives way.
  headers.set('Authorization', authorization, true);
  return {
    ...config,
    url,
    headers,
    signal,
    baseURL: undefined,
    params: undefined,
    // Basic would take the token's place.
    auth: undefined,
    // Both are the transport's: it ends the try by the signal.
    cancelToken: undefined,
    timeout: 0,
    maxRedirects: 0,
    fetchOptions: { ...fetchOptions, redirect: 'manual' },
    maxContentLength: maxContentLength < 0 ? maxResponseBytes : Math.min(maxContentLength, maxResponseBytes),
    // Over plain http a proxy would read the token.
    proxy: url.startsWith('http:') ? false : (proxy as never),
    // Every answer is the transport's to judge.
    validateStatus: () => true,
  } as unknown as InternalAxiosRequestConfig;
}
