// Symbols of the global registry, and strings: the ESM and the CJS copy of this package must agree on them.

/**
 * The injection token of the module's options. A test replaces them with
 * `overrideProvider(LYNK_AUTH_OPTIONS).useValue({ verifier })`.
 */
export const LYNK_AUTH_OPTIONS = Symbol.for('@lynk-auth/nest/options');

/** The injection token of the request authenticator. */
export const AUTHENTICATOR = Symbol.for('@lynk-auth/nest/authenticator');

/** The injection token of the installer, which other copies of this package find in an application. */
export const INSTALLER = Symbol.for('@lynk-auth/nest/installer');

/** The injection token of the authorizer of GraphQL operations. */
export const OPERATION_AUTHORIZER = Symbol.for('@lynk-auth/nest/operation-authorizer');

/** The injection token of the guard, from whichever copy of the package. */
export const GUARD = Symbol.for('@lynk-auth/nest/guard');

/** The injection token of the option `globalGuard`. */
export const GLOBAL_GUARD = Symbol.for('@lynk-auth/nest/global-guard');

/** The property of a gateway's client that holds its `Handshake`, and the mark of an adapter that sets it. */
export const HANDSHAKE = Symbol.for('@lynk-auth/nest/handshake');

/** The metadata key of the permissions that a handler or a class requires. */
export const PERMISSIONS_METADATA = '@lynk-auth/nest:permissions';

/** The metadata key of `@Public()`. */
export const PUBLIC_METADATA = '@lynk-auth/nest:public';
