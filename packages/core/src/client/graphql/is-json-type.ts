/** `application/json`, `application/graphql-response+json`, and what else is JSON. */
const JSON_TYPE = /^(?:application|text)\/(?:[\w.!#$&^-]+\+)?json[ \t]*(?:;|$)/i;

/**
 * Tells whether a `Content-Type` says that the content is JSON.
 *
 * @param contentType The header's value; nothing where it is absent.
 * @returns True for `application/json` and all that ends in `+json`, whatever the parameters; false
 *   for an absent one.
 * @example
 * ```ts
 * import { isJsonType } from '@lynk-auth/core/client';
 *
 * isJsonType('application/json; charset=utf-8'); // true
 * isJsonType('text/html'); // false
 * ```
 */
export function isJsonType(contentType: string | null | undefined): boolean {
  return JSON_TYPE.test(contentType ?? '');
}
