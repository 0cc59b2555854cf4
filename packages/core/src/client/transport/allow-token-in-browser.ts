/**
 * Names the option that lets a client run in a browser's page, where whoever looks at the page, and every
 * script in it, can read the token.
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
