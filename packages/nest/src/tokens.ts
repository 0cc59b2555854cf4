// In the registry of symbols, and strings: the ESM and the CJS copy of this package must agree.

/**
 * The token of the module's options, for tests: `overrideProvider(LYNK_AUTH_OPTIONS).useValue({ verifier })`.
 */
export const LYNK_AUTH_OPTIONS = Symbol.for('@lynk-auth/nest/options');

/** The token of what judges requests. */
export const AUTHENTICATOR = Symbol.for('@lynk-auth/nest/authenticator');

/** The token of what knows the permissions that GraphQL operations need. */
export const OPERATIONS = Symbol.for('@lynk-auth/nest/operations');

/** The token of the guard, whichever copy of its class it is of. */
export const GUARD = Symbol.for('@lynk-auth/nest/guard');

/** The token of whether the guard is global. */
export const GLOBAL_GUARD = Symbol.for('@lynk-auth/nest/global-guard');

/** On a client of a gateway: how it came, see `Handshake`. */
export const HANDSHAKE = Symbol.for('@lynk-auth/nest/handshake');

/** Of decorators: what a handler or a class asks for. */
export const PERMISSIONS_METADATA = '@lynk-auth/nest:permissions';

/** Of decorators: that a handler or a class may be asked by nobody. */
export const PUBLIC_METADATA = '@lynk-auth/nest:public';
