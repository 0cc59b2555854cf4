import type { Redactor, SecurityToken } from '@lynk-auth/core';
import {
  isQueryDocument,
  type ResponseHeaders,
  readGraphQLResult,
  readResponse,
  type Transport,
} from '@lynk-auth/core/client';
import { describeFailure } from '@lynk-auth/core/internal';
import type { AnyFetch } from './fetch.ts';
import { sendOnce } from './send-once.ts';

/** Options of one call. */
export interface CallOptions {
  /** Aborts the call. */
  readonly signal?: AbortSignal | null | undefined;
  /** The operation to execute, if the document contains several. */
  readonly operationName?: string | undefined;
  /**
   * The time limit of one attempt of this call, in milliseconds.
   * @default the `timeoutMs` of the client
   */
  readonly timeoutMs?: number | undefined;
}

/** A GraphQL operation and the request body that contains it. */
export interface Operation {
  readonly query: string;
  readonly body: string | Blob;
}

/** The result of a successful operation. */
export interface OperationResult<T> {
  readonly data: T;
  readonly headers: ResponseHeaders;
  readonly status: number;
  readonly token: SecurityToken;
}

/** Sends a GraphQL operation. Rejects with a `LynkError`, also for a 200 with errors. */
export type SendOperation = <T>(operation: Operation, options: CallOptions) => Promise<OperationResult<T>>;

/** Shared, since creating a decoder costs more than using it. */
const decoder = /* @__PURE__ */ new TextDecoder();

/** Creates a function that sends GraphQL operations through a transport. */
export function createOperationSender(
  fetch: AnyFetch,
  transport: Transport,
  redact: Redactor,
): SendOperation {
  const { endpoint, maxResponseBytes, format } = transport;
  return async <T>({ query, body }: Operation, { signal, operationName, timeoutMs }: CallOptions) => {
    const call = {
      method: 'POST',
      url: endpoint,
      canReplay: true,
      isQuery: () => isQueryDocument(query, operationName),
      signal,
      timeoutMs,
    };
    const headers = (authorization: string) => ({
      Accept: 'application/json',
      Authorization: authorization,
      // The type of a form contains its boundary.
      'Content-Type': typeof body === 'string' ? 'application/json' : body.type,
    });
    const init = { method: 'POST', headers, body };
    const {
      status,
      headers: responseHeaders,
      text,
      token,
    } = await transport.send(call, async (attempt) => {
      const response = await sendOnce(fetch, attempt, init);
      const { status, headers } = response;
      const text = decoder.decode(await readResponse(response, maxResponseBytes));
      return { status, headers, text, token: attempt.token };
    });
    const result = readGraphQLResult<T>(status, responseHeaders, text, { redact });
    if (!result.ok) throw describeFailure(result.error, { method: 'POST', url: endpoint, token, format });
    return { data: result.data, headers: responseHeaders, status, token };
  };
}
