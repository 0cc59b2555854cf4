import { LynkConfigurationError } from '@lynk-auth/core/internal';
import type { ArgumentsHost } from '@nestjs/common';
import { type NodeRequest, unwrapRaw } from './node-exchange.ts';

/** The part of a GraphQL context that is used here. */
interface GraphQLContext {
  readonly req?: NodeRequest | { readonly raw: NodeRequest };
  readonly request?: NodeRequest | { readonly raw: NodeRequest };
}

export const NO_REQUEST =
  'LynkAuthModule: the GraphQL context has no "req"; return the request as "req" from the context option.';

/** Finds the object that holds the auth context, by context type. */
const requests: Readonly<Record<string, (host: ArgumentsHost) => object | undefined>> = {
  http: (host) => unwrapRaw(host.switchToHttp().getRequest<NodeRequest>()),
  // Root, arguments, context, info.
  graphql: (host) => findGraphQLRequest(host.getArgByIndex(2)),
  ws: (host) => host.switchToWs().getClient<object>(),
};

/** Returns the request in a GraphQL context. */
export function findGraphQLRequest(context: GraphQLContext | null | undefined): object | undefined {
  const request = context?.req ?? context?.request;
  return request == null ? undefined : unwrapRaw(request);
}

/**
 * Finds the object that holds the auth context: Node's request, or the client of a WebSocket gateway.
 *
 * @param host The context that Nest passes.
 * @param caller The name of the caller, for error messages.
 * @throws {LynkConfigurationError} if the context type is unknown, or a GraphQL context has no request.
 */
export function findRequest(host: ArgumentsHost, caller: string): object {
  const type = host.getType<string>();
  const find = Object.hasOwn(requests, type) ? requests[type] : undefined;
  if (find === undefined) {
    throw new LynkConfigurationError(
      `${caller}: only HTTP, GraphQL and WebSocket contexts have a principal.`,
    );
  }
  const request = find(host);
  if (request === undefined) {
    throw new LynkConfigurationError(NO_REQUEST);
  }
  return request;
}
