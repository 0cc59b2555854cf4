import type { IncomingLike, NodeRequestLike, NodeResponseLike } from '@lynk-auth/core/server';

// As much of Node as is used here; structural, no import of Node.

/** A request of Node, as both adapters have it below their own. */
export type NodeRequest = NodeRequestLike & IncomingLike & { readonly method?: string | undefined };

/** The response to it. */
export type NodeResponse = NodeResponseLike & { readonly destroyed?: boolean };

/** Node's own, of which Fastify's is a wrapper and Express's is an extension. */
export function rawOf<Raw extends object>(wrapped: Raw | { readonly raw: Raw }): Raw {
  return (wrapped as { readonly raw?: Raw }).raw ?? (wrapped as Raw);
}
