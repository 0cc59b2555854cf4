import { LynkHttpError, type Redactor } from '@lynk-auth/core';
import { readGraphQLResult } from '@lynk-auth/core/client';
import { type $Fetch, createFetch, type FetchContext, type FetchResponse } from 'ofetch';
import type { Fetch } from './fetch.ts';

/** Creates the ofetch instance for other paths of the endpoint's origin. It throws a `LynkError`. */
export function createRaw(fetch: Fetch, endpoint: string, redact: Redactor): $Fetch {
  return createFetch({ fetch: fetch as typeof globalThis.fetch, Headers, AbortController }).create({
    baseURL: new URL(endpoint).origin,
    // The transport retries.
    retry: 0,
    onRequestError({ error }) {
      throw error;
    },
    onResponseError({ response }: FetchContext & { response: FetchResponse<unknown> }) {
      const { status, headers, _data } = response;
      const body = typeof _data === 'string' ? _data : (JSON.stringify(_data) ?? '');
      const result = readGraphQLResult(status, headers, body, { redact });
      throw result.ok ? new LynkHttpError(status) : result.error;
    },
  });
}
