import type { IncomingLike, NodeRequestLike, NodeResponseLike } from '@lynk-auth/core/server';

// The parts of Node's types that are used here. They are structural and import nothing from Node.

/** Node's request, which both adapters wrap or extend. */
export type NodeRequest = NodeRequestLike & IncomingLike & { readonly method?: string | undefined };

/** Node's response. */
export type NodeResponse = NodeResponseLike & { readonly destroyed?: boolean };

/** Returns Node's request or response: Fastify's objects wrap it as `raw`, Express's extend it. */
export function unwrapRaw<Raw extends object>(wrapped: Raw | { readonly raw: Raw }): Raw {
  return (wrapped as { readonly raw?: Raw }).raw ?? (wrapped as Raw);
}
