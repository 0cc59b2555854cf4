import { LynkHttpError, type Redactor } from '@lynk-auth/core';
import { readGraphQLResult, type Transport } from '@lynk-auth/core/client';
import { describeFailure } from '@lynk-auth/core/internal';
import { createFetch, type FetchContext, type FetchResponse } from 'ofetch';
import { sentTokens } from './authorize-fetch.ts';
import type { Fetch } from './fetch.ts';
import type { RawFetch } from './raw-fetch.ts';

/** Creates the ofetch instance for other paths of the endpoint's origin. It throws a `LynkError`. */
export function createRaw(fetch: Fetch, { endpoint, format }: Transport, redact: Redactor): RawFetch {
  const instance: unknown = createFetch({
    fetch: fetch as typeof globalThis.fetch,
    Headers,
    AbortController,
  }).create({
    baseURL: new URL(endpoint).origin,
    // The transport retries.
    retry: 0,
    onRequestError({ error }) {
      throw error;
    },
    onResponseError({ response, options }: FetchContext & { response: FetchResponse<unknown> }) {
      const { status, headers, _data } = response;
      const body = typeof _data === 'string' ? _data : (JSON.stringify(_data) ?? '');
      const result = readGraphQLResult(status, headers, body, { redact });
      const error = result.ok ? new LynkHttpError(status) : result.error;
      throw describeFailure(error, {
        method: options.method ?? 'GET',
        url: endpoint,
        token: sentTokens.get(response),
        format,
      });
    },
  });
  return instance as RawFetch;
}
