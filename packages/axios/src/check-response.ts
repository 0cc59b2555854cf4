import { type LynkError, LynkHttpError, type Redactor } from '@lynk-auth/core';
import { isEndpoint, readGraphQLResult } from '@lynk-auth/core/client';
import type { AxiosResponse } from 'axios';

interface Judge {
  readonly endpoint: string;
  /** Where the request went. */
  readonly url: string;
  readonly redact: Redactor;
}

/** The error that an answer is, if it is one: by its status, or a GraphQL answer that is none of success. */
export function checkResponse(
  response: AxiosResponse,
  { endpoint, url, redact }: Judge,
): LynkError | undefined {
  const { status, headers, data, config } = response;
  const body = typeof data === 'string' ? data : '';
  const isAccepted = config.validateStatus ? config.validateStatus(status) : true;
  const isSuccess = status >= 200 && status <= 299;
  const isGraphQL =
    config.method?.toLowerCase() === 'post' && typeof data === 'string' && isEndpoint(url, endpoint);
  if (isAccepted && !(isSuccess && isGraphQL)) return undefined;
  const answer = readGraphQLResult(status, headers as Record<string, string>, body, { redact });
  if (!answer.ok) return answer.error;
  return isAccepted ? undefined : new LynkHttpError(status);
}
