import type { IncomingLike, NodeRequestLike } from '@lynk-auth/core';

// As much of Node as is used here; structural, no import of Node.

/** A request of Node, as both adapters have it below their own. */
export type NodeRequest = NodeRequestLike & IncomingLike & { readonly method?: string | undefined };

/** The response to it. */
export interface NodeResponse {
  readonly headersSent: boolean;
  statusCode: number;
  readonly destroyed?: boolean;
  setHeader(name: string, value: string): unknown;
  end(body?: string): unknown;
}

/** Node's own, of which Fastify's is a wrapper and Express's is an extension. */
export function rawOf<Raw extends object>(wrapped: Raw | { readonly raw: Raw }): Raw {
  return (wrapped as { readonly raw?: Raw }).raw ?? (wrapped as Raw);
}
