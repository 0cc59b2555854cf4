import { readOwn } from '../../common/read-own.ts';
import { LynkConfigurationError } from '../../errors/errors.ts';
import type { Principal } from '../../principal/principal.ts';
import { getAuthContext } from './auth-context.ts';

/** Reads the principal from a framework's request: `getPrincipal` of every plugin. */
export interface PrincipalAccessor<RequestObject extends object> {
  /** @throws {LynkConfigurationError} if no plugin ran before, or if the request is anonymous. */
  (request: RequestObject): Principal;
  /**
   * @returns `null` for an anonymous request, which only a plugin in optional mode lets pass.
   * @throws {LynkConfigurationError} if no plugin ran before.
   */
  (request: RequestObject, options: { readonly optional: true }): Principal | null;
}

/**
 * Reads the principal of a request. Behind a plugin in optional mode, pass `{ optional: true }`.
 *
 * @param request The object on which {@link setAuthContext} stored the auth context.
 * @param options `optional`: whether to return `null` for an anonymous request. Default: `false`.
 * @returns The principal; with `optional` also `null`.
 * @throws {LynkConfigurationError} if no plugin ran before, or if the request is anonymous and `optional` is not set.
 */
export const getPrincipal = ((request, options) => {
  const { principal } = getAuthContext(request, 'getPrincipal');
  if (principal === null && readOwn(options, 'optional') !== true) {
    throw new LynkConfigurationError(
      'getPrincipal: the request is anonymous, which optional mode allows. Pass { optional: true }, or require a permission first.',
    );
  }
  return principal;
}) as (
  request: object,
  options?: { readonly optional: true },
) => Principal | null as PrincipalAccessor<object>;
