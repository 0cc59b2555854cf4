import { type PrincipalAccessor, getPrincipal as read } from '@lynk-auth/core/server';
import { type ArgumentsHost, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { findRequest } from '../find-request.ts';

/**
 * Returns the principal of a request, for your own interceptors, filters and guards.
 *
 * @param host The context that Nest passes, of HTTP, GraphQL or a WebSocket gateway.
 * @param options `optional`: return `null` for a request without credentials. Default: `false`.
 * @returns The principal; `null` only with `optional`.
 * @throws {LynkConfigurationError} if the module did not run, or if the principal is `null` and `optional` is
 *   not set.
 * @example
 * ```ts
 * import { getPrincipal } from '@lynk-auth/nest';
 * import type { ExecutionContext } from '@nestjs/common';
 *
 * declare const context: ExecutionContext;
 *
 * const { organizationId } = getPrincipal(context);
 * ```
 */
export const getPrincipal = ((host: ArgumentsHost, options?: { readonly optional: true }) =>
  read(
    findRequest(host, 'getPrincipal'),
    options as { readonly optional: true },
  )) as PrincipalAccessor<ArgumentsHost>;

/**
 * Injects the principal into a handler parameter: `@CurrentPrincipal() principal: Principal`. On a `@Public()`
 * handler: `@CurrentPrincipal({ optional: true }) principal: Principal | null`.
 *
 * @param options `optional`: inject `null` for a request without credentials. Default: `false`, which makes such a
 *   request an error (500).
 * @returns A parameter decorator for HTTP, GraphQL and WebSocket handlers.
 */
export const CurrentPrincipal: (options?: { readonly optional: true }) => ParameterDecorator =
  createParamDecorator((options: { readonly optional: true } | undefined, context: ExecutionContext) =>
    getPrincipal(context, options as { readonly optional: true }),
  );
