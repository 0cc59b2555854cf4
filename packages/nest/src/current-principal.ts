import { type PrincipalAccessor, getPrincipal as read } from '@lynk-auth/core/server';
import { type ArgumentsHost, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { requestOf } from './request-of.ts';

/**
 * Reads who asks, in an interceptor, a filter or a guard of one's own.
 *
 * @param host The context that Nest hands on: of HTTP, GraphQL or a gateway.
 * @param options `optional`: whether nobody is an answer too. Default: `false`.
 * @returns The principal; with `optional` also `null`.
 * @throws {LynkConfigurationError} where the module did not run, or there is nobody and `optional` is not set.
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
    requestOf(host, 'getPrincipal'),
    options as { readonly optional: true },
  )) as PrincipalAccessor<ArgumentsHost>;

/**
 * Hands a handler who asks: `@CurrentPrincipal() principal: Principal`. Behind `@Public()`, where it may
 * be nobody: `@CurrentPrincipal({ optional: true }) principal: Principal | null`.
 *
 * @param options `optional`: whether nobody is an answer too. Default: `false`, and nobody is an error (500).
 * @returns A decorator of a parameter, in HTTP, GraphQL and gateways.
 */
export const CurrentPrincipal: (options?: { readonly optional: true }) => ParameterDecorator =
  createParamDecorator((options: { readonly optional: true } | undefined, context: ExecutionContext) =>
    getPrincipal(context, options as { readonly optional: true }),
  );
