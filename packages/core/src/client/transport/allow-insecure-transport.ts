/**
 * Names the option that lets tokens travel over plain http to another machine, where everybody on the
 * way can read them. For a network that encrypts by other means, and for nothing else.
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
