/**
 * The security scheme of the tokens, for the document of an API that is written by hand (OpenAPI 3.0 and 3.1).
 *
 * @example
 * ```ts
 * import { openApiSecurityScheme } from '@lynk-auth/core/server';
 *
 * const document = {
 *   openapi: '3.1.0',
 *   info: { title: 'SBOMs', version: '1' },
 *   components: { securitySchemes: { token: openApiSecurityScheme } },
 *   security: [{ token: [] }],
 *   paths: {},
 * };
 * ```
 */
export const openApiSecurityScheme: {
  readonly type: 'http';
  readonly scheme: 'bearer';
  readonly description: string;
} = /* @__PURE__ */ Object.freeze({
  type: 'http',
  scheme: 'bearer',
  description: 'A security token: `Authorization: Bearer <token>`.',
});
