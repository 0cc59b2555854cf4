/**
 * The name of the option that allows a client in a browser page, where the user and every script can read the token.
 *
 * @example
 * ```ts
 * import type { SecurityToken } from '@lynk-auth/core';
 * import { allowTokenInBrowser } from '@lynk-auth/core/client';
 * import { createLynkClient } from '@lynk-auth/fetch';
 *
 * declare const token: SecurityToken;
 *
 * createLynkClient({ token, [allowTokenInBrowser]: true });
 * ```
 */
export const allowTokenInBrowser: unique symbol = /* @__PURE__ */ Symbol.for('lynk-auth.allowTokenInBrowser');
