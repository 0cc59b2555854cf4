import { isQueryDocument } from './is-query-document.ts';

/** A request that is about to be sent, or was. */
export interface SentRequest {
  readonly method: string;
  /** An absolute URL. */
  readonly url: string;
  readonly body: unknown;
}

/**
 * Tells whether a request only reads: GET and HEAD do, and a POST to the endpoint whose text holds nothing
 * but GraphQL queries. What cannot be told does not.
 *
 * @param request The request; its body is only looked at where it is a text.
 * @param endpoint The URL of the API.
 * @returns True where it may be sent again without harm.
 * @example
 * ```ts
 * import { isQueryRequest } from '@lynk-auth/core/client';
 *
 * declare const endpoint: string;
 *
 * isQueryRequest({ method: 'POST', url: endpoint, body: '{"query":"{ organization { id } }"}' }, endpoint); // true
 * ```
 */
export function isQueryRequest({ method, url, body }: SentRequest, endpoint: string): boolean {
  const verb = method.toUpperCase();
  if (verb === 'GET' || verb === 'HEAD') return true;
  if (verb !== 'POST' || typeof body !== 'string' || !isEndpoint(url, endpoint)) return false;
  try {
    const parsed: unknown = JSON.parse(body);
    // Several at once are a list.
    const operations = Array.isArray(parsed) ? parsed : [parsed];
    return operations.length > 0 && operations.every(isQueryOperation);
  } catch {
    return false;
  }
}

/**
 * Tells whether an address is that of the API itself, whatever its query string.
 *
 * @param url An absolute URL.
 * @param endpoint The URL of the API.
 */
export function isEndpoint(url: string, endpoint: string): boolean {
  return withoutQuery(url) === withoutQuery(endpoint);
}

const withoutQuery = (url: string) => url.replace(/[?#].*$/s, '');

function isQueryOperation(operation: unknown): boolean {
  const { query, operationName } = (operation ?? {}) as { query?: unknown; operationName?: unknown };
  const name = operationName ?? undefined;
  if (typeof query !== 'string' || (name !== undefined && typeof name !== 'string')) return false;
  return isQueryDocument(query, name);
}
