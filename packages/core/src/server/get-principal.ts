import { LynkConfigurationError } from '../common/errors.ts';
import type { Principal } from '../principal/principal.ts';
import { getSession } from './session.ts';

/** Reads who asks from what the framework keeps for the request: `getPrincipal` of every plugin. */
export interface PrincipalAccessor<Carrier extends object> {
  /** @throws {LynkConfigurationError} where no plugin ran, and where it ran in optional mode for nobody. */
  (carrier: Carrier): Principal;
  /**
   * @returns `null` for nobody, which only a plugin in optional mode lets through.
   * @throws {LynkConfigurationError} where no plugin ran.
   */
  (carrier: Carrier, options: { readonly optional: true }): Principal | null;
}

/**
 * Reads who asks. A handler behind a plugin in optional mode says that it knows: `{ optional: true }`.
 *
 * @param carrier The object on which {@link setSession} left it.
 * @param options `optional`: whether nobody is an answer too. Default: `false`.
 * @returns The principal; with `optional` also `null`.
 * @throws {LynkConfigurationError} where no plugin ran, or there is nobody and `optional` is not set.
 */
export const getPrincipal = ((carrier, options) => {
  const { principal } = getSession(carrier, 'getPrincipal');
  if (principal === null && options?.optional !== true) {
    throw new LynkConfigurationError(
      'getPrincipal: nobody asks, which optional mode allows. Ask with { optional: true }, or require a permission first.',
    );
  }
  return principal;
}) as (
  carrier: object,
  options?: { readonly optional: true },
) => Principal | null as PrincipalAccessor<object>;
