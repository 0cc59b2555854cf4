import { LynkConfigurationError } from '../../errors/errors.ts';
import type { Principal } from '../../principal/principal.ts';
import { getAuthContext } from './auth-context.ts';

/** Reads who asks from what the framework keeps for the request: `getPrincipal` of every plugin. */
export interface PrincipalAccessor<RequestObject extends object> {
  /** @throws {LynkConfigurationError} where no plugin ran, and where it ran in optional mode for nobody. */
  (request: RequestObject): Principal;
  /**
   * @returns `null` for nobody, which only a plugin in optional mode lets through.
   * @throws {LynkConfigurationError} where no plugin ran.
   */
  (request: RequestObject, options: { readonly optional: true }): Principal | null;
}

/**
 * Reads who asks. A handler behind a plugin in optional mode says that it knows: `{ optional: true }`.
 *
 * @param request The object on which {@link setAuthContext} left it.
 * @param options `optional`: whether nobody is an answer too. Default: `false`.
 * @returns The principal; with `optional` also `null`.
 * @throws {LynkConfigurationError} where no plugin ran, or there is nobody and `optional` is not set.
 */
export const getPrincipal = ((request, options) => {
  const { principal } = getAuthContext(request, 'getPrincipal');
  if (principal === null && options?.optional !== true) {
    throw new LynkConfigurationError(
      'getPrincipal: nobody asks, which optional mode allows. Ask with { optional: true }, or require a permission first.',
    );
  }
  return principal;
}) as (
  request: object,
  options?: { readonly optional: true },
) => Principal | null as PrincipalAccessor<object>;
