import type { Redactor, SecurityToken } from '@lynk-auth/core';
import {
  isQueryDocument,
  type ResponseHeaders,
  readGraphQLResult,
  readResponse,
  type Transport,
} from '@lynk-auth/core/client';
import type { Fetch } from './fetch.ts';
import { refuseRedirected, sendOnce } from './send-once.ts';

/** What a call may be told. */
export interface CallOptions {
  /** Ends the call. */
  readonly signal?: AbortSignal | null | undefined;
  /** Which operation of the document is meant, where it has several. */
  readonly operationName?: string | undefined;
  /**
   * How long one try of this call may take, in milliseconds.
   * @default the client's
   */
  readonly timeoutMs?: number | undefined;
}

/** A GraphQL operation, and the body that it is sent in. */
export interface Operation {
  readonly query: string;
  readonly body: string | FormData;
}

/** What came of it. */
export interface Told<T> {
  readonly data: T;
  readonly headers: ResponseHeaders;
  readonly status: number;
  readonly token: SecurityToken;
}

/** Sends GraphQL operations by a transport. */
export type Ask = <T>(operation: Operation, options: CallOptions) => Promise<Told<T>>;

const JSON_TYPE = { 'Content-Type': 'application/json' } as const;

/** Making one costs more than using it. */
const decoder = /* @__PURE__ */ new TextDecoder();

export function createAsk(fetch: Fetch, transport: Transport, redact: Redactor): Ask {
  const { endpoint, maxResponseBytes } = transport;
  return async <T>({ query, body }: Operation, { signal, operationName, timeoutMs }: CallOptions) => {
    const call = {
      url: endpoint,
      canReplay: true,
      isQuery: () => isQueryDocument(query, operationName),
      signal,
      timeoutMs,
    };
    // A form brings its own type, with its boundary.
    const type = typeof body === 'string' ? JSON_TYPE : undefined;
    const headers = (authorization: string) => ({
      Accept: 'application/json',
      Authorization: authorization,
      ...type,
    });
    const init = { method: 'POST', headers, body };
    const {
      status,
      headers: said,
      text,
      token,
    } = await transport.send(call, async (attempt) => {
      const response = refuseRedirected(await sendOnce(fetch, attempt, init));
      const { status, headers } = response;
      const text = decoder.decode(await readResponse(response, maxResponseBytes));
      return { status, headers, text, token: attempt.token };
    });
    const answer = readGraphQLResult<T>(status, said, text, { redact });
    if (!answer.ok) throw answer.error;
    return { data: answer.data, headers: said, status, token };
  };
}
