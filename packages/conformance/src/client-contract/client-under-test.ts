import type { TransportOptions } from '@lynk-auth/core/client';

/** Options of a GraphQL call. */
export interface QueryOptions {
  readonly signal?: AbortSignal;
  readonly operationName?: string;
}

/** Options of a call to any other address. */
export interface SendOptions {
  /** Ignored by a client that has no such option. */
  readonly baseURL?: string;
  readonly signal?: AbortSignal;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/**
 * A client, as its users hold it. What it resolves to and what it rejects with is checked for the token, so
 * return the objects of the client and no copies of them.
 */
export interface ClientUnderTest {
  /** Sends a GraphQL operation to the endpoint and resolves to its data. */
  query(document: string, options?: QueryOptions): Promise<unknown>;
  /** Sends a request to an address of the endpoint's origin and resolves to the response. */
  send(method: string, address: string, options?: SendOptions): Promise<unknown>;
  /**
   * Sends a GET and resolves to the body of the response before it is read. Absent: the client has no such option.
   */
  stream?(
    address: string,
    options: SendOptions,
  ): Promise<ReadableStream<Uint8Array> | (AsyncIterable<Uint8Array> & { destroy(): void })>;
}

/** Creates a client. Throws what the client throws for invalid options. */
export type CreateClient = (options: TransportOptions) => ClientUnderTest;
