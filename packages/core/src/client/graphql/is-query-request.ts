import { isQueryDocument } from './is-query-document.ts';

/** A request, before or after it was sent. */
export interface SentRequest {
  readonly method: string;
  /** An absolute URL. */
  readonly url: string;
  readonly body: unknown;
}

/**
 * Returns whether a request only reads: a GET, a HEAD, or a POST to the endpoint whose body holds only GraphQL queries.
 * If in doubt it returns false.
 *
 * @param request The request. Its body is examined only if it is a string.
 * @param endpoint The URL of the API.
 * @returns True if it is safe to send the request again.
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
    // A batch is a list.
    const operations = Array.isArray(parsed) ? parsed : [parsed];
    return operations.length > 0 && operations.every(isQueryOperation);
  } catch {
    return false;
  }
}

/**
 * Returns whether a URL is the API's, regardless of its query string.
 *
 * @param url An absolute URL.
 * @param endpoint The URL of the API.
 * @returns True if both URLs are the same without query string and fragment.
 */
export function isEndpoint(url: string, endpoint: string): boolean {
  return withoutQuery(url) === withoutQuery(endpoint);
}

const withoutQuery = (url: string) => url.replace(/[?#].*$/s, '');

function isQueryOperation(operation: unknown): boolean {
  const { query, operationName } = (operation ?? {}) as { query?: unknown; operationName?: string };
  return typeof query === 'string' && isQueryDocument(query, operationName);
}
