/**
 * The name of the option that allows plain http to another machine, which exposes the token to the network. Use it only
 * in a network that encrypts by other means.
 *
 * @example
 * ```ts
 * import type { SecurityToken } from '@lynk-auth/core';
 * import { allowInsecureTransport } from '@lynk-auth/core/client';
 * import { createLynkClient } from '@lynk-auth/fetch';
 *
 * declare const token: SecurityToken;
 *
 * createLynkClient({ token, endpoint: 'http://api.internal/lynkapi', [allowInsecureTransport]: true });
 * ```
 */
export const allowInsecureTransport: unique symbol = /* @__PURE__ */ Symbol.for(
  'lynk-auth.allowInsecureTransport',
);
