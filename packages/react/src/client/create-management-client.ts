import type { AuditFilter } from '@lynk-auth/authority';
import type { ManagementClient } from './management-client.ts';
import { ManagementError } from './management-error.ts';
import { readResponse } from './read-response.ts';
import { routes } from './routes.ts';

/** Options of {@link createManagementClient}. */
export interface ManagementClientOptions {
  /** The URL of the management API, such as `/manage/api`: absolute, or relative to the page. */
  readonly endpoint: string;
  /**
   * Sends the requests. Give one to add a header, or to send cookies to another origin.
   * @default the global `fetch`, which sends the cookies of the same origin
   */
  readonly fetch?: typeof fetch | undefined;
  /**
   * How long a request may take, in milliseconds.
   * @default 30000
   */
  readonly timeoutMs?: number | undefined;
}

/**
 * Creates a client of the management API that `createAuthorityHandler` of `@lynk-auth/authority/http` serves. It sends the
 * session of the page, and never a token.
 *
 * @param options Where the API is.
 * @returns The client. Its methods reject with a {@link ManagementError}.
 * @example
 * ```ts
 * import { createManagementClient } from '@lynk-auth/react';
 *
 * const client = createManagementClient({ endpoint: '/manage/api' });
 * const { tokens } = await client.listTokens({ kind: 'service', state: 'active' });
 * ```
 */
export function createManagementClient(options: ManagementClientOptions): ManagementClient {
  const endpoint = options.endpoint.replace(/\/+$/, '');
  const { timeoutMs = 30_000 } = options;

  const send = async (method: string, path: string, input: Input): Promise<unknown> => {
    const isGet = method === 'GET';
    const url = `${endpoint}${path}${isGet ? toQuery(input) : ''}`;
    const init: RequestInit = {
      method,
      credentials: 'same-origin',
      signal: AbortSignal.timeout(timeoutMs),
      ...(isGet
        ? {}
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(toJson(input)) }),
    };
    let response: Response;
    try {
      // Called late, so that a page can replace the global one.
      response = await (options.fetch ?? fetch)(url, init);
    } catch {
      // The error of a fetch can contain the URL.
      throw new ManagementError('unavailable', 'The service cannot be reached. Check your connection.');
    }
    return readResponse(response);
  };

  const methods = Object.entries(routes).map(([operation, route]) => {
    const [method = '', path = ''] = route.split(' ');
    const call = (...values: readonly unknown[]) => {
      if (!path.includes('{id}')) return send(method, path, (values[0] ?? {}) as Input);
      const id = encodeURIComponent(String(values[0]));
      return send(method, path.replace('{id}', id), (values[1] ?? {}) as Input);
    };
    return [operation, call];
  });
  return Object.freeze(Object.fromEntries(methods)) as ManagementClient;
}

type Input = Readonly<Record<string, unknown>>;

/** The API takes times as epoch milliseconds. */
const toJson = (input: Input): Input =>
  Object.fromEntries(
    Object.entries(input).map(([name, value]) => [name, value instanceof Date ? value.getTime() : value]),
  );

/** A query has no objects, so the actor of an audit filter is two parameters. */
function toQuery({ actor, ...filter }: Input): string {
  const { kind: actorKind, id: actorId } = (actor ?? {}) as NonNullable<
    Partial<NonNullable<AuditFilter['actor']>>
  >;
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(toJson({ ...filter, actorKind, actorId }))) {
    if (value !== undefined && value !== null && value !== '') query.set(name, String(value));
  }
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}
