import type { TransportOptions } from '@lynk-auth/core/client';

/** How a behaviour calls a client, whatever it is made of. */
export interface CallOptions {
  readonly signal?: AbortSignal;
  readonly operationName?: string;
}

/** A client under test. Each answers as its users would see it; what it throws is what they would catch. */
export interface Subject {
  /** Sends a GraphQL operation to the endpoint, and gives its data. */
  query(document: string, options?: CallOptions): Promise<unknown>;
  /** Sends to another address; gives the whole answer, as its users hold it. */
  send(
    method: string,
    address: string,
    options?: { readonly baseURL?: string; readonly signal?: AbortSignal; readonly body?: unknown },
  ): Promise<unknown>;
}

/** Makes one; throws what making it throws. */
export type MakeSubject = (options: TransportOptions) => Subject;
