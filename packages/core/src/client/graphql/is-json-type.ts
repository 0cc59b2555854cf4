/** `application/json`, `application/graphql-response+json` and other JSON types. */
const JSON_TYPE = /^(?:application|text)\/(?:[\w.!#$&^-]+\+)?json[ \t]*(?:;|$)/i;

/**
 * Returns whether a `Content-Type` is JSON.
 *
 * @param contentType The header's value; `null` or `undefined` if it is absent.
 * @returns True for `application/json` and types that end in `+json`, with any parameters; false if absent.
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
