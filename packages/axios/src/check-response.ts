import { type LynkError, LynkHttpError, type Redactor } from '@lynk-auth/core';
import { isEndpoint, readGraphQLResult } from '@lynk-auth/core/client';
import type { AxiosResponse } from 'axios';

interface CheckOptions {
  readonly endpoint: string;
  /** The URL of the request. */
  readonly url: string;
  readonly redact: Redactor;
}

/** Returns the error of a response, by its status or as an unsuccessful GraphQL response; `undefined` for success. */
export function checkResponse(
  response: AxiosResponse,
  { endpoint, url, redact }: CheckOptions,
): LynkError | undefined {
  const { status, headers, data, config } = response;
  const body = typeof data === 'string' ? data : '';
  const isAccepted = config.validateStatus ? config.validateStatus(status) : true;
  const isSuccess = status >= 200 && status <= 299;
  const isGraphQL =
    config.method?.toLowerCase() === 'post' && typeof data === 'string' && isEndpoint(url, endpoint);
  if (isAccepted && !(isSuccess && isGraphQL)) return undefined;
  const result = readGraphQLResult(status, headers as Record<string, string>, body, { redact });
  if (!result.ok) return result.error;
  return isAccepted ? undefined : new LynkHttpError(status);
}
