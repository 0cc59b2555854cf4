/**
 * Names the option that lets a client run in a browser's page, where whoever looks at the page, and every
 * script in it, can read the token.
 *
 * @example
 * createLynkClient({ token, [allowTokenInBrowser]: true });
 */
export const allowTokenInBrowser: unique symbol = /* @__PURE__ */ Symbol.for('lynk-auth.allowTokenInBrowser');
