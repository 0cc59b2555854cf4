import { LynkConfigurationError } from '@lynk-auth/core/internal';
import type { ArgumentsHost } from '@nestjs/common';
import { type NodeRequest, rawOf } from './node-exchange.ts';

/** What the contexts of GraphQL servers hold. */
interface GraphQLContext {
  readonly req?: NodeRequest | { readonly raw: NodeRequest };
  readonly request?: NodeRequest | { readonly raw: NodeRequest };
}

export const NO_REQUEST = 'LynkAuthModule: the context of GraphQL has no "req", so nobody is known.';

/** By type of context, the object on which who asks was left. */
const requests: Readonly<Record<string, (host: ArgumentsHost) => object | undefined>> = {
  http: (host) => rawOf(host.switchToHttp().getRequest<NodeRequest>()),
  // Root, arguments, context, info.
  graphql: (host) => graphqlRequestOf(host.getArgByIndex(2)),
  ws: (host) => host.switchToWs().getClient<object>(),
};

/** The request in the context of a GraphQL server. */
export function graphqlRequestOf(context: GraphQLContext | null | undefined): object | undefined {
  const request = context?.req ?? context?.request;
  return request == null ? undefined : rawOf(request);
}

/**
 * Finds the object on which who asks was left.
 *
 * @throws {LynkConfigurationError} in a type of context that is not known, and in GraphQL where the
 *   context has no request.
 */
export function requestOf(host: ArgumentsHost, caller: string): object {
  const type = host.getType<string>();
  const find = Object.hasOwn(requests, type) ? requests[type] : undefined;
  if (find === undefined) {
    throw new LynkConfigurationError(
      `${caller}: in a context that is not HTTP, GraphQL or WebSocket, nobody is known.`,
    );
  }
  const request = find(host);
  if (request === undefined) {
    throw new LynkConfigurationError(NO_REQUEST);
  }
  return request;
}
